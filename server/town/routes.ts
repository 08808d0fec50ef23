import { townViewSchema } from '../../domain/town-view.ts';
import { firstStepsSchema } from '../../domain/first-steps.ts';
import { may } from '../../domain/policy/may.ts';
import type { Platform } from '../../platform/platform.ts';
import { requireActiveTown } from '../active-town.ts';
import { readFirstSteps } from '../../records/first-steps/read-first-steps.ts';
import { readTownView } from '../../records/towns/town-view.ts';
import { readTownVersion } from '../../records/towns/version.ts';
import type { KeptAnswers } from '../http/kept-answers.ts';
import { type Route, route } from '../http/route.ts';

export function townRoutes({ database }: Platform, kept: KeptAnswers): Route[] {
  const { prisma } = database;
  return [
    route({
      method: 'get',
      path: '/api/town',
      permission: 'town.read',
      tag: 'town',
      summary: 'Units, cooperatives, facilities, points and trucks of the active area; with an ETag',
      answer: townViewSchema,
      handler: async ({ user }) => {
        const area = await requireActiveTown(prisma);
        const showsDevices = may(user, 'field.report');
        return await kept.answer(
          `town ${area.id} ${showsDevices}`,
          () => readTownVersion(database),
          () => readTownView(prisma, area, showsDevices),
        );
      },
    }),
    route({
      method: 'get',
      path: '/api/first-steps',
      permission: 'town.read',
      tag: 'town',
      summary: 'What the town in use has of all that a first plan needs; also where no town is in use',
      answer: firstStepsSchema,
      handler: async () => await readFirstSteps(prisma, new Date()),
    }),
  ];
}
