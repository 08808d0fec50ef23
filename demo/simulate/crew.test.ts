import { describe, expect, it } from 'vitest';
import { SKIP_REASONS } from '../../domain/skip-reasons.ts';
import { fieldEventBatchSchema } from '../../domain/field-events.ts';
import { crewReports } from './crew.ts';
import { aRoute, aStop } from './planned-stops.testing.ts';

const start = Date.parse('2026-11-23T20:00:00.000Z');
const at = (minutes: number): string => new Date(start + minutes * 60_000).toISOString();
const points = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) =>
    aStop({
      kind: 'point',
      stream: 'household-other',
      loadKg: 200,
      arrivesAt: at(from + 5 * i),
      departsAt: at(from + 5 * i + 4),
    }),
  );
const route = aRoute([
  aStop({ kind: 'start', arrivesAt: at(0), departsAt: at(0) }),
  ...points(5, 20),
  aStop({ kind: 'break', arrivesAt: at(110), departsAt: at(140) }),
  aStop({ kind: 'unload', loadKg: 4000, arrivesAt: at(150), departsAt: at(162) }),
  ...points(170, 20),
  aStop({ kind: 'unload', loadKg: 4000, arrivesAt: at(280), departsAt: at(292) }),
  aStop({ kind: 'end', arrivesAt: at(300), departsAt: at(300) }),
]);
const truck = { weightTonnes: 9.8, capacityKg: 5000, tareKg: 4700 };
const plan = { day: '2026-11-24', revisionId: 'r', revisionNumber: 2, seed: 1 };
const reports = crewReports(plan, route, truck);

describe('what a crew reports', () => {
  it('is what the API takes, in the order in which it happens', () => {
    expect(fieldEventBatchSchema.safeParse({ events: reports }).error).toBeUndefined();
    expect(reports.map(({ doneAt }) => doneAt)).toEqual([...reports].map(({ doneAt }) => doneAt).sort());
    expect(reports[0].kind).toBe('shift-started');
    expect(reports.at(-1)?.kind).toBe('shift-ended');
    const stops = new Set(route.stops.map(({ id }) => id));
    expect(reports.filter(({ stopId }) => !stops.has(stopId ?? ''))).toEqual([]);
    expect(reports.filter(({ kind }) => kind === 'break-started' || kind === 'break-ended')).toHaveLength(2);
  });

  it('tells of every point once, served with a load near the expected one or skipped with a reason', () => {
    // Of one day every point may have been served: so many days that some are skipped.
    const days = Array.from({ length: 20 }, (_, seed) => crewReports({ ...plan, seed }, route, truck));
    const told = days.map((day) => day.filter(({ kind }) => kind === 'served' || kind === 'skipped'));
    expect(told.map((visits) => [visits.length, new Set(visits.map(({ stopId }) => stopId)).size])).toEqual(
      told.map(() => [40, 40]),
    );
    const served = days.flat().filter((report) => report.kind === 'served');
    const skipped = days.flat().filter((report) => report.kind === 'skipped');
    expect([served.length > 0, skipped.length > 0]).toEqual([true, true]);
    for (const { loadKg } of served) expect(Math.abs((loadKg ?? 0) - 200)).toBeLessThan(130);
    for (const { reason } of skipped) expect(SKIP_REASONS).toContain(reason);
  });

  it('weighs at each unloading what was loaded since the last, to the scale’s accuracy', () => {
    let reckoned = 0;
    let weighings = 0;
    for (const report of reports) {
      if (report.kind === 'served') reckoned += report.loadKg ?? 0;
      if (report.kind !== 'unloaded' || !report.ticket) continue;
      const net = report.ticket.grossKg - report.ticket.tareKg;
      expect(report.loadKg).toBe(net);
      expect(Math.abs(net - reckoned)).toBeLessThan(0.08 * reckoned + 10);
      weighings += 1;
      reckoned = 0;
    }
    expect(weighings).toBe(2);
  });

  it('weighs the truck empty as the books have it, else by its papers', () => {
    const tares = (tareKg: number | null): (number | undefined)[] =>
      crewReports(plan, route, { ...truck, tareKg }).flatMap(({ ticket }) => (ticket ? [ticket.tareKg] : []));
    expect(tares(4700)).toEqual([4700, 4700]);
    expect(tares(null)).toEqual([4800, 4800]);
  });

  it('has the same ids when the same plan is driven again, others for another revision or seed', () => {
    const idsOf = (other: typeof plan): string[] => crewReports(other, route, truck).map(({ id }) => id);
    expect(crewReports(plan, route, truck)).toEqual(reports);
    expect(idsOf({ ...plan, revisionId: 's' })).not.toContain(reports[3].id);
    expect(idsOf({ ...plan, seed: 2 })).not.toContain(reports[3].id);
  });
});
