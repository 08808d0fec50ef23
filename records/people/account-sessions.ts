import type { z } from 'zod';
import type { AccountAccess, accountSessionSchema } from '../../domain/accounts/account.ts';
import type { Prisma, PrismaClient } from '../../prisma/client/client.ts';
import { recordChange } from '../changes/record-change.ts';

const PATIENCE = { timeout: 60_000, maxWait: 15_000 };

/** The sessions of an account that hold now, the last used first. */
export async function sessionsOf(
  prisma: PrismaClient,
  userId: string,
  now: Date,
): Promise<z.input<typeof accountSessionSchema>[]> {
  const rows = await prisma.session.findMany({
    where: { userId, expiresAt: { gt: now } },
    orderBy: { updatedAt: 'desc' },
  });
  return rows.map(({ id, createdAt, updatedAt, userAgent, phone }) => ({
    id,
    since: createdAt.toISOString(),
    lastSeenAt: updatedAt.toISOString(),
    device: phone ?? userAgent,
    isPhone: phone !== null,
  }));
}

/**
 * Ends sessions of an account, with the audit's row.
 *
 * @param which one by its id, those of the bound phone, or all
 * @returns how many were ended
 */
export async function endSessions(
  prisma: PrismaClient,
  userId: string,
  which: { readonly id: string } | 'phone' | 'all',
  actorUserId: string,
): Promise<number> {
  return await prisma.$transaction(async (transaction) => {
    const { count } = await transaction.session.deleteMany({
      where: {
        userId,
        ...(which === 'phone' && { phone: { not: null } }),
        ...(typeof which === 'object' && { id: which.id }),
      },
    });
    // A link that is still about must not let the lost phone in again.
    if (which === 'phone') await transaction.verification.deleteMany({ where: { value: { contains: `"${userId}"` } } });
    if (count > 0) {
      await recordChange(transaction, {
        townId: null,
        subject: 'accounts',
        subjectId: userId,
        actorUserId,
        kind: 'changed',
        before: { sessions: count },
        after: { sessions: 0 },
        note: which === 'phone' ? 'phone-cut-off' : 'sessions-ended',
      });
    }
    return count;
  }, PATIENCE);
}

/**
 * Ends the sessions of an account that is given another way in, with the audit's row.
 *
 * @param given the other way in: a password that somebody else made has to be changed
 */
export async function voidAccess(
  transaction: Prisma.TransactionClient,
  userId: string,
  given: AccountAccess['kind'],
  actorUserId: string,
): Promise<void> {
  await transaction.session.deleteMany({ where: { userId } });
  await transaction.user.update({ where: { id: userId }, data: { mustChangePassword: given === 'password' } });
  await recordChange(transaction, {
    townId: null,
    subject: 'accounts',
    subjectId: userId,
    actorUserId,
    kind: 'changed',
    after: { access: given },
    note: 'access-given',
  });
}

/** Binds a fresh session to the phone it was opened on; the phone the driver had before is out. */
export async function bindPhone(prisma: PrismaClient, userId: string, token: string, device: string): Promise<void> {
  await prisma.$transaction(async (transaction) => {
    await transaction.session.deleteMany({ where: { userId, phone: { not: null }, token: { not: token } } });
    await transaction.session.update({ where: { token }, data: { phone: device.slice(0, 300) } });
    await recordChange(transaction, {
      townId: null,
      subject: 'accounts',
      subjectId: userId,
      actorUserId: userId,
      kind: 'changed',
      after: { phone: device.slice(0, 300) },
      note: 'phone-bound',
    });
  }, PATIENCE);
}
