import { instantAt, secondsAtClock } from '../../domain/clock-times.ts';
import { itemAt } from '../../domain/item-at.ts';
import type { BrokenRule } from '../../domain/plan-edits.ts';
import type { RouteChange } from '../../domain/route-changes.ts';
import type { Plan, Stop, Vehicle } from '../../optimizer/index.ts';
import type { TownShift } from '../gather.ts';
import type { DayProblem } from '../problem.ts';
import type { RestOfDay } from '../replan/rest-of-day.ts';
import type { VisitOfPoint } from './compare.ts';
import { type Done, fixedRule } from './fixed.ts';
import { mendRoute, priceRoute } from './mend-route.ts';
import { openTrips, pointsOf, stopsOf, type Trip, tripsOf } from './trips.ts';

/** So much earlier or later than where it was put in a rest may be taken: what is moved around it need not move it. */
const AROUND_REST_SECONDS = 3600;

/** A change names what the plan has not: a truck, a trip, a visit, or a time that cannot be. */
export class UnknownInChange extends Error {
  override readonly name = 'UnknownInChange';
  readonly change: number;
  constructor(change: number) {
    super(`change ${change + 1} names what the plan has not`);
    this.change = change;
  }
}

/** A day and plan with changes of routes made, and what of them comes too late. */
export interface Changed {
  readonly day: DayProblem;
  readonly plan: Plan;
  readonly breaks: readonly BrokenRule[];
}

/**
 * Changes shifts' ends, puts in unloadings and rests, and has trips unload elsewhere, one after the other.
 *
 * @throws UnknownInChange
 */
export function changeRoutes(
  day: DayProblem,
  plan: Plan,
  changes: readonly RouteChange[],
  visitOf: VisitOfPoint,
  done: Done,
): Changed {
  let changed: Changed = { day, plan, breaks: [] };
  changes.forEach((change, index) => {
    const vehicle = changed.day.shifts.findIndex(({ id, truck }) => id === change.shift && truck.id === change.truck);
    const next = vehicle < 0 ? null : changeRoute(changed, vehicle, change, visitOf, done);
    if (!next) throw new UnknownInChange(index);
    changed = { ...next, breaks: [...changed.breaks, ...next.breaks] };
  });
  return changed;
}

/** What was made of the rest of a day, with the shifts of a changed day. */
export function restWithShifts(rest: RestOfDay, { town, shifts }: DayProblem): RestOfDay {
  const changed = new Map(shifts.map((shift) => [shift.id, shift]));
  const whole = rest.whole.shifts.map((shift) => changed.get(shift.id) ?? shift);
  return { ...rest, whole: { ...rest.whole, town: { ...rest.whole.town, shifts: town.shifts }, shifts: whole } };
}

/** @returns `null` where there is no such thing to change */
function changeRoute(
  { day, plan }: Changed,
  vehicle: number,
  change: RouteChange,
  visitOf: VisitOfPoint,
  done: Done,
): Changed | null {
  if (change.kind === 'shift-end') {
    const midnight = instantAt(day.town.day, 0, day.town.area.timeZone).getTime();
    const ended = endingAt(day, vehicle, Math.round((Date.parse(change.at) - midnight) / 1000));
    return ended && { day: ended, plan: withTrips(ended, plan, vehicle, null), breaks: [] };
  }
  const own = openTrips(plan).get(vehicle) ?? [];
  const shift = itemAt(day.shifts, vehicle);
  const tripsBefore = itemAt(day.problem.vehicles, vehicle).frozen?.tripsDone ?? 0;
  const unloaded = (done.unloaded.get(shift.id) ?? 0) - tripsBefore;
  const reported = done.byTruck.get(shift.truck.id) ?? new Set<string>();
  const tooLate = (is: boolean, point: number | null): BrokenRule[] =>
    is ? [fixedRule(day, visitOf, 'done', vehicle, point)] : [];

  if (change.kind === 'site') {
    const index = change.trip - 1 - tripsBefore;
    const site = day.sites.findIndex(({ id }) => id === change.facility);
    const trip = own[index];
    if (!trip || site < 0) return null;
    const trips = own.with(index, { ...trip, site });
    return { day, plan: withTrips(day, plan, vehicle, trips), breaks: tooLate(index < unloaded, null) };
  }

  const index = own.findIndex((trip) => pointsOf(trip).some((point) => visitOf(point) === change.after));
  const trip = own[index];
  if (!trip) return null;
  const at = trip.stops.findLastIndex((stop) => stop.kind === 'point' && visitOf(stop.point) === change.after) + 1;
  const behind = own.slice(index + 1).reduce((all, other) => [...all, ...pointsOf(other)], pointsBehind(trip, at));
  const isOver = index < unloaded || behind.some((point) => reported.has(visitOf(point)));
  const breaks = tooLate(isOver, behind[0] ?? null);
  if (change.kind === 'unload') {
    if (pointsBehind(trip, at).length === 0) return null;
    const parted: Trip[] = [
      { stops: trip.stops.slice(0, at), site: null },
      { stops: trip.stops.slice(at), site: trip.site },
    ];
    return { day, plan: withTrips(day, plan, vehicle, own.toSpliced(index, 1, ...parted)), breaks };
  }
  const rested = resting(day, vehicle, own, { trip: index, at }, change.seconds);
  return { day: rested.day, plan: withTrips(rested.day, plan, vehicle, rested.trips), breaks };
}

const pointsBehind = ({ stops }: Trip, at: number): number[] => pointsOf({ stops: stops.slice(at), site: null });

/** The plan with a vehicle's trips, `null` for those that it has, mended. */
function withTrips({ problem }: DayProblem, plan: Plan, vehicle: number, trips: readonly Trip[] | null): Plan {
  return {
    routes: plan.routes.map((route) => {
      if (route.vehicle !== vehicle) return route;
      return { vehicle, stops: mendRoute(problem, vehicle, trips ?? tripsOf(route.stops)).stops };
    }),
  };
}

function endingAt(day: DayProblem, vehicle: number, end: number): DayProblem | null {
  const { shift } = itemAt(day.problem.vehicles, vehicle);
  const own = itemAt(day.shifts, vehicle);
  // A truck that goes out twice is back before it goes out again.
  const next = Math.min(
    ...day.town.shifts.flatMap(({ truck, startSeconds }) =>
      truck.id === own.truck.id && startSeconds > own.startSeconds ? [startSeconds] : [],
    ),
  );
  if (end <= shift[0] || end > Math.min(next, own.startSeconds + 24 * 3600)) return null;
  const maxOvertimeSeconds = Math.min(own.maxOvertimeSeconds, next - end);
  return withShift(
    day,
    vehicle,
    { ...own, endSeconds: end, maxOvertimeSeconds },
    { shift: [shift[0], end], maxOvertimeSeconds },
  );
}

/** A rest behind some stop of a trip, about when the truck is there. */
function resting(
  day: DayProblem,
  vehicle: number,
  trips: readonly Trip[],
  { trip, at }: { readonly trip: number; readonly at: number },
  seconds: number,
): { readonly day: DayProblem; readonly trips: readonly Trip[] } {
  const { breaks } = itemAt(day.problem.vehicles, vehicle);
  const stop: Stop = { kind: 'break', breakIndex: breaks.length };
  const before = stopsOf(trips.slice(0, trip)).length + at;
  const { schedule } = priceRoute(day.problem, vehicle, stopsOf(trips));
  const begins = itemAt(schedule.stops, before - 1).departureSeconds;
  const window: [number, number] = [Math.max(0, begins - AROUND_REST_SECONDS), begins + AROUND_REST_SECONDS];
  const own = itemAt(day.shifts, vehicle);
  const clockOf = (passed: number): number => 2 * passed - secondsAtClock(day.town.day, passed, day.town.area.timeZone);
  const shown = { startSecond: clockOf(window[0]), endSecond: clockOf(window[1]), seconds };
  return {
    day: withShift(
      day,
      vehicle,
      { ...own, breaks: [...own.breaks, shown] },
      { breaks: [...breaks, { id: `break-${breaks.length + 1}`, window, seconds }] },
    ),
    trips: trips.map((one, k) => (k === trip ? { ...one, stops: one.stops.toSpliced(at, 0, stop) } : one)),
  };
}

function withShift(day: DayProblem, vehicle: number, shift: TownShift, changed: Partial<Vehicle>): DayProblem {
  const { town, problem } = day;
  return {
    ...day,
    town: { ...town, shifts: town.shifts.map((own) => (own.id === shift.id ? shift : own)) },
    shifts: day.shifts.with(vehicle, shift),
    problem: {
      ...problem,
      vehicles: problem.vehicles.with(vehicle, { ...itemAt(problem.vehicles, vehicle), ...changed }),
    },
  };
}
