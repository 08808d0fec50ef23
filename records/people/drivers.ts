import type { PrismaClient } from '../../prisma/client/client.ts';
import { holdingAt } from './memberships.ts';

/** People who are drivers and nothing else, by name, with the phone each is signed in on. */
export async function driversWithPhones(prisma: PrismaClient, now: Date) {
  const rows = await prisma.user.findMany({
    where: {
      banned: false,
      memberships: {
        some: { role: 'driver', ...holdingAt(now) },
        none: { role: { not: 'driver' }, ...holdingAt(now) },
      },
    },
    include: {
      crews: { select: { code: true }, orderBy: { code: 'asc' } },
      sessions: { where: { phone: { not: null }, expiresAt: { gt: now } }, orderBy: { updatedAt: 'desc' }, take: 1 },
    },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
  return rows.map(({ id, name, crews, sessions: [phone] }) => ({
    id,
    name,
    crews: crews.map(({ code }) => code),
    phone: phone
      ? {
          since: phone.createdAt.toISOString(),
          lastSeenAt: phone.updatedAt.toISOString(),
          device: phone.phone ?? '',
        }
      : null,
  }));
}
