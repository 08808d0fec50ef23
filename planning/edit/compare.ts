import { instantsOf } from '../../domain/clock-times.ts';
import { itemAt } from '../../domain/item-at.ts';
import {
  BREAK_RULES,
  type BrokenRule,
  type EditEvaluation,
  OVERRIDABLE,
  type TruckChange,
} from '../../domain/plan-edits.ts';
import { STREAMS } from '../../domain/stream-names.ts';
import type { Evaluation, RouteSchedule, Stop, Violation } from '../../optimizer/index.ts';
import type { DayProblem } from '../problem.ts';

/** A plan with what it comes to. */
export interface PricedPlan {
  readonly evaluation: Evaluation;
}

/** Gives the id of the visit that a point of the problem is of, or is a part of. */
export type VisitOfPoint = (point: number) => string;

const UNITS: Partial<Record<BrokenRule['rule'], BrokenRule['unit']>> = {
  window: 'seconds',
  'site-window': 'seconds',
  shift: 'seconds',
  'break-window': 'seconds',
  'break-missing': 'seconds',
};

/**
 * What a plan is against another of the same day: figures of the trucks that are otherwise, targets that get more or less, and the
 * rules that it breaks.
 */
export function comparePlans(
  day: DayProblem,
  visitOf: VisitOfPoint,
  before: PricedPlan,
  after: PricedPlan,
): Pick<EditEvaluation, 'breaks' | 'trucks' | 'targets' | 'change'> {
  const [was, is] = [before.evaluation, after.evaluation];
  const work = ({ routes }: Evaluation) =>
    routes.reduce((sum, { startSeconds, endSeconds }) => sum + endSeconds - startSeconds, 0);
  return {
    breaks: brokenRules(day, visitOf, { routes: is.routes, violations: is.violations.filter(isNewTo(was)) }),
    trucks: truckChanges(day, was, is),
    targets: is.groups.flatMap(({ group, targetMass, servedMass }) => {
      const beforeKg = was.groups[group]?.servedMass ?? 0;
      if (beforeKg === servedMass) return [];
      const [unitId = '', streams = ''] = itemAt(day.problem.groups, group).id.split('/');
      const counted = new Set(streams.split('+'));
      return [
        {
          unitId,
          unitName: day.town.units.get(unitId)?.name ?? unitId,
          streams: STREAMS.filter((stream) => counted.has(stream)),
          targetKg: Math.round(targetMass),
          beforeKg: Math.round(beforeKg),
          afterKg: Math.round(servedMass),
        },
      ];
    }),
    change: {
      workSeconds: work(is) - work(was),
      drivingSeconds: is.cost.drivingSeconds - was.cost.drivingSeconds,
      overtimeSeconds: is.cost.overtimeSeconds - was.cost.overtimeSeconds,
      lengthMetres: is.cost.drivingMetres - was.cost.drivingMetres,
      costDong: Math.round(is.cost.drivingCost) - Math.round(was.cost.drivingCost),
      servedKg: Math.round(is.servedMass - was.servedMass),
      servedVisits: was.unserved.length - is.unserved.length,
    },
  };
}

/** Whether a plan breaks a rule that another does not, or more of it than that does. */
export function isNewTo({ violations }: Pick<Evaluation, 'violations'>): (violation: Violation) => boolean {
  if (violations.length === 0) return () => true;
  const keyOf = ({ vehicle, rule, dimension }: Violation): string => `${vehicle} ${rule} ${dimension ?? ''}`;
  const most = new Map<string, number>();
  for (const violation of violations) {
    most.set(keyOf(violation), Math.max(violation.amount, most.get(keyOf(violation)) ?? 0));
  }
  return (violation) => violation.amount > (most.get(keyOf(violation)) ?? -1);
}

/** The rules a plan breaks, the hard ones first; of one truck and rule the worst. */
function brokenRules(
  day: DayProblem,
  visitOf: VisitOfPoint,
  { violations, routes }: Pick<Evaluation, 'violations' | 'routes'>,
): BrokenRule[] {
  const stopsOf = new Map(routes.map(({ vehicle, stops }) => [vehicle, stops.map(({ stop }) => stop)]));
  const worst = new Map<string, BrokenRule>();
  for (const violation of violations) {
    const broken = brokenRule(day, visitOf, violation, stopsOf.get(violation.vehicle)?.[violation.stop]);
    const key = `${violation.vehicle} ${violation.rule} ${violation.dimension ?? ''}`;
    const known = worst.get(key);
    if (!known || known.amount < broken.amount) worst.set(key, broken);
  }
  return [...worst.values()].sort((a, b) => Number(b.isHard) - Number(a.isHard));
}

/** A broken rule in the town's words. */
export function brokenRule(
  { problem, shifts, sites, visits }: DayProblem,
  visitOf: VisitOfPoint,
  { vehicle, rule: of, amount, dimension }: Violation,
  stop: Stop | undefined,
): BrokenRule {
  const rule = BREAK_RULES.find((known) => known === of) ?? 'other';
  const truck = shifts[vehicle]?.truck;
  return {
    rule,
    truckId: truck?.id ?? null,
    truckNumber: truck?.number ?? null,
    visitId: stop?.kind === 'point' ? visitOf(stop.point) : null,
    name:
      stop?.kind === 'point'
        ? itemAt(visits, stop.point).point.name
        : stop?.kind === 'site'
          ? itemAt(sites, stop.site).name
          : null,
    amount: Math.round(amount),
    unit:
      dimension !== undefined
        ? problem.dimensions[dimension] === 'litres'
          ? 'litres'
          : 'kg'
        : (UNITS[rule] ?? 'count'),
    isHard: !OVERRIDABLE.includes(rule),
  };
}

function truckChanges(day: DayProblem, before: Evaluation, after: Evaluation): TruckChange[] {
  const was = new Map(before.routes.map((route) => [route.vehicle, route]));
  const is = new Map(after.routes.map((route) => [route.vehicle, route]));
  const at = instantsOf(day.town.day, day.town.area.timeZone);
  return [...new Set([...was.keys(), ...is.keys()])]
    .sort((a, b) => a - b)
    .flatMap((vehicle) => {
      const [one, other] = [was.get(vehicle), is.get(vehicle)];
      if (one && other && JSON.stringify(one) === JSON.stringify(other)) return [];
      const { truck, id } = itemAt(day.shifts, vehicle);
      return [
        {
          ...{ truckId: truck.id, truckCode: truck.code, truckNumber: truck.number, shiftId: id },
          before: one ? figuresOf(day, one, at) : null,
          after: other ? figuresOf(day, other, at) : null,
        },
      ];
    });
}

function figuresOf(
  day: DayProblem,
  route: RouteSchedule,
  at: (seconds: number) => Date,
): NonNullable<TruckChange['after']> {
  return {
    visits: route.stops.filter(({ stop }) => stop.kind === 'point').length,
    trips: route.trips,
    loadKg: Math.round(itemAt(route.collected, 0)),
    fill: fillOf(day, route),
    endsAt: at(route.endSeconds).toISOString(),
    workSeconds: route.endSeconds - route.startSeconds,
    drivingSeconds: route.drivingSeconds,
    waitSeconds: route.waitSeconds,
    overtimeSeconds: route.overtimeSeconds,
    lengthMetres: route.drivingMetres,
    costDong: Math.round(route.drivingCost),
  };
}

/**
 * How full the vehicle is at its fullest, of what it may carry in whichever dimension is nearer to that; 1 = full.
 *
 * @param trip only of this one
 */
export function fillOf({ problem }: DayProblem, { vehicle, stops }: RouteSchedule, trip: number | null = null): number {
  const { capacity } = itemAt(problem.vehicles, vehicle);
  let most = 0;
  for (const stop of stops) {
    if (trip !== null && stop.trip !== trip) continue;
    stop.loadAfter.forEach((load, d) => {
      most = Math.max(most, load / itemAt(capacity, d));
    });
  }
  return Math.round(most * 1000) / 1000;
}
