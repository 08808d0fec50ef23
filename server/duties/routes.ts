import { z } from 'zod';
import { dayOf } from '../../domain/day.ts';
import { dutyChangeSchema, dutyListSchema, newDutiesSchema } from '../../domain/duties/duties.ts';
import type { Language } from '../../domain/languages.ts';
import type { Platform } from '../../platform/platform.ts';
import { addDuties, changeDuty, listDuties } from '../../records/duties/duties.ts';
import { requireActiveTown } from '../active-town.ts';
import { generalProblem } from '../http/general-problems.ts';
import { versionAsked } from '../http/preconditions.ts';
import { type Route, route, type SignedIn } from '../http/route.ts';

const tag = 'duties';
const byId = z.object({ id: z.uuid() });

/** The indicators and tasks of the resolution: who answers for what, until when, how far it is. */
export function dutyRoutes({ database: { prisma } }: Pick<Platform, 'database'>): Route[] {
  const list = async (viewer: SignedIn, language: Language) => {
    const town = await requireActiveTown(prisma);
    const today = dayOf(new Date(), town.timeZone);
    return { today, items: await listDuties(prisma, { townId: town.id, viewer }, { today, language }) };
  };
  const change = async (
    viewer: SignedIn,
    asked: { id: string; version: number },
    to: Parameters<typeof changeDuty>[3],
  ): Promise<void> => {
    const town = await requireActiveTown(prisma);
    const done = await changeDuty(prisma, { townId: town.id, viewer }, asked, to);
    if (done === 'none') throw generalProblem('not-found');
    if (done === 'stale') throw generalProblem('stale');
  };
  return [
    route({
      method: 'get',
      path: '/api/duties',
      permission: 'duties.read',
      tag,
      summary: 'Indicators and tasks of the resolution, those of waste with the figures of the ledger',
      answer: dutyListSchema,
      handler: ({ user, language }) => list(user, language),
    }),
    route({
      method: 'post',
      path: '/api/duties',
      permission: 'duties.edit',
      tag,
      summary: 'Enters indicators or tasks',
      body: newDutiesSchema,
      status: 201,
      answer: dutyListSchema,
      handler: async ({ body, user, language }) => {
        const town = await requireActiveTown(prisma);
        await addDuties(prisma, { townId: town.id, viewer: user }, body.items);
        return await list(user, language);
      },
    }),
    route({
      method: 'patch',
      path: '/api/duties/:id',
      permission: 'duties.edit',
      tag,
      summary: 'Changes one; If-Match names the version it is based on',
      params: byId,
      body: dutyChangeSchema,
      answer: dutyListSchema,
      handler: async ({ params: { id }, body, user, language, request }) => {
        await change(user, { id, version: versionAsked(request) }, body);
        return await list(user, language);
      },
    }),
    route({
      method: 'post',
      path: '/api/duties/:id/archive',
      permission: 'duties.edit',
      tag,
      summary: 'Takes one off the table; its history stays. If-Match names the version',
      params: byId,
      answer: dutyListSchema,
      handler: async ({ params: { id }, user, language, request }) => {
        await change(user, { id, version: versionAsked(request) }, 'archive');
        return await list(user, language);
      },
    }),
  ];
}
