import { z } from 'zod';
import { alertFactsSchema, alertKindSchema } from '../../domain/alerts/alerts.ts';
import { dayToDate } from '../../domain/day.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';
import type { LogEntry, LoggedDay } from './read-day-log.ts';

const instant = z.coerce.date().nullish();
/** What a change of an alert has in the audit, as far as the log tells it. */
const changeSchema = z.object({
  raisedAt: instant,
  endedAt: instant,
  takenAt: instant,
  actedAt: instant,
  snoozedUntil: instant,
  closedAt: instant,
});

/** How alerts of a day came, went and changed hands: by the day's clock, which the audit keeps beside its own. */
export async function alertEntries(prisma: PrismaClient, { townId, day }: LoggedDay): Promise<LogEntry[]> {
  const alerts = await prisma.alert.findMany({ where: { townId, day: dayToDate(day) } });
  const alertOf = new Map(alerts.map((alert) => [alert.id, alert]));
  const changes = await prisma.change.findMany({
    where: { townId, subject: 'alerts', subjectId: { in: [...alertOf.keys()] } },
  });
  return changes.flatMap(({ id, subjectId, actorUserId, note, after, at }): LogEntry[] => {
    const alert = alertOf.get(subjectId);
    const told = changeSchema.safeParse(after ?? {});
    const what = told.success ? whatOf(told.data, at) : null;
    if (!alert || !what) return [];
    const { truckId, pointId, facilityId, unitId } = alert;
    const facts = alertFactsSchema.parse(alert.facts);
    const reason = what.kind === 'alert-closed' ? note : null;
    return [
      {
        ...{ id, ...what, by: actorUserId, truckId, pointId, facilityId, unitId, reason },
        ...{ alertKind: alertKindSchema.parse(alert.kind), stream: facts.stream },
      },
    ];
  });
}

function whatOf(told: z.infer<typeof changeSchema>, at: Date): Pick<LogEntry, 'kind' | 'at'> | null {
  const { raisedAt, endedAt, takenAt, actedAt, snoozedUntil, closedAt } = told;
  if (closedAt) return { kind: 'alert-closed', at: closedAt };
  if (snoozedUntil) return { kind: 'alert-snoozed', at: actedAt ?? at };
  if (takenAt) return { kind: 'alert-taken', at: takenAt };
  if (raisedAt) return { kind: 'alert-raised', at: raisedAt };
  return endedAt ? { kind: 'alert-ended', at: endedAt } : null;
}
