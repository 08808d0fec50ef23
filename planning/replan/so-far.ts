import { itemAt } from '../../domain/item-at.ts';
import type { Evaluation, RouteSchedule } from '../../optimizer/index.ts';
import type { FieldSoFar, ShiftSoFar } from '../../records/replans/read-field.ts';
import type { DayProblem } from '../problem.ts';
import { type Timetable, type TimetableStop, type TimetableTrip, timetableOf } from '../timetable.ts';
import type { DoneBefore } from '../totals.ts';
import type { FrozenDay } from './freeze.ts';

/** What the trucks of a day had done when the rest of it was planned, by index of the whole day's shifts. */
export type DoneByShift = ReadonlyMap<number, Before>;

/** Reads off the field what each shift's truck has done, at the times it was done. */
export function doneByShift(day: DayProblem, field: FieldSoFar, secondsOf: (instant: Date) => number): DoneByShift {
  const byShift = new Map(field.shifts.map((shift) => [shift.shiftId, shift]));
  return new Map(
    day.shifts.flatMap(({ id }, shiftIndex): [number, Before][] => {
      const soFar = byShift.get(id);
      const isUnderWay = soFar && (soFar.done.length > 0 || soFar.startedAt);
      return isUnderWay ? [[shiftIndex, doneStops(day, shiftIndex, soFar, secondsOf)]] : [];
    }),
  );
}

/** The ways between what was done, `from>to` by places of the day. */
export function drivenWays(done: DoneByShift): ReadonlySet<string> {
  return new Set(
    [...done.values()].flatMap(({ stops }) =>
      stops.slice(1).map(({ place }, index) => `${itemAt(stops, index).place}>${place}`),
    ),
  );
}

/** Each shift's day: what its truck has done, and after it what it is to do now. */
export function wholeTimetables(
  day: DayProblem,
  rest: DayProblem & Pick<FrozenDay, 'shiftIndex'>,
  done: DoneByShift,
  evaluation: Evaluation,
): Timetable[] {
  const planned = new Map(
    evaluation.routes.map((route) => [itemAt(rest.shiftIndex, route.vehicle), timetableOf(rest, route)]),
  );
  return day.shifts.flatMap((_, shiftIndex): Timetable[] => {
    const before = done.get(shiftIndex);
    const after = planned.get(shiftIndex);
    if (!before) return after ? [{ ...after, shiftIndex }] : [];
    return [joined(day, shiftIndex, before, after)];
  });
}

/** What was done of the day, for its totals. */
export function doneBefore(
  day: DayProblem,
  { decided }: Pick<FrozenDay, 'decided'>,
  field: FieldSoFar,
  timetables: readonly Timetable[],
  evaluation: Evaluation,
): DoneBefore {
  const active = field.shifts.filter(({ done }) => done.length > 0);
  const sum = (of: (schedule: RouteSchedule) => number): number =>
    timetables.reduce((total, { schedule }) => total + of(schedule), 0) -
    evaluation.routes.reduce((total, route) => total + of(route), 0);
  return {
    visits: decided.map(({ index, isServed }) => {
      const { due, point } = itemAt(day.visits, index);
      const massKg = itemAt(itemAt(day.problem.points, index).load, 0);
      return { due, unitId: point.unitId, massKg, isServed };
    }),
    truckIds: new Set(active.map(({ truckId }) => truckId)),
    trips: active.reduce((trips, { done }) => trips + done.filter(({ kind }) => kind === 'unload').length, 0),
    drivingSeconds: sum((schedule) => schedule.drivingSeconds),
    lengthMetres: sum((schedule) => schedule.drivingMetres),
    workSeconds: sum((schedule) => schedule.endSeconds - schedule.startSeconds),
    costDong: Math.round(sum((schedule) => schedule.drivingCost)),
    overtimeSeconds: timetables.reduce(
      (total, { shiftIndex, schedule }) =>
        total + Math.max(0, schedule.endSeconds - itemAt(day.problem.vehicles, shiftIndex).shift[1]),
      -evaluation.cost.overtimeSeconds,
    ),
  };
}

/** What a truck has done of a shift. */
export interface Before {
  readonly stops: readonly TimetableStop[];
  readonly trips: readonly TimetableTrip[];
}

function doneStops(
  day: DayProblem,
  shiftIndex: number,
  { done, startedAt }: ShiftSoFar,
  secondsOf: (instant: Date) => number,
): Before {
  const { places, problem, shifts } = day;
  const { startLocation } = itemAt(problem.vehicles, shiftIndex);
  const { depot } = itemAt(shifts, shiftIndex).truck;
  const firstDone = done[0] ? secondsOf(done[0].doneAt) - done[0].seconds : Number.POSITIVE_INFINITY;
  const started = Math.round(Math.min(startedAt ? secondsOf(startedAt) : Number.POSITIVE_INFINITY, firstDone));
  const start: TimetableStop = {
    ...{ kind: 'start', place: startLocation, visit: null, facilityId: depot.id },
    ...{ tripNumber: null, arrivalSeconds: started, startSeconds: started, departureSeconds: started, waitSeconds: 0 },
    ...{ loadKg: 0, loadAfterKg: 0, loadAfterLitres: 0, legSeconds: 0, legMetres: 0 },
  };
  const stops = [start];
  let before = start;
  const trips: TimetableTrip[] = [];
  let [kg, litres, trip, time] = [0, 0, 1, started];
  for (const { kind, visit, facilityId, isServed, loadKg, doneAt, seconds } of done) {
    const place =
      kind === 'break'
        ? before.place
        : (places.ofPoint.get(visit?.pointId ?? '') ?? places.ofSite.get(facilityId ?? '') ?? before.place);
    const departs = Math.max(time, Math.round(secondsOf(doneAt)));
    const begins = Math.max(time, departs - Math.round(seconds));
    const unloaded = kg;
    if (kind === 'unload') {
      trips.push({ number: trip, facilityId: facilityId ?? '', loadKg: kg, loadLitres: Math.round(litres) });
      [kg, litres] = [0, 0];
    } else if (visit && isServed) {
      kg += loadKg;
      litres += litresOf(day, visit, loadKg);
    }
    const stop: TimetableStop = {
      ...{ kind, place, visit, facilityId, tripNumber: kind === 'break' ? null : trip },
      ...{ arrivalSeconds: begins, startSeconds: begins, departureSeconds: departs, waitSeconds: 0 },
      ...{ loadKg: kind === 'unload' ? unloaded : loadKg, loadAfterKg: kg, loadAfterLitres: Math.round(litres) },
      ...legOf(day, before.place, place),
    };
    stops.push(stop);
    before = stop;
    if (kind === 'unload') trip += 1;
    time = departs;
  }
  return { stops, trips };
}

function litresOf(day: DayProblem, visit: { pointId: string; stream: string }, kg: number): number {
  const due = day.visits.find(({ due: each }) => each.pointId === visit.pointId && each.stream === visit.stream)?.due;
  return due && due.massKg > 0 ? (kg * due.litres) / due.massKg : kg;
}

/** As planned between the two; nothing where there is no way. */
function legOf({ problem }: DayProblem, from: number, to: number): { legSeconds: number; legMetres: number } {
  const cell = from * problem.locationCount + to;
  return {
    legSeconds: Math.max(0, itemAt(problem.seconds, cell)),
    legMetres: Math.max(0, itemAt(problem.metres, cell)),
  };
}

/** What was done and what comes after it as one; without the latter the truck does no more. */
function joined(day: DayProblem, shiftIndex: number, before: Before, after: Timetable | undefined): Timetable {
  const later = after?.stops.slice(1) ?? [];
  const last = itemAt(before.stops, before.stops.length - 1);
  const [next, ...others] = later;
  // Drawn from the last stop on, wherever on that way the truck is by now.
  const going = next ? [{ ...next, ...legOf(day, last.place, next.place) }, ...others] : [];
  const trips = [...before.trips, ...(after?.trips ?? [])];
  const closed = new Set(trips.map(({ number }) => number));
  const stops = [...before.stops, ...going].map((stop) =>
    closed.has(stop.tripNumber ?? -1) ? stop : { ...stop, tripNumber: null },
  );
  const sum = (of: (stop: TimetableStop) => number): number => stops.reduce((total, stop) => total + of(stop), 0);
  const end = stops.at(-1) ?? last;
  const startSeconds = itemAt(before.stops, 0).arrivalSeconds;
  const drivingMetres = sum(({ legMetres }) => legMetres);
  const { fixedCost, costPerHour, costPerKm } = itemAt(day.problem.vehicles, shiftIndex);
  const drivingSeconds = sum(({ legSeconds }) => legSeconds);
  const schedule: RouteSchedule = {
    ...(after?.schedule ?? NOT_DRIVEN),
    vehicle: shiftIndex,
    stops: after?.schedule.stops ?? [],
    startSeconds,
    endSeconds: end.departureSeconds,
    drivingSeconds,
    drivingMetres,
    drivingCost: fixedCost + (costPerHour * drivingSeconds) / 3600 + (costPerKm * drivingMetres) / 1000,
    waitSeconds: sum(({ waitSeconds }) => waitSeconds),
    serviceSeconds: sum(({ kind, startSeconds, departureSeconds }) =>
      kind === 'point' ? departureSeconds - startSeconds : 0,
    ),
    collected: [sum(({ kind, loadKg }) => (kind === 'point' ? loadKg : 0)), 0],
  };
  return { shiftIndex, schedule, stops, trips };
}

const NOT_DRIVEN: RouteSchedule = {
  ...{ vehicle: 0, stops: [], startSeconds: 0, endSeconds: 0, returnSeconds: 0, returnMetres: 0, drivingSeconds: 0 },
  ...{ drivingMetres: 0, waitSeconds: 0, serviceSeconds: 0, unloadSeconds: 0, breakSeconds: 0, overtimeSeconds: 0 },
  ...{ trips: 0, collected: [0, 0], drivingCost: 0 },
};
