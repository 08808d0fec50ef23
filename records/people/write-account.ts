import { randomUUID } from 'node:crypto';
import type { AccountChange, NewAccount } from '../../domain/accounts/account.ts';
import { placeholderEmail } from '../../domain/accounts/sign-in-name.ts';
import { Prisma, type PrismaClient } from '../../prisma/client/client.ts';
import { recordChange } from '../changes/record-change.ts';
import { findAccount } from './accounts.ts';
import { setMemberships } from './memberships.ts';

/** A busy machine takes its time. */
const PATIENCE = { timeout: 60_000, maxWait: 15_000 };

/** What came of a write. `taken`: the address or name is another account's; `unknown`: what the fields name is not there. */
export type Written =
  | { readonly id: string }
  | 'not-found'
  | 'stale'
  | 'email-taken'
  | 'sign-in-name-taken'
  | 'crew-unknown'
  | 'scope-unknown'
  | 'last-admin';

/** Makes an account, without any way in yet. */
export async function createAccount(
  prisma: PrismaClient,
  account: NewAccount,
  actorUserId: string,
  now: Date,
): Promise<Written> {
  const id = randomUUID();
  return await writing(prisma, async (transaction) => {
    const { name, email, signInName } = account;
    await transaction.user.create({
      data: { id, name, email: email ?? placeholderEmail(id), emailVerified: false, signInName, createdAt: now },
    });
    const fault = await applyLinks(transaction, id, account, now);
    if (fault) return fault;
    const after = await auditedState(transaction, id, now);
    await recordChange(transaction, {
      townId: null,
      subject: 'accounts',
      subjectId: id,
      actorUserId,
      kind: 'created',
      after,
    });
    return { id };
  });
}

/**
 * Changes what is given of an account.
 *
 * @param version the one the change was made on: another one now is `stale`
 */
export async function changeAccount(
  prisma: PrismaClient,
  id: string,
  version: number,
  change: AccountChange,
  actorUserId: string,
  now: Date,
): Promise<Written> {
  return await writing(prisma, async (transaction) => {
    const before = await auditedState(transaction, id, now);
    if (!before) return 'not-found';
    const { name, email, signInName } = change;
    const { count } = await transaction.user.updateMany({
      where: { id, version },
      data: {
        version: { increment: 1 },
        ...(name !== undefined && { name }),
        ...(email !== undefined && { email: email ?? placeholderEmail(id) }),
        ...(signInName !== undefined && { signInName }),
      },
    });
    if (count === 0) return 'stale';
    const fault = await applyLinks(transaction, id, change, now);
    if (fault) return fault;
    if (!(await hasAdmin(transaction, now))) return 'last-admin';
    const after = await auditedState(transaction, id, now);
    await recordChange(transaction, {
      townId: null,
      subject: 'accounts',
      subjectId: id,
      actorUserId,
      kind: 'changed',
      before,
      after,
    });
    return { id };
  });
}

/** Suspends an account, which ends its sessions, or lets it in again. Doing it twice changes nothing. */
export async function suspendAccount(
  prisma: PrismaClient,
  id: string,
  isSuspended: boolean,
  actorUserId: string,
  now: Date,
): Promise<Written> {
  return await writing(prisma, async (transaction) => {
    const known = await transaction.user.findUnique({ where: { id }, select: { banned: true } });
    if (!known) return 'not-found';
    if (known.banned === isSuspended) return { id };
    await transaction.user.update({ where: { id }, data: { banned: isSuspended, version: { increment: 1 } } });
    if (isSuspended) await transaction.session.deleteMany({ where: { userId: id } });
    if (!(await hasAdmin(transaction, now))) return 'last-admin';
    await recordChange(transaction, {
      townId: null,
      subject: 'accounts',
      subjectId: id,
      actorUserId,
      kind: isSuspended ? 'archived' : 'restored',
      before: { archived: known.banned },
      after: { archived: isSuspended },
    });
    return { id };
  });
}

/** Thrown to take a transaction back that has begun to write. */
class TakenBack extends Error {
  readonly outcome: Exclude<Written, { id: string }>;
  constructor(outcome: Exclude<Written, { id: string }>) {
    super(outcome);
    this.outcome = outcome;
  }
}

async function writing(
  prisma: PrismaClient,
  work: (transaction: Prisma.TransactionClient) => Promise<Written>,
): Promise<Written> {
  try {
    return await prisma.$transaction(async (transaction) => {
      const outcome = await work(transaction);
      if (typeof outcome === 'string') throw new TakenBack(outcome);
      return outcome;
    }, PATIENCE);
  } catch (error) {
    if (error instanceof TakenBack) return error.outcome;
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') {
      return JSON.stringify(error.meta ?? error.message).includes('signInName') ? 'sign-in-name-taken' : 'email-taken';
    }
    throw error;
  }
}

async function applyLinks(
  transaction: Prisma.TransactionClient,
  userId: string,
  { memberships, crewIds }: Pick<AccountChange, 'memberships' | 'crewIds'>,
  now: Date,
): Promise<'crew-unknown' | 'scope-unknown' | null> {
  if (memberships) {
    for (const { scopeKind, scopeId } of memberships) {
      if (scopeId !== null && !(await isThere(transaction, scopeKind, scopeId))) return 'scope-unknown';
    }
    await setMemberships(transaction, userId, memberships, now);
  }
  if (crewIds) {
    const crews = await transaction.crew.findMany({ where: { id: { in: crewIds } }, select: { id: true } });
    if (crews.length < new Set(crewIds).size) return 'crew-unknown';
    await transaction.crew.updateMany({
      where: { driverUserId: userId, id: { notIn: crewIds } },
      data: { driverUserId: null },
    });
    await transaction.crew.updateMany({ where: { id: { in: crewIds } }, data: { driverUserId: userId } });
  }
  return null;
}

async function isThere(transaction: Prisma.TransactionClient, kind: string, id: string): Promise<boolean> {
  const where = { id };
  if (kind === 'cooperative') return (await transaction.cooperative.count({ where })) > 0;
  if (kind === 'unit') return (await transaction.unit.count({ where })) > 0;
  if (kind === 'facility') return (await transaction.facility.count({ where })) > 0;
  return (await transaction.truck.count({ where })) > 0;
}

/** Whether anybody is left who can give accounts: else nobody could let anyone in again. */
async function hasAdmin(transaction: Prisma.TransactionClient, now: Date): Promise<boolean> {
  const admins = await transaction.user.count({
    where: {
      banned: false,
      memberships: {
        some: { role: 'admin', validFrom: { lte: now }, OR: [{ validTo: null }, { validTo: { gt: now } }] },
      },
    },
  });
  return admins > 0;
}

/** What of an account the audit tells; a password is no part of it. */
async function auditedState(transaction: Prisma.TransactionClient, id: string, now: Date) {
  const account = await findAccount(transaction, id, now);
  if (!account) return null;
  const { name, email, signInName, memberships, crews } = account;
  return { name, email, signInName, memberships, crews: crews.map(({ code }) => code) };
}
