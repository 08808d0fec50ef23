import { signInNameOf } from '../../domain/accounts/sign-in-name.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';

/** The e-mail address, as the sign-in library knows people by it, of what somebody typed as their name. */
export async function emailOf(prisma: PrismaClient, typed: string): Promise<string> {
  const signInName = typed.includes('@') ? null : signInNameOf(typed);
  const user =
    signInName === null ? null : await prisma.user.findUnique({ where: { signInName }, select: { email: true } });
  // An address that nobody has is refused like a wrong password, and takes as long.
  return user?.email ?? (typed.includes('@') ? typed.trim() : 'nobody@khong-co-email.invalid');
}

/** Notes that somebody's password is their own from now on. */
export async function ownPasswordChosen(prisma: PrismaClient, userId: string): Promise<void> {
  await prisma.user.updateMany({
    where: { id: userId, mustChangePassword: true },
    data: { mustChangePassword: false },
  });
}
