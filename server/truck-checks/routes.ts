import { z } from 'zod';
import { idSchema } from '../../domain/ids.ts';
import { areDaysInOrder, DAYS_OUT_OF_ORDER, daySchema } from '../../domain/day.ts';
import {
  driverSettingsSchema,
  truckCheckInputSchema,
  truckCheckListSchema,
  truckCheckViewSchema,
  truckCheckWithdrawnSchema,
} from '../../domain/truck-checks/truck-checks.ts';
import type { Platform } from '../../platform/platform.ts';
import { readDriverSettings, writeDriverSettings } from '../../records/truck-checks/driver-settings.ts';
import { readTruckChecks, withdrawTruckCheck, writeTruckCheck } from '../../records/truck-checks/truck-checks.ts';
import { requireActiveTown } from '../active-town.ts';
import { checkMayReport } from '../field/may-report.ts';
import { faultsOfTold } from '../field/told-of-truck.ts';
import { type Route, route } from '../http/route.ts';
import { checkProblem } from './problems.ts';

export function truckCheckRoutes(platform: Platform): Route[] {
  const { prisma } = platform.database;
  return [
    route({
      method: 'post',
      path: '/api/truck-checks',
      permission: 'field.report',
      tag: 'field',
      summary: 'How a truck was found at the start or end of a shift; the same again changes nothing',
      body: truckCheckInputSchema,
      answer: truckCheckViewSchema,
      problems: { 409: 'The id is of another check' },
      handler: async ({ body, user, language }) => {
        const town = await requireActiveTown(prisma);
        await checkMayReport(prisma, town, user, [body]);
        const errors = await faultsOfTold(platform, town, { ...body, doneAt: new Date(body.doneAt) }, language);
        if (errors.length > 0) throw checkProblem('check-does-not-fit', {}, { errors });
        const check = await writeTruckCheck(prisma, town.id, user, body);
        if (check === 'differs') throw checkProblem('check-differs');
        return check;
      },
    }),
    route({
      method: 'post',
      path: '/api/truck-checks/:id/withdraw',
      permission: 'field.report',
      tag: 'field',
      summary: 'Takes back a check that one has told of: it is shown no more',
      params: z.object({ id: idSchema }),
      body: z.strictObject({}),
      answer: truckCheckWithdrawnSchema,
      handler: async ({ params: { id }, user }) => {
        const town = await requireActiveTown(prisma);
        if (!(await withdrawTruckCheck(prisma, town.id, user, id))) throw checkProblem('no-such-check');
        return { id };
      },
    }),
    route({
      method: 'get',
      path: '/api/truck-checks',
      permission: 'checks.read',
      tag: 'field',
      summary: 'How trucks were found, by service day and truck, the latest first',
      query: z
        .object({ from: daySchema.optional(), to: daySchema.optional(), truck: idSchema.optional() })
        .refine(areDaysInOrder, DAYS_OUT_OF_ORDER),
      answer: truckCheckListSchema,
      handler: async ({ query, user }) => {
        const town = await requireActiveTown(prisma);
        return { items: await readTruckChecks(prisma, town.id, user, query) };
      },
    }),
    route({
      method: 'get',
      path: '/api/driver-settings',
      permission: 'checks.read',
      tag: 'field',
      summary: 'What the office has set for all drivers’ phones: what is looked at on a truck, and whom to call',
      answer: driverSettingsSchema,
      handler: async () => await readDriverSettings(prisma, (await requireActiveTown(prisma)).id),
    }),
    route({
      method: 'put',
      path: '/api/driver-settings',
      permission: 'checks.edit',
      tag: 'field',
      summary: 'Sets that anew, all of it',
      body: driverSettingsSchema,
      answer: driverSettingsSchema,
      handler: async ({ body, user }) => {
        const town = await requireActiveTown(prisma);
        await writeDriverSettings(prisma, town.id, user, body);
        return await readDriverSettings(prisma, town.id);
      },
    }),
  ];
}
