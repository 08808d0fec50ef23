import type { PlanTotals } from '../../domain/plans.ts';
import { STREAMS } from '../../domain/streams.ts';
import { targetShareOn } from '../../domain/targets.ts';
import type { Solution } from '../../optimizer/index.ts';
import type { DayProblem } from './problem.ts';
import type { Search } from './solve.ts';

/** What a revision says about itself as a whole. A visit split in parts counts as served when all of them are. */
export function totalsOf(
  { town, visits, problem }: DayProblem,
  { evaluation, elapsedSeconds, iterations }: Solution,
  { seed, threads }: Search,
): PlanTotals {
  const left = new Set(evaluation.unserved);
  const leftVisits = new Set(evaluation.unserved.map((index) => visits[index].due));
  const dueByUnit = new Map(
    [...town.units].map(([id, unit]) => [id, { ...unit, due: 0, served: 0, targeted: 0, target: 0 }]),
  );
  const byStream = new Map(STREAMS.map((stream) => [stream, { dueKg: 0, servedKg: 0 }]));
  visits.forEach(({ due, point }, index) => {
    const kg = problem.points[index].load[0];
    const servedKg = left.has(index) ? 0 : kg;
    const unit = dueByUnit.get(point.unitId ?? '');
    if (unit) {
      unit.due += kg;
      unit.served += servedKg;
      const share = targetShareOn(town.targets, unit.setting, due.stream, town.day);
      if (share !== null) {
        unit.targeted += kg;
        unit.target += share * kg;
      }
    }
    const stream = byStream.get(due.stream);
    if (stream) {
      stream.dueKg += kg;
      stream.servedKg += servedKg;
    }
  });
  const { routes, cost } = evaluation;
  const sum = (of: (route: (typeof routes)[number]) => number): number => routes.reduce((all, r) => all + of(r), 0);
  return {
    dueVisits: town.due.length,
    servedVisits: town.due.length - leftVisits.size,
    dueKg: evaluation.totalMass,
    servedKg: evaluation.servedMass,
    trucks: new Set(routes.map((route) => town.shifts[route.vehicle].truck.id)).size,
    trips: sum((route) => route.trips),
    drivingSeconds: cost.drivingSeconds,
    workSeconds: sum((route) => route.endSeconds - route.startSeconds),
    overtimeSeconds: cost.overtimeSeconds,
    lengthMetres: cost.drivingMetres,
    costDong: Math.round(cost.drivingCost),
    units: [...dueByUnit]
      .map(([unitId, { name, due, served, targeted, target }]) => ({
        unitId,
        unitName: name,
        dueKg: due,
        servedKg: served,
        share: due === 0 ? 1 : served / due,
        targetShare: targeted === 0 ? null : target / targeted,
      }))
      .sort((a, b) => a.unitName.localeCompare(b.unitName, 'vi')),
    streams: [...byStream]
      .filter(([, { dueKg }]) => dueKg > 0)
      .map(([stream, { dueKg, servedKg }]) => ({ stream, dueKg, servedKg })),
    search: { seconds: Math.round(elapsedSeconds * 10) / 10, iterations, seed, threads },
  };
}
