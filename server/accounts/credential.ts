import { randomUUID } from 'node:crypto';
import { hashPassword, verifyPassword } from 'better-auth/crypto';
import type { Role } from '../../domain/roles.ts';
import type { Database } from '../../platform/database.ts';

export interface NewAccount {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
}

/**
 * Makes the account of an e-mail address, or gives the one that is there this role.
 *
 * @param password what it signs in with; an account that has a password already keeps it unless `replace`
 */
export async function giveAccount(
  { prisma }: Pick<Database, 'prisma'>,
  { email, name, role }: NewAccount,
  password: string,
  replace: boolean,
): Promise<void> {
  const user = await prisma.user.upsert({
    where: { email },
    create: { id: randomUUID(), email, name, emailVerified: true, role },
    update: { role },
  });
  const account = await prisma.account.findFirst({ where: { userId: user.id, providerId: 'credential' } });
  if (!account) {
    await prisma.account.create({
      data: {
        id: randomUUID(),
        userId: user.id,
        accountId: user.id,
        providerId: 'credential',
        password: await hashPassword(password),
      },
    });
  } else if (replace && !(account.password && (await verifyPassword({ hash: account.password, password })))) {
    await prisma.account.update({ where: { id: account.id }, data: { password: await hashPassword(password) } });
  }
}
