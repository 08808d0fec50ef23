import { z } from 'zod';
import { idSchema } from '../../domain/ids.ts';
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
import { giveCrewTracker } from '../../records/devices/crew-tracker.ts';
import { listDroppedReports } from '../../records/devices/dropped-reports.ts';
import { requireActiveTown } from '../active-town.ts';
import { checkMayReport } from '../field/may-report.ts';
import { type Route, route, type SignedIn } from '../http/route.ts';
import { deviceProblem } from './problems.ts';

const byId = z.object({ id: idSchema });
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
      method: 'post',
      path: '/api/own-tracker',
      permission: 'field.report',
      tag: 'devices',
      summary:
        'For the crew of a truck: the secret that Traccar Client reports with while the phone is locked; another each time',
      body: z.strictObject({ truckId: idSchema }),
      answer: deviceWithSecretSchema,
      handler: async ({ body: { truckId }, user }) => {
        const ask = await asking(user);
        const doneAt = ask.now.toISOString();
        await checkMayReport(prisma, await requireActiveTown(prisma), user, [{ truckId, doneAt }]);
        const given = await giveCrewTracker(prisma, ask, truckId);
        if (!given) throw deviceProblem('no-such-truck');
        return given;
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
