import { type Membership, ROLES, type Role } from '../../domain/policy/roles.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';

/**
 * What the demo account of a role holds: its role over the whole town, or over the active town's first cooperative, unit in force
 * or landfill. Nothing as long as there is none.
 */
export async function demoMemberships(prisma: PrismaClient, role: Role): Promise<Membership[]> {
  const over = (scopeKind: Membership['scopeKind'], row: { id: string } | null): Membership[] =>
    row ? [{ role, scopeKind, scopeId: row.id, townId: null }] : [];
  const inActive = { town: { isActive: true } };
  const byCode = { code: 'asc' } as const;
  if (role === 'cooperative') {
    const where = { ...inActive, trucks: { some: {} } };
    return over('cooperative', await prisma.cooperative.findFirst({ where, orderBy: byCode, select: { id: true } }));
  }
  if (role === 'ward-officer') {
    const where = { ...inActive, validTo: null };
    return over('unit', await prisma.unit.findFirst({ where, orderBy: byCode, select: { id: true } }));
  }
  if (role === 'site-clerk') {
    const where = { ...inActive, kind: { in: ['landfill', 'treatment-plant'] } };
    return over('facility', await prisma.facility.findFirst({ where, orderBy: byCode, select: { id: true } }));
  }
  return [{ role, scopeKind: 'town', scopeId: null, townId: null }];
}

/** The address of the demo account of a role. */
export const demoEmailOf = (role: Role): string => `${role}@demo.local`;

/** Whether the demo account of a role is there, suspended or not. */
export async function isDemoAccountThere(prisma: PrismaClient, role: Role): Promise<boolean> {
  return (await prisma.user.count({ where: { email: demoEmailOf(role) } })) > 0;
}

/** The demo accounts that can sign in, by address. */
export async function demoAccountsThere(prisma: PrismaClient): Promise<string[]> {
  const users = await prisma.user.findMany({
    where: { email: { in: ROLES.map(demoEmailOf) }, banned: false },
    select: { email: true },
    orderBy: { email: 'asc' },
  });
  return users.map(({ email }) => email);
}
