import { signInNameOf } from '../../domain/accounts/sign-in-name.ts';
import type { Language } from '../../domain/languages.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';

/** The e-mail address, as the sign-in library knows people by it, of what somebody typed as their name. */
export async function emailOf(prisma: PrismaClient, typed: string): Promise<string> {
  const signInName = typed.includes('@') ? null : signInNameOf(typed);
  const user =
    signInName === null ? null : await prisma.user.findUnique({ where: { signInName }, select: { email: true } });
  // An address that nobody has is refused like a wrong password, and takes as long.
  return user?.email ?? (typed.includes('@') ? typed.trim() : 'nobody@khong-co-email.invalid');
}

/** Whose invitation it is, by what their password must not be made of; `null` where the account is suspended, or gone. */
export async function findInvited(prisma: PrismaClient, userId: string) {
  return await prisma.user.findFirst({
    where: { id: userId, banned: false },
    select: { id: true, name: true, email: true, signInName: true },
  });
}

/** Keeps the language somebody chose for themselves. */
export async function chooseLanguage(prisma: PrismaClient, userId: string, language: Language): Promise<void> {
  await prisma.user.update({ where: { id: userId }, data: { language } });
}

/** Notes that somebody's password is their own from now on. */
export async function ownPasswordChosen(prisma: PrismaClient, userId: string): Promise<void> {
  await prisma.user.updateMany({
    where: { id: userId, mustChangePassword: true },
    data: { mustChangePassword: false },
  });
}
