import type { LiveEvents } from '../../domain/live.ts';
import { holdsForTown, may } from '../../domain/policy/may.ts';
import type { Permission } from '../../domain/policy/permissions.ts';
import type { Viewer } from '../../domain/policy/roles.ts';
import { REGISTER_SUBJECTS } from '../../domain/register/subjects.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';
import { readTrucksOfDriver } from '../../records/trucks/trucks-of-driver.ts';

/**
 * Who hears which announcement: everybody with this permission over the town; that the area changed, everybody. An installation serves one
 * area, and so does its bus.
 */
export const HEARD_BY: Readonly<Record<Exclude<keyof LiveEvents, 'area'>, Permission>> = {
  positions: 'fleet.watch',
  fieldEvents: 'fleet.watch',
  retractions: 'fleet.watch',
  incident: 'incidents.read',
  plan: 'plan.read',
  areaImport: 'area.import',
  register: 'town.read',
  ledger: 'ledger.read',
  alerts: 'alerts.read',
  notes: 'alerts.read',
  routesSeen: 'fleet.watch',
  simulation: 'fleet.watch',
};

export const roomOfPermission = (permission: Permission): string => `permission:${permission}`;
/** Where the crews of one truck hear what was reported of it. */
export const roomOfTruck = (truckId: string): string => `truck:${truckId}`;
/** Where drivers hear that a day was published or taken back. */
export const DRIVERS_ROOM = roomOfPermission('own-route.read');

/** Where those who see a part of the register hear that something of a subject changed, and not what. */
export const PART_OF_REGISTER_ROOM = 'part-of-register';

/** Where those who see a part of the ledger hear that days of it were computed anew. */
export const PART_OF_LEDGER_ROOM = 'part-of-ledger';

/** The rooms somebody may be in. */
export async function roomsOf(prisma: PrismaClient, viewer: Viewer): Promise<string[]> {
  const permissions = new Set<Permission>(Object.values(HEARD_BY));
  const rooms = [...permissions].filter((permission) => holdsForTown(viewer, permission)).map(roomOfPermission);
  const seesPart = REGISTER_SUBJECTS.some((subject) => may(viewer, `${subject}.read`));
  if (seesPart && !holdsForTown(viewer, HEARD_BY.register)) rooms.push(PART_OF_REGISTER_ROOM);
  if (may(viewer, HEARD_BY.ledger) && !holdsForTown(viewer, HEARD_BY.ledger)) rooms.push(PART_OF_LEDGER_ROOM);
  if (!may(viewer, 'own-route.read')) return rooms;
  // Who may report for a truck without being let to watch the fleet is of its crew.
  const truckIds = await readTrucksOfDriver(prisma, viewer);
  return [...rooms, DRIVERS_ROOM, ...truckIds.map(roomOfTruck)];
}
