import { z } from 'zod';
import { idSchema } from '../../domain/ids.ts';
import { daySchema } from '../../domain/day.ts';
import {
  incidentClosingSchema,
  incidentInputSchema,
  incidentListSchema,
  incidentViewSchema,
} from '../../domain/incidents/incidents.ts';
import type { Platform } from '../../platform/platform.ts';
import { closeIncident, readIncidents, withdrawIncident } from '../../records/incidents/incidents.ts';
import { requireActiveTown } from '../active-town.ts';
import { type Route, route } from '../http/route.ts';
import { announceIncident } from './announce.ts';
import { incidentProblem } from './problems.ts';
import { reportIncident } from './report-incident.ts';

export function incidentRoutes(platform: Platform): Route[] {
  const { prisma } = platform.database;
  return [
    route({
      method: 'post',
      path: '/api/incidents',
      permission: 'field.report',
      tag: 'field',
      summary:
        'Something that happened to a truck or was seen from it; answered means committed, the same again changes nothing',
      body: incidentInputSchema,
      answer: incidentViewSchema,
      problems: { 409: 'The id is of another incident' },
      handler: async ({ body, user, language }) =>
        await reportIncident(platform, await requireActiveTown(prisma), user, body, language),
    }),
    route({
      method: 'get',
      path: '/api/incidents',
      permission: 'incidents.read',
      tag: 'field',
      summary: 'Incidents of a service day, or of all days, the latest first; `state` for those open or closed alone',
      query: z.object({ day: daySchema.optional(), state: z.enum(['open', 'closed']).optional() }),
      answer: incidentListSchema,
      handler: async ({ query: { day, state }, user }) => {
        const town = await requireActiveTown(prisma);
        const isOpen = state && state === 'open';
        return { items: await readIncidents(prisma, town.id, user, { day, isOpen }) };
      },
    }),
    route({
      method: 'post',
      path: '/api/incidents/:id/close',
      permission: 'incidents.edit',
      tag: 'field',
      summary: 'Says that the office has dealt with an incident, and how; one that is closed stays as it was',
      params: z.object({ id: idSchema }),
      body: incidentClosingSchema,
      answer: incidentViewSchema,
      handler: async ({ params: { id }, body, user }) => {
        const town = await requireActiveTown(prisma);
        const closed = await closeIncident(prisma, { townId: town.id, viewer: user, id, now: new Date() }, body.remark);
        if (!closed) throw incidentProblem('no-such-incident');
        if (closed.wasOpen) await announceIncident(platform, closed.incident);
        return closed.incident;
      },
    }),
    route({
      method: 'post',
      path: '/api/incidents/:id/withdraw',
      permission: 'field.report',
      tag: 'field',
      summary: 'Takes back an incident that one has told of: it is closed; one that is closed stays as it was',
      params: z.object({ id: idSchema }),
      body: z.strictObject({}),
      answer: incidentViewSchema,
      handler: async ({ params: { id }, user }) => {
        const town = await requireActiveTown(prisma);
        const closed = await withdrawIncident(prisma, { townId: town.id, viewer: user, id, now: new Date() });
        if (!closed) throw incidentProblem('no-such-incident');
        if (closed.wasOpen) await announceIncident(platform, closed.incident);
        return closed.incident;
      },
    }),
  ];
}
