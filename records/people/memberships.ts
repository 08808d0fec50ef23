import { type Membership, membershipSchema } from '../../domain/policy/roles.ts';
import type { Prisma } from '../../prisma/client/client.ts';

/** Memberships that hold at an instant. */
export const holdingAt = (now: Date): Prisma.MembershipWhereInput => ({
  validFrom: { lte: now },
  OR: [{ validTo: null }, { validTo: { gt: now } }],
});

/** What somebody may do at an instant: their memberships then. */
export async function membershipsOf(
  prisma: Pick<Prisma.TransactionClient, 'membership'>,
  userId: string,
  now: Date,
): Promise<Membership[]> {
  const rows = await prisma.membership.findMany({
    where: { userId, ...holdingAt(now) },
    select: { role: true, scopeKind: true, scopeId: true, townId: true },
    orderBy: { id: 'asc' },
  });
  return rows.map((row) => membershipSchema.parse(row));
}

/** Memberships as a set: what they say, in one order. */
const keyOf = ({ role, scopeKind, scopeId, townId }: Membership): string =>
  [role, scopeKind, scopeId ?? '', townId ?? ''].join(' ');

/**
 * Has somebody hold exactly these memberships from now on: what is missing begins, what is too many ends, what is there already is
 * left as it is.
 *
 * @returns what they held before; the caller writes the audit's row
 */
export async function setMemberships(
  transaction: Prisma.TransactionClient,
  userId: string,
  wanted: readonly Membership[],
  now: Date,
): Promise<Membership[]> {
  const held = await transaction.membership.findMany({ where: { userId, ...holdingAt(now) } });
  const wantedKeys = new Set(wanted.map(keyOf));
  const before = held.map((row) => membershipSchema.parse(row));
  const heldKeys = new Set(before.map(keyOf));
  const ended = held.filter((row) => !wantedKeys.has(keyOf(membershipSchema.parse(row)))).map(({ id }) => id);
  await transaction.membership.updateMany({ where: { id: { in: ended } }, data: { validTo: now } });
  const added = [...new Map(wanted.map((membership) => [keyOf(membership), membership])).entries()]
    .filter(([key]) => !heldKeys.has(key))
    .map(([, { role, scopeKind, scopeId, townId }]) => ({ userId, role, scopeKind, scopeId, townId, validFrom: now }));
  // Somebody who gives the same at the same moment has given it: `Membership_once` holds it once.
  if (added.length > 0) await transaction.membership.createMany({ data: added, skipDuplicates: true });
  return before;
}
