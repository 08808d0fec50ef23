import type { LiveEvents } from '../../domain/live.ts';
import type { Permission } from '../../domain/roles.ts';
import { may } from '../../domain/roles.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';
import type { SignedIn } from '../http/route.ts';

/** Who hears which announcement: everybody with this permission. An installation serves one area, and so does its bus. */
export const HEARD_BY: Readonly<Record<keyof LiveEvents, Permission>> = {
  positions: 'fleet.watch',
  fieldEvents: 'fleet.watch',
  plan: 'plan.read',
  areaImport: 'area.import',
  simulation: 'fleet.watch',
};

export const roomOfPermission = (permission: Permission): string => `permission:${permission}`;
/** Where the crews of one truck hear what was reported of it. */
export const roomOfTruck = (truckId: string): string => `truck:${truckId}`;
/** Where drivers hear that a day was published or taken back. */
export const DRIVERS_ROOM = roomOfPermission('own-route.read');

/** The rooms somebody may be in. */
export async function roomsOf(prisma: PrismaClient, user: SignedIn): Promise<string[]> {
  const permissions = new Set<Permission>(Object.values(HEARD_BY));
  const rooms = [...permissions].filter((permission) => may(user.role, permission)).map(roomOfPermission);
  if (!may(user.role, 'own-route.read')) return rooms;
  const shifts = await prisma.shift.findMany({
    where: { crew: { driverUserId: user.id }, town: { isActive: true } },
    select: { truckId: true },
  });
  return [...rooms, DRIVERS_ROOM, ...shifts.map(({ truckId }) => roomOfTruck(truckId))];
}
