import { itemAt } from '../domain/item-at.ts';
import { debtKey, debtWeight } from '../domain/ledger/debts.ts';
import type { PlanTotals } from '../domain/plans.ts';
import { servedDay, servedShare } from '../domain/served-mass.ts';
import { STREAMS, type Stream } from '../domain/stream-names.ts';
import { targetShareOn } from '../domain/targets.ts';
import type { Evaluation } from '../optimizer/index.ts';
import type { DayProblem } from './problem.ts';

/** What of a day was done before it was planned anew. */
export interface DoneBefore {
  /** Visits that are in the evaluated problem no more. */
  readonly visits: readonly {
    readonly due: { readonly pointId: string; readonly stream: Stream };
    readonly unitId: string | null;
    readonly massKg: number;
    readonly isServed: boolean;
  }[];
  /** Trucks that did something of it. */
  readonly truckIds: ReadonlySet<string>;
  readonly trips: number;
  readonly drivingSeconds: number;
  readonly lengthMetres: number;
  readonly workSeconds: number;
  readonly costDong: number;
  readonly overtimeSeconds: number;
}

const NOTHING_BEFORE: DoneBefore = {
  ...{ visits: [], truckIds: new Set<string>(), trips: 0, drivingSeconds: 0, lengthMetres: 0 },
  ...{ workSeconds: 0, costDong: 0, overtimeSeconds: 0 },
};

const NOTHING_DUE = { dueKg: 0, servedKg: 0, targetShare: null };

/** What a revision says about itself as a whole. A visit split in parts counts as served when all of them are. */
export function totalsOf(
  { town, visits, shifts, problem }: DayProblem,
  evaluation: Evaluation,
  search: PlanTotals['search'],
  before: DoneBefore = NOTHING_BEFORE,
): PlanTotals {
  const left = new Set(evaluation.unserved);
  const counted = (
    due: { readonly pointId: string; readonly stream: Stream },
    unitId: string | null,
    massKg: number,
    isServed: boolean,
  ) => {
    const unit = town.units.get(unitId ?? '');
    return {
      visit: `${due.pointId} ${due.stream}`,
      unitId: unit && unitId ? unitId : null,
      stream: due.stream,
      massKg,
      outcome: isServed ? ('served' as const) : ('missed' as const),
      targetShare: unit ? targetShareOn(town.targets, unit.setting, due.stream, town.day) : null,
    };
  };
  const planned = servedDay([
    ...visits.map(({ due, point }, index) =>
      counted(due, point.unitId, itemAt(itemAt(problem.points, index).load, 0), !left.has(index)),
    ),
    ...before.visits.map(({ due, unitId, massKg, isServed }) => counted(due, unitId, massKg, isServed)),
  ]);
  const { routes, cost } = evaluation;
  const sum = (of: (route: (typeof routes)[number]) => number): number => routes.reduce((all, r) => all + of(r), 0);
  return {
    dueVisits: planned.visits.due,
    servedVisits: planned.visits.served,
    dueKg: planned.mass.dueKg,
    servedKg: planned.mass.servedKg,
    trucks: new Set([...routes.map((route) => itemAt(shifts, route.vehicle).truck.id), ...before.truckIds]).size,
    trips: sum((route) => route.trips) + before.trips,
    drivingSeconds: cost.drivingSeconds + before.drivingSeconds,
    workSeconds: sum((route) => route.endSeconds - route.startSeconds) + before.workSeconds,
    overtimeSeconds: cost.overtimeSeconds + before.overtimeSeconds,
    lengthMetres: cost.drivingMetres + before.lengthMetres,
    costDong: Math.round(cost.drivingCost) + before.costDong,
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
    ...(town.debts && town.debts.length > 0 && { debts: debtsTold(town, problem) }),
    search,
  };
}

/** The debts of units that have something due, those furthest behind first. */
function debtsTold(town: DayProblem['town'], { groups }: DayProblem['problem']): NonNullable<PlanTotals['debts']> {
  return (town.debts ?? [])
    .flatMap((debt) => {
      const group = groups.find(({ id }) => id === debtKey(debt.unitId, debt.streams));
      const unitName = town.units.get(debt.unitId)?.name;
      if (!group || !unitName) return [];
      return [{ ...debt, unitName, givenKg: debtWeight(debt.kgPerDay, group.totalMass).givenKg }];
    })
    .sort((a, b) => b.kgPerDay - a.kgPerDay);
}
