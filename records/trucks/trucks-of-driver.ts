import type { Viewer } from '../../domain/policy/roles.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';
import { whereOf } from '../people/where.ts';

/** Ids of the trucks of the town in use that somebody is of the crew of, whatever else they are. */
export async function readTrucksOfDriver(prisma: PrismaClient, viewer: Viewer): Promise<string[]> {
  const driver = { id: viewer.id, memberships: viewer.memberships.filter(({ role }) => role === 'driver') };
  const trucks = await prisma.truck.findMany({
    where: { AND: [whereOf(driver, 'field.report'), { town: { isActive: true } }] },
    select: { id: true },
  });
  return trucks.map(({ id }) => id);
}
