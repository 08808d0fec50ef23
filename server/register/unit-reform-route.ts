import { z } from 'zod';
import { unitReformSchema } from '../../domain/register/unit-reform.ts';
import { unitRecordSchema } from '../../domain/register/units.ts';
import type { Platform } from '../../platform/platform.ts';
import { IN_UNITS } from '../../records/units/follow-units.ts';
import { reformUnits } from '../../records/units/reform-units.ts';
import { UNIT_RECORDS } from '../../records/units/register-units.ts';
import { type Route, route } from '../http/route.ts';
import { announceRecords } from './after-write.ts';
import { answering } from './register-faults.ts';
import { type AfterWrite, contextOf } from './subject-routes.ts';

/** Splitting and merging wards and communes from a day on. */
export function unitReformRoute(platform: Platform, afterWrite: AfterWrite): Route {
  const { prisma } = platform.database;
  return route({
    method: 'post',
    path: '/api/units/reform',
    permission: 'units.edit',
    tag: 'register',
    summary: 'Ends units and puts others in their place from a day on: merged, split, or with boundaries moved',
    body: unitReformSchema,
    status: 201,
    answer: z.object({ former: z.array(unitRecordSchema), made: z.array(unitRecordSchema) }),
    problems: { 412: 'Somebody changed one of them in between; `id` and `current` tell which and what it is now' },
    handler: async ({ body, user, language }) => {
      const context = await contextOf(platform, user);
      const { followed, ...reformed } = await answering(prisma, UNIT_RECORDS, context, { language }, () =>
        reformUnits(prisma, context, body),
      );
      await afterWrite('units', [...reformed.former, ...reformed.made]);
      for (const subject of IN_UNITS) {
        if (followed[subject].length > 0) await announceRecords(platform, subject, followed[subject]);
      }
      return reformed;
    },
  });
}
