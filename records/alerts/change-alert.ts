import { type AlertView, alertState } from '../../domain/alerts/alerts.ts';
import { type Day, dateToDay } from '../../domain/day.ts';
import type { Viewer } from '../../domain/policy/roles.ts';
import { itemAt } from '../../domain/item-at.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';
import { recordChange } from '../changes/record-change.ts';
import { whereOf } from '../people/where.ts';
import { presentOfDay } from '../simulations/present-of-day.ts';
import { alertViews } from './read-alerts.ts';

/** What somebody does about an alert. */
export type AlertAction =
  | { readonly kind: 'take' }
  | { readonly kind: 'snooze'; readonly minutes: number }
  | { readonly kind: 'close'; readonly reason: string };

/**
 * Takes an alert, also out of somebody else's hands, has it quiet for a while, or closes it with a reason; with the audit's row.
 *
 * @param now the real clock; what is kept is the clock of the alert's day
 * @returns `null` where there is none that somebody may act on; `over` where it needs nothing any more
 */
export async function changeAlert(
  prisma: PrismaClient,
  { townId, viewer, id, now }: { townId: string; viewer: Viewer; id: string; now: Date },
  action: AlertAction,
): Promise<{ readonly day: Day; readonly alert: AlertView } | 'over' | null> {
  const row = await prisma.alert.findFirst({ where: { AND: [{ id, townId }, whereOf(viewer, 'alerts.edit')] } });
  if (!row) return null;
  const day = dateToDay(row.day);
  const at = await presentOfDay(prisma, townId, day, now);
  const after = await prisma.$transaction(async (transaction) => {
    await transaction.$queryRaw`SELECT 1 FROM "Alert" WHERE "id" = ${id}::uuid FOR UPDATE`;
    const before = await transaction.alert.findUniqueOrThrow({ where: { id } });
    const state = alertState(before, at);
    if (state === 'closed' || state === 'ended') return null;
    const changed = await transaction.alert.update({ where: { id }, data: dataOf(action, viewer.id, at) });
    await recordChange(transaction, {
      ...{ townId, subject: 'alerts', subjectId: id, actorUserId: viewer.id, kind: 'changed', before },
      // When, by the day's clock: the audit's own is the real one.
      after: { ...changed, actedAt: at },
      note: action.kind === 'close' ? action.reason : null,
    });
    return changed;
  });
  if (!after) return 'over';
  return { day, alert: itemAt(await alertViews(prisma, [after], at), 0) };
}

function dataOf(action: AlertAction, by: string, at: Date) {
  switch (action.kind) {
    case 'take':
      return { takenAt: at, takenBy: by, snoozedUntil: null, snoozedBy: null };
    case 'snooze':
      return { snoozedUntil: new Date(at.getTime() + action.minutes * 60_000), snoozedBy: by };
    case 'close':
      return { closedAt: at, closedBy: by, reason: action.reason };
  }
}
