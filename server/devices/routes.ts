import { z } from 'zod';
import {
  deviceListSchema,
  deviceTruckSchema,
  deviceViewSchema,
  deviceWithSecretSchema,
  newDeviceSchema,
} from '../../domain/devices/devices.ts';
import { droppedReportsSchema } from '../../domain/tracking.ts';
import type { Platform } from '../../platform/platform.ts';
import {
  createDevice,
  type DeviceAsking,
  listDevices,
  moveDevice,
  rotateSecret,
} from '../../records/devices/devices.ts';
import { listDroppedReports } from '../../records/devices/dropped-reports.ts';
import { requireActiveTown } from '../active-town.ts';
import { type Route, route, type SignedIn } from '../http/route.ts';
import { deviceProblem } from './problems.ts';

const byId = z.object({ id: z.uuid().toLowerCase() });
const MOST_DROPPED = 200;

/** Phones and trackers as records: which truck carries each, by what it is known, and when it was last heard. */
export function deviceRoutes({ database: { prisma, pool } }: Platform): Route[] {
  const asking = async (viewer: SignedIn): Promise<DeviceAsking> => {
    const town = await requireActiveTown(prisma);
    return { townId: town.id, viewer, now: new Date() };
  };
  return [
    route({
      method: 'get',
      path: '/api/devices',
      permission: 'devices.read',
      tag: 'devices',
      summary:
        'The devices of the town: truck, when last heard, battery, since when silent, and what was dropped of each',
      answer: deviceListSchema,
      handler: async ({ user }) => ({ items: await listDevices(prisma, await asking(user)) }),
    }),
    route({
      method: 'post',
      path: '/api/devices',
      permission: 'devices.edit',
      tag: 'devices',
      summary: 'A new device with a secret, which is told this once; or with `adopts` one that reports already',
      status: 201,
      body: newDeviceSchema,
      answer: deviceWithSecretSchema,
      problems: { 409: 'Another device calls itself so' },
      handler: async ({ body, user }) => {
        const made = await createDevice(prisma, await asking(user), body);
        if (made === 'no-truck') throw deviceProblem('no-such-truck');
        if (made === 'known') throw deviceProblem('device-known');
        return made;
      },
    }),
    route({
      method: 'post',
      path: '/api/devices/:id/secret',
      permission: 'devices.edit',
      tag: 'devices',
      summary: 'Another secret for a device, told this once; the one before is refused from then on',
      params: byId,
      answer: deviceWithSecretSchema,
      handler: async ({ params, user }) => {
        const rotated = await rotateSecret(prisma, await asking(user), params.id);
        if (!rotated) throw deviceProblem('no-such-device');
        return rotated;
      },
    }),
    route({
      method: 'post',
      path: '/api/devices/:id/truck',
      permission: 'devices.edit',
      tag: 'devices',
      summary: 'Which truck carries a device from now on; what it sends of before counts to the truck of before',
      params: byId,
      body: deviceTruckSchema,
      answer: deviceViewSchema,
      handler: async ({ params, body, user }) => {
        const moved = await moveDevice(prisma, await asking(user), params.id, body.truckId);
        if (moved === null) throw deviceProblem('no-such-device');
        if (moved === 'no-truck') throw deviceProblem('no-such-truck');
        return moved;
      },
    }),
    route({
      method: 'get',
      path: '/api/devices/dropped',
      permission: 'devices.read',
      tag: 'tracking',
      summary: 'Reports of devices that became no position, counted by device and reason, the latest first',
      answer: z.array(droppedReportsSchema),
      handler: async () => await listDroppedReports(pool, MOST_DROPPED),
    }),
  ];
}
