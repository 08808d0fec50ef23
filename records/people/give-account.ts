import { randomUUID } from 'node:crypto';
import type { Membership } from '../../domain/policy/roles.ts';
import type { Database } from '../../platform/database.ts';
import { recordChange } from '../changes/record-change.ts';
import { setMemberships } from './memberships.ts';

/** A busy machine takes its time. */
const PATIENCE = { timeout: 60_000, maxWait: 15_000 };

export interface GivenAccount {
  readonly email: string;
  readonly name: string;
  readonly memberships: readonly Membership[];
}

/**
 * Makes the account of an e-mail address, or gives the one that is there these memberships; with its row in the audit, of the
 * program's own doing.
 *
 * @returns the account's id
 */
export async function giveAccount(
  { prisma }: Pick<Database, 'prisma'>,
  { email, name, memberships }: GivenAccount,
): Promise<string> {
  return await prisma.$transaction(async (transaction) => {
    const known = await transaction.user.findUnique({ where: { email } });
    const user =
      known ?? (await transaction.user.create({ data: { id: randomUUID(), email, name, emailVerified: true } }));
    const before = await setMemberships(transaction, user.id, memberships, new Date());
    await recordChange(transaction, {
      townId: null,
      subject: 'accounts',
      subjectId: user.id,
      actorUserId: null,
      kind: known ? 'changed' : 'created',
      before: known && { memberships: before },
      after: known ? { memberships } : { email, name, memberships },
    });
    return user.id;
  }, PATIENCE);
}
