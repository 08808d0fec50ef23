import { dayOf } from '../../domain/day-of.ts';
import { townViewSchema } from '../../domain/town-view.ts';
import { firstStepsSchema } from '../../domain/first-steps.ts';
import { may } from '../../domain/policy/may.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Database } from '../../platform/database.ts';
import type { ActiveTown } from '../../records/towns/active-town.ts';
import { requireActiveTown } from '../active-town.ts';
import { readFirstSteps } from '../../records/first-steps/read-first-steps.ts';
import { readTownView } from '../../records/towns/town-view.ts';
import { readTownVersion } from '../../records/towns/version.ts';
import type { KeptAnswers, ReadyAnswer } from '../http/kept-answers.ts';
import { type Route, route } from '../http/route.ts';

/** The books of a town as every page reads them on opening. */
export async function answerTown(
  database: Database,
  kept: KeptAnswers,
  town: ActiveTown,
  showsDevices: boolean,
): Promise<ReadyAnswer> {
  return await kept.answer(
    `town ${town.id} ${showsDevices}`,
    // Days that were accepted for later hold from a midnight on without anybody writing then.
    async () => `${await readTownVersion(database)} ${dayOf(new Date(), town.timeZone)}`,
    () => readTownView(database.prisma, town, showsDevices),
  );
}

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
      handler: async ({ user }) =>
        await answerTown(database, kept, await requireActiveTown(prisma), may(user, 'field.report')),
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
