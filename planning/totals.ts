import type { PlanTotals } from '../domain/plans.ts';
import { servedDay, servedShare } from '../domain/served-mass.ts';
import { STREAMS } from '../domain/streams.ts';
import { targetShareOn } from '../domain/targets.ts';
import type { Evaluation } from '../optimizer/index.ts';
import type { DayProblem } from './problem.ts';

const NOTHING_DUE = { dueKg: 0, servedKg: 0, targetShare: null };

/** What a revision says about itself as a whole. A visit split in parts counts as served when all of them are. */
export function totalsOf(
  { town, visits, problem }: DayProblem,
  evaluation: Evaluation,
  search: PlanTotals['search'],
): PlanTotals {
  const left = new Set(evaluation.unserved);
  const planned = servedDay(
    visits.map(({ due, point }, index) => {
      const unit = town.units.get(point.unitId ?? '');
      return {
        visit: `${due.pointId} ${due.stream}`,
        unitId: unit && point.unitId ? point.unitId : null,
        stream: due.stream,
        massKg: problem.points[index].load[0],
        outcome: left.has(index) ? ('missed' as const) : ('served' as const),
        targetShare: unit ? targetShareOn(town.targets, unit.setting, due.stream, town.day) : null,
      };
    }),
  );
  const { routes, cost } = evaluation;
  const sum = (of: (route: (typeof routes)[number]) => number): number => routes.reduce((all, r) => all + of(r), 0);
  return {
    dueVisits: planned.visits.due,
    servedVisits: planned.visits.served,
    dueKg: planned.mass.dueKg,
    servedKg: planned.mass.servedKg,
    trucks: new Set(routes.map((route) => town.shifts[route.vehicle].truck.id)).size,
    trips: sum((route) => route.trips),
    drivingSeconds: cost.drivingSeconds,
    workSeconds: sum((route) => route.endSeconds - route.startSeconds),
    overtimeSeconds: cost.overtimeSeconds,
    lengthMetres: cost.drivingMetres,
    costDong: Math.round(cost.drivingCost),
    units: [...town.units]
      .map(([unitId, { name }]) => {
        const { dueKg, servedKg, targetShare } = planned.byUnit.get(unitId) ?? NOTHING_DUE;
        return { unitId, unitName: name, dueKg, servedKg, share: servedShare({ dueKg, servedKg }), targetShare };
      })
      .sort((a, b) => a.unitName.localeCompare(b.unitName, 'vi')),
    streams: STREAMS.flatMap((stream) => {
      const { dueKg, servedKg } = planned.byStream.get(stream) ?? NOTHING_DUE;
      return dueKg > 0 ? [{ stream, dueKg, servedKg }] : [];
    }),
    search,
  };
}
