import { instantsOf } from '../../domain/clock-times.ts';
import { itemAt } from '../../domain/item-at.ts';
import type { Place } from '../../domain/plan-edits.ts';
import type { Plan, RouteSchedule, Stop, Violation } from '../../optimizer/index.ts';
import { objectiveWeights } from '../../optimizer/objective.ts';
import type { DayProblem } from '../problem.ts';
import { applyMoves } from './apply-moves.ts';
import { brokenRule, fillOf } from './compare.ts';
import { brokenDone, brokenLocks } from './fixed.ts';
import { mendRoute, priceRoute } from './mend-route.ts';
import type { EditedBase, HeldFast } from './price-edit.ts';
import { indexOfPosition, pointsOf, type Trip, tripsOf } from './trips.ts';

interface Ranked {
  readonly place: Place;
  /** Breaks something hard, something allowable, nothing: 2, 1, 0. */
  readonly broken: number;
  readonly cost: number;
}

/**
 * Every place in the day where visits that stay together may go, priced against the revision as it stands: the best first, those that
 * break something last. Trucks that may not serve them at all are left out.
 *
 * @param visits at least one, in the order in which they are to be served
 * @param most so many
 */
export function placesFor(
  base: EditedBase,
  visits: readonly string[],
  held: HeldFast,
  most = Number.POSITIVE_INFINITY,
): Place[] {
  const { day, plan, visitOf, startedTrips } = base;
  const { problem } = day;
  const points = visits.flatMap((visit) => day.visits.flatMap((_, point) => (visitOf(point) === visit ? [point] : [])));
  const [first] = points;
  if (first === undefined) return [];
  const without = applyMoves(problem, plan, [{ points, to: null }]);
  const left = pricedRoutes(base, without);
  const weights = objectiveWeights(problem);
  const before = sumOf(base.evaluation.routes);
  const rest = sumOf([...left.values()]);
  const brought = broughtBy(day, [...left.values()]);
  const at = instantsOf(day.town.day, day.town.area.timeZone);
  const ranked: Ranked[] = [];
  problem.vehicles.forEach((vehicle, index) => {
    if (points.some((point) => itemAt(problem.points, point).tags.some((tag) => !vehicle.tags.includes(tag)))) return;
    // As a move counts them: a trip that is left empty is one until all is moved.
    const trips = tripsWithout(plan, index, points);
    const own = left.get(index);
    const started = startedTrips?.[index];
    for (const spot of placesIn(trips)) {
      const { stops, schedule, violations } = mendRoute(problem, index, insert(trips, spot, points));
      const all = [...violations, ...tooMuch(day, brought, own, schedule)];
      const worst = worstOf(base, all, stops);
      const fast = worst?.isHard ? null : brokenHeld(base, without, index, stops, held);
      const sum = sumOf([schedule]);
      const ownSum = own ? sumOf([own]) : NOTHING;
      const change = (of: keyof typeof NOTHING) => Math.round(rest[of] - ownSum[of] + sum[of] - before[of]);
      const trip = spot.trip + 1 + (vehicle.frozen?.tripsDone ?? 0);
      const isStarted = spot.trip === 0;
      const position = spot.position + (isStarted ? (started?.visits ?? 0) : 0);
      const lastDone = isStarted ? (started?.lastVisitId ?? null) : null;
      const { truck, id } = itemAt(day.shifts, index);
      const broken = fast ?? worst;
      ranked.push({
        broken: broken ? (broken.isHard ? 2 : 1) : 0,
        cost: change('cost') + weights.overtime * change('overtime') + weights.drivingSecond * change('driving'),
        place: {
          ...{ truckId: truck.id, truckNumber: truck.number, shiftId: id, trip, position },
          isNewTrip:
            spot.trip === trips.length || (pointsOf(itemAt(trips, spot.trip)).length === 0 && lastDone === null),
          afterVisitId: spot.after === null ? lastDone : visitOf(spot.after),
          worst: broken && { rule: broken.rule, amount: broken.amount, unit: broken.unit },
          isHard: broken?.isHard ?? false,
          workSeconds: change('work'),
          lengthMetres: change('metres'),
          overtimeSeconds: change('overtime'),
          costDong: change('cost'),
          endsAt: at(schedule.endSeconds).toISOString(),
          fill: fillOf(day, schedule, tripOfPoint(schedule, first)),
        },
      });
    }
  });
  ranked.sort((a, b) => a.broken - b.broken || a.cost - b.cost);
  return ranked.slice(0, most).map(({ place }) => place);
}

function tripsWithout({ routes }: Plan, vehicle: number, points: readonly number[]): Trip[] {
  const stops = routes.find((route) => route.vehicle === vehicle)?.stops ?? [];
  return tripsOf(stops).map((trip) => ({
    ...trip,
    stops: trip.stops.filter((stop) => stop.kind !== 'point' || !points.includes(stop.point)),
  }));
}

interface Spot {
  /** From 0. */
  readonly trip: number;
  readonly position: number;
  readonly after: number | null;
}

function placesIn(trips: readonly Trip[]): Spot[] {
  const spots = trips.flatMap((trip, index) => {
    const points = pointsOf(trip);
    return [null, ...points].map((after, k): Spot => ({ trip: index, position: k + 1, after }));
  });
  // A day that ends with breaks behind its last unloading has its next trip there.
  const isOpen = trips.at(-1)?.site === null;
  return isOpen ? spots : [...spots, { trip: trips.length, position: 1, after: null }];
}

function insert(trips: readonly Trip[], { trip, position }: Spot, points: readonly number[]): Trip[] {
  const added: Stop[] = points.map((point) => ({ kind: 'point', point }));
  if (trip === trips.length) return [...trips, { stops: added, site: null }];
  return trips.map((own, k) =>
    k === trip ? { ...own, stops: own.stops.toSpliced(indexOfPosition(own, position), 0, ...added) } : own,
  );
}

/** By vehicle: the routes of a plan that differs in some from the base's. */
function pricedRoutes({ day, evaluation }: EditedBase, { routes }: Plan): Map<number, RouteSchedule> {
  const known = new Map(evaluation.routes.map((route) => [route.vehicle, route]));
  return new Map(
    routes.map(({ vehicle, stops }) => {
      const before = known.get(vehicle);
      const isSame = before && JSON.stringify(before.stops.map(({ stop }) => stop)) === JSON.stringify(stops);
      return [vehicle, isSame ? before : priceRoute(day.problem, vehicle, stops).schedule];
    }),
  );
}

const NOTHING = { work: 0, driving: 0, metres: 0, overtime: 0, cost: 0 };

function sumOf(routes: readonly RouteSchedule[]): typeof NOTHING {
  const sum = { ...NOTHING };
  for (const route of routes) {
    sum.work += route.endSeconds - route.startSeconds;
    sum.driving += route.drivingSeconds;
    sum.metres += route.drivingMetres;
    sum.overtime += route.overtimeSeconds;
    sum.cost += route.drivingCost;
  }
  return sum;
}

/** What routes bring to each site, by dimension. */
function broughtBy({ problem }: DayProblem, routes: readonly RouteSchedule[]): number[][] {
  const brought = problem.sites.map(() => problem.dimensions.map(() => 0));
  for (const { vehicle, stops } of routes) {
    let load: readonly number[] = itemAt(problem.vehicles, vehicle).frozen?.load ?? problem.dimensions.map(() => 0);
    for (const { stop, loadAfter } of stops) {
      if (stop.kind === 'site') {
        const there = itemAt(brought, stop.site);
        for (const [d, amount] of load.entries()) there[d] = (there[d] ?? 0) + amount;
      }
      load = loadAfter;
    }
  }
  return brought;
}

/** What is too much for a site when a vehicle drives another route than it did. */
function tooMuch(
  day: DayProblem,
  brought: readonly (readonly number[])[],
  own: RouteSchedule | undefined,
  now: RouteSchedule,
): Violation[] {
  const was = own ? broughtBy(day, [own]) : null;
  const is = broughtBy(day, [now]);
  return day.problem.sites.flatMap(({ intake }, site) =>
    (intake ?? []).flatMap((most, dimension): Violation[] => {
      const here = (all: readonly (readonly number[])[] | null): number => all?.[site]?.[dimension] ?? 0;
      const amount = here(brought) - here(was) + here(is) - most;
      if (amount <= 0 || here(is) === 0) return [];
      const stop = now.stops.findIndex((each) => each.stop.kind === 'site' && each.stop.site === site);
      return [{ vehicle: now.vehicle, stop, rule: 'intake', amount, dimension }];
    }),
  );
}

function worstOf({ day, visitOf }: EditedBase, violations: readonly Violation[], stops: readonly Stop[]) {
  const broken = violations.map((violation) => brokenRule(day, visitOf, violation, stops[violation.stop]));
  return broken.sort((a, b) => Number(b.isHard) - Number(a.isHard) || b.amount - a.amount)[0] ?? null;
}

function brokenHeld(
  { day, plan, visitOf }: EditedBase,
  without: Plan,
  vehicle: number,
  stops: readonly Stop[],
  { done, locks }: HeldFast,
) {
  if (done.visits.size === 0 && done.unloaded.size === 0 && locks.length === 0) return null;
  const others = without.routes.filter((route) => route.vehicle !== vehicle);
  const after = { routes: [...others, { vehicle, stops }] };
  return brokenDone(day, visitOf, plan, after, done)[0] ?? brokenLocks(day, visitOf, plan, after, locks)[0] ?? null;
}

function tripOfPoint({ stops }: RouteSchedule, point: number): number | null {
  return stops.find(({ stop }) => stop.kind === 'point' && stop.point === point)?.trip ?? null;
}
