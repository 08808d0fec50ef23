import { z } from 'zod';
import { idSchema } from '../../domain/ids.ts';
import {
  alertsViewSchema,
  alertViewSchema,
  closeRequestSchema,
  snoozeRequestSchema,
} from '../../domain/alerts/alerts.ts';
import { daySchema } from '../../domain/day.ts';
import { dayOf } from '../../domain/day-of.ts';
import type { Platform } from '../../platform/platform.ts';
import { type AlertAction, changeAlert } from '../../records/alerts/change-alert.ts';
import { readAlerts } from '../../records/alerts/read-alerts.ts';
import { requireActiveTown } from '../active-town.ts';
import { type Route, route, type SignedIn } from '../http/route.ts';
import { alertProblem } from './problems.ts';

/** What a dispatcher is told of by itself while a day is driven, and what somebody does about it. */
export function alertRoutes(platform: Platform): Route[] {
  const { bus, logger } = platform;
  const { prisma } = platform.database;
  const act = async (id: string, user: SignedIn, action: AlertAction) => {
    const { id: townId } = await requireActiveTown(prisma);
    const changed = await changeAlert(prisma, { townId, viewer: user, id, now: new Date() }, action);
    if (changed === null) throw alertProblem('no-such-alert', { id });
    if (changed === 'over') throw alertProblem('alert-over');
    bus
      .publish('alerts', { day: changed.day })
      .catch((error: unknown) => logger.warn({ err: error }, 'alerts not announced'));
    return changed.alert;
  };
  const one = {
    method: 'post',
    permission: 'alerts.edit',
    tag: 'alerts',
    params: z.object({ id: idSchema }),
    answer: alertViewSchema,
    problems: { 409: 'It is over, or closed already' },
  } as const;
  return [
    route({
      method: 'get',
      path: '/api/alerts',
      permission: 'alerts.read',
      tag: 'alerts',
      summary:
        'The alerts of a day, today unless `date` names one: what can still be saved first; those that are over come last',
      query: z.object({ date: daySchema.optional() }),
      answer: alertsViewSchema,
      handler: async ({ query: { date }, user }) => {
        const { id: townId, timeZone } = await requireActiveTown(prisma);
        const now = new Date();
        return await readAlerts(prisma, { townId, viewer: user }, date ?? dayOf(now, timeZone), now);
      },
    }),
    route({
      ...one,
      path: '/api/alerts/:id/take',
      summary: 'Somebody is at it, whoever was before',
      body: z.strictObject({}),
      handler: ({ params, user }) => act(params.id, user, { kind: 'take' }),
    }),
    route({
      ...one,
      path: '/api/alerts/:id/snooze',
      summary: 'Quiet for some minutes of the day’s clock',
      body: snoozeRequestSchema,
      handler: ({ params, user, body: { minutes } }) => act(params.id, user, { kind: 'snooze', minutes }),
    }),
    route({
      ...one,
      path: '/api/alerts/:id/close',
      summary: 'Needs nothing more as long as its condition lasts, and why',
      body: closeRequestSchema,
      handler: ({ params, user, body: { reason } }) => act(params.id, user, { kind: 'close', reason }),
    }),
  ];
}
