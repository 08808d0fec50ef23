import { randomUUID } from 'node:crypto';
import { hashPassword, verifyPassword } from 'better-auth/crypto';
import type { Database } from '../../platform/database.ts';

/**
 * Gives an account its password.
 *
 * @param replace false: an account that has a password already keeps it
 */
export async function givePassword(
  { prisma }: Pick<Database, 'prisma'>,
  userId: string,
  password: string,
  replace: boolean,
): Promise<void> {
  const account = await prisma.account.findFirst({ where: { userId, providerId: 'credential' } });
  if (!account) {
    await prisma.account.create({
      data: {
        id: randomUUID(),
        userId,
        accountId: userId,
        providerId: 'credential',
        password: await hashPassword(password),
      },
    });
  } else if (replace && !(account.password && (await verifyPassword({ hash: account.password, password })))) {
    await prisma.account.update({ where: { id: account.id }, data: { password: await hashPassword(password) } });
  }
}
