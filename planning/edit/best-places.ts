import { instantsOf } from '../../domain/clock-times.ts';
import { itemAt } from '../../domain/item-at.ts';
import type { BrokenRule, Place } from '../../domain/plan-edits.ts';
import type { Plan, RouteSchedule, Stop, Violation } from '../../optimizer/index.ts';
import { objectiveWeights } from '../../optimizer/objective.ts';
import type { DayProblem } from '../problem.ts';
import { applyMoves } from './apply-moves.ts';
import { brokenRule, fillOf, isNewTo } from './compare.ts';
import { brokenDone, brokenLocks } from './fixed.ts';
import { type Mended, mendRoute, priceRoute } from './mend-route.ts';
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
  const { visitOf, now } = base;
  const { day, plan, evaluation } = now?.left ?? base;
  const { problem } = day;
  const points = visits.flatMap((visit) => day.visits.flatMap((_, point) => (visitOf(point) === visit ? [point] : [])));
  const [first] = points;
  if (first === undefined) return [];
  const inserting = insertingInto({ day, plan, evaluation }, points);
  // What cannot be by the plan's own times is kept only where the rest of the day can be.
  const asPlanned = now && !now.isApart ? insertingInto(base, points) : null;
  const weights = objectiveWeights(problem);
  const before = sumOf(evaluation.routes);
  const rest = sumOf([...inserting.left.values()]);
  const at = instantsOf(day.town.day, day.town.area.timeZone);
  const ranked: Ranked[] = [];
  problem.vehicles.forEach((vehicle, index) => {
    if (points.some((point) => itemAt(problem.points, point).tags.some((tag) => !vehicle.tags.includes(tag)))) return;
    // As a move counts them: a trip that is left empty is one until all is moved.
    const trips = tripsWithout(plan, index, points);
    const own = inserting.left.get(index);
    const placeOf = placesInWhole(base, index, trips, points);
    const whole = asPlanned && hasLeft(base, index) ? tripsWithout(base.plan, index, points) : null;
    for (const spot of placesIn(trips)) {
      const where = placeOf(spot);
      if (!where) continue;
      const { stops, schedule, violations } = inserting.at(index, trips, spot);
      const worstNow = worstOf(brokenBy({ day, visitOf }, violations, stops));
      const planned = whole && !worstNow?.isHard ? asPlanned?.at(index, whole, where.spot) : null;
      const worst = planned
        ? worstOf([...(worstNow ? [worstNow] : []), ...brokenBy(base, planned.violations, planned.stops)])
        : worstNow;
      const fast = worst?.isHard ? null : brokenHeld({ day, plan, visitOf }, inserting.without, index, stops, held);
      const sum = sumOf([schedule]);
      const ownSum = own ? sumOf([own]) : NOTHING;
      const change = (of: keyof typeof NOTHING) => Math.round(rest[of] - ownSum[of] + sum[of] - before[of]);
      const { truck, id } = itemAt(day.shifts, index);
      const broken = fast ?? worst;
      const { trip, position, lastDone } = where;
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

/** Whether a vehicle's day is under way: else what is left of it is all of it. */
const hasLeft = ({ day, now }: EditedBase, vehicle: number): boolean =>
  now?.left.day.problem.vehicles[vehicle]?.frozen !== day.problem.vehicles[vehicle]?.frozen;

/** Prices a route of a plan with points put in that are taken out of wherever they were. */
function insertingInto(
  { day, plan, evaluation }: Pick<EditedBase, 'day' | 'plan' | 'evaluation'>,
  points: readonly number[],
) {
  const without = applyMoves(day.problem, plan, [{ points, to: null }]);
  const left = pricedRoutes({ day, evaluation }, without);
  const brought = broughtBy(day, [...left.values()]);
  const isNew = isNewTo(evaluation);
  return {
    without,
    left,
    at: (vehicle: number, trips: readonly Trip[], spot: Spot): Mended => {
      const mended = mendRoute(day.problem, vehicle, insert(trips, spot, points));
      const all = [...mended.violations, ...tooMuch(day, brought, left.get(vehicle), mended.schedule)];
      return { ...mended, violations: all.filter(isNew) };
    },
  };
}

/** Where a spot in what is planned of a vehicle is in the whole of its day. */
interface PlaceInWhole {
  readonly trip: number;
  readonly position: number;
  /** What was done last of that trip. */
  readonly lastDone: string | null;
  /** In the revision's plan. */
  readonly spot: Spot;
}

/** Gives where a spot in what a vehicle is still to do is in its day, `null` where nothing can come there any more. */
function placesInWhole(
  { day, plan, visitOf, startedTrips, now }: EditedBase,
  vehicle: number,
  trips: readonly Trip[],
  points: readonly number[],
): (spot: Spot) => PlaceInWhole | null {
  const started = startedTrips?.[vehicle];
  const tripsBefore = itemAt(day.problem.vehicles, vehicle).frozen?.tripsDone ?? 0;
  const tripsDone = now ? (itemAt(now.left.day.problem.vehicles, vehicle).frozen?.tripsDone ?? 0) : tripsBefore;
  const own = tripsWithout(plan, vehicle, points);
  return ({ trip, after }) => {
    const index = tripsDone - tripsBefore + trip;
    const planned = own[index];
    if (index > own.length) return null;
    const all = planned ? pointsOf(planned) : [];
    const position = positionIn(all, trips[trip] ? pointsOf(itemAt(trips, trip)) : [], after, now?.lastDone(all) ?? -1);
    if (position === null) return null;
    const last = all[now?.lastDone(all) ?? -1];
    const before = index === 0 ? (started ?? null) : null;
    return {
      trip: index + 1 + tripsBefore,
      position: position + (before?.visits ?? 0),
      lastDone: last === undefined ? (before?.lastVisitId ?? null) : visitOf(last),
      spot: { trip: index, position, after: all[position - 2] ?? null },
    };
  };
}

/**
 * The position, from 1, in the points of a trip as planned of a place in what is left of it; `null` where nothing can come there any
 * more.
 *
 * @param after the point it comes behind
 * @param lastDone index of the last point that is done, -1 = none is
 */
function positionIn(
  planned: readonly number[],
  left: readonly number[],
  after: number | null,
  lastDone: number,
): number | null {
  const before = after === null ? -1 : planned.indexOf(after);
  if (after !== null && before < 0) return null;
  // What the truck has passed without a word comes before what it has done: nothing is put in between.
  const next = left[after === null ? 0 : left.indexOf(after) + 1];
  if (next !== undefined && planned.indexOf(next) < lastDone) return null;
  return Math.max(before, lastDone) + 2;
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
function pricedRoutes(
  { day, evaluation }: Pick<EditedBase, 'day' | 'evaluation'>,
  { routes }: Plan,
): Map<number, RouteSchedule> {
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

function brokenBy(
  { day, visitOf }: Pick<EditedBase, 'day' | 'visitOf'>,
  violations: readonly Violation[],
  stops: readonly Stop[],
): BrokenRule[] {
  return violations.map((violation) => brokenRule(day, visitOf, violation, stops[violation.stop]));
}

function worstOf(broken: readonly BrokenRule[]): BrokenRule | null {
  return broken.toSorted((a, b) => Number(b.isHard) - Number(a.isHard) || b.amount - a.amount)[0] ?? null;
}

function brokenHeld(
  { day, plan, visitOf }: Pick<EditedBase, 'day' | 'plan' | 'visitOf'>,
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
