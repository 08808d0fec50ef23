import { alertFactsSchema } from '../../domain/alerts/alerts.ts';
import { conditionsOf } from '../../domain/alerts/conditions.ts';
import { changesOfAlerts, wasThereBy } from '../../domain/alerts/life.ts';
import type { Condition } from '../../domain/alerts/situation.ts';
import { type Day, dayToDate } from '../../domain/day.ts';
import type { Database } from '../../platform/database.ts';
import type { Alert, Prisma } from '../../prisma/client/client.ts';
import { recordChanges } from '../changes/record-change.ts';
import type { ActiveTown } from '../towns/active-town.ts';
import { readSituation } from './read-situation.ts';

/**
 * Brings a day's alerts up to what is so now: raises, ends and raises again, each with its row in the audit. Of several processes one
 * does it, the others leave it be.
 *
 * @param now the real clock; a simulated day has its own
 * @returns whether any alert came or went
 */
export async function refreshAlerts(database: Database, town: ActiveTown, day: Day, now: Date): Promise<boolean> {
  const { at, situation } = await readSituation(database, town, day, now);
  return await database.prisma.$transaction(async (transaction) => {
    const [lock] = await transaction.$queryRaw<{ isOurs: boolean }[]>`
      SELECT pg_try_advisory_xact_lock(hashtextextended('alerts ' || ${town.id}::text || ${day}::text, 0)) AS "isOurs"`;
    if (!lock?.isOurs) return false;
    const kept = await transaction.alert.findMany({ where: { townId: town.id, day: dayToDate(day) } });
    const conditions = situation ? conditionsOf(situation, wasThereBy(kept)) : [];
    const { raised, returned, goesOn, ended } = changesOfAlerts(kept, conditions);
    for (const { kept: alert, condition } of goesOn) {
      const figures = figuresOf(condition);
      if (isOtherwise(alert, figures)) await transaction.alert.update({ where: { id: alert.id }, data: figures });
    }
    const about = { townId: town.id, subject: 'alerts', actorUserId: null } as const;
    const told = (alert: Alert) => ({
      key: alert.key,
      raisedAt: alert.raisedAt,
      times: alert.times,
      endedAt: alert.endedAt,
    });
    for (const condition of raised) {
      const { key } = condition;
      const data = { townId: town.id, day: dayToDate(day), key, raisedAt: at, ...figuresOf(condition) };
      const alert = await transaction.alert.create({ data });
      await recordChanges(transaction, [{ ...about, subjectId: alert.id, kind: 'created', after: told(alert) }]);
    }
    for (const { kept: before, condition } of returned) {
      const after = await transaction.alert.update({
        where: { id: before.id },
        data: { ...figuresOf(condition), ...UNTOUCHED, raisedAt: at, times: { increment: 1 } },
      });
      const change = {
        ...about,
        subjectId: after.id,
        kind: 'changed',
        before: told(before),
        after: told(after),
      } as const;
      await recordChanges(transaction, [change]);
    }
    for (const before of ended) {
      const after = await transaction.alert.update({ where: { id: before.id }, data: { endedAt: at } });
      const change = {
        ...about,
        subjectId: after.id,
        kind: 'changed',
        before: told(before),
        after: told(after),
      } as const;
      await recordChanges(transaction, [change]);
    }
    return raised.length + returned.length + ended.length > 0;
  }, PATIENT);
}

/** A busy machine takes its time. */
const PATIENT = { timeout: 30_000, maxWait: 15_000 };

/** Nobody took, snoozed or closed what has come again. */
const UNTOUCHED = {
  ...{ endedAt: null, takenAt: null, takenBy: null, snoozedUntil: null, snoozedBy: null },
  ...{ closedAt: null, closedBy: null, reason: null },
};

const MINUTE = 60_000;
const toMinute = (instant: string | null | undefined): string | null =>
  instant ? new Date(Math.round(Date.parse(instant) / MINUTE) * MINUTE).toISOString() : null;

/** What an alert tells: by the minute, so that it need not be written each time. */
function figuresOf(condition: Condition) {
  const { truckId = null, stopId = null, visitId = null, pointId = null, facilityId = null, unitId = null } = condition;
  const { kind, savableKg, saveBy, facts } = condition;
  const [seconds, afterShiftSeconds] = [facts.seconds, facts.afterShiftSeconds].map((exact) =>
    exact === null || exact === undefined ? null : Math.round(exact / 60) * 60,
  );
  const times = {
    since: toMinute(facts.since),
    expectedAt: toMinute(facts.expectedAt),
    limitAt: toMinute(facts.limitAt),
  };
  return {
    ...{ kind, truckId, stopId, visitId, pointId, facilityId, unitId, savableKg: Math.round(savableKg) },
    saveBy: saveBy === null ? null : new Date(Math.round(saveBy / MINUTE) * MINUTE),
    facts: alertFactsSchema.parse({ ...facts, ...times, seconds, afterShiftSeconds }) satisfies Prisma.InputJsonValue,
  };
}

function isOtherwise(alert: Alert, figures: ReturnType<typeof figuresOf>): boolean {
  const sorted = (facts: unknown): string => JSON.stringify(alertFactsSchema.parse(facts));
  return (
    alert.savableKg !== figures.savableKg ||
    alert.saveBy?.getTime() !== figures.saveBy?.getTime() ||
    (['kind', 'truckId', 'stopId', 'pointId', 'facilityId'] as const).some(
      (field) => alert[field] !== figures[field],
    ) ||
    sorted(alert.facts) !== sorted(figures.facts)
  );
}
