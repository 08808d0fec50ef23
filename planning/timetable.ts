import { itemAt } from '../domain/item-at.ts';
import type { RouteSchedule } from '../optimizer/index.ts';
import type { DayProblem } from './problem.ts';

/** One thing a truck does, in the order it does it; seconds from local midnight. */
export interface TimetableStop {
  readonly kind: 'start' | 'point' | 'unload' | 'break' | 'end';
  /** Index into the day's places. */
  readonly place: number;
  /** At a point: whose waste of which stream is taken, and which of how many equal parts of it. */
  readonly visit: {
    readonly pointId: string;
    readonly stream: string;
    readonly part: number;
    readonly parts: number;
  } | null;
  readonly facilityId: string | null;
  /** Number of the trip that ends with the next unloading; `null` where nothing is unloaded any more. */
  readonly tripNumber: number | null;
  readonly arrivalSeconds: number;
  readonly startSeconds: number;
  readonly departureSeconds: number;
  readonly waitSeconds: number;
  /** Taken aboard here, or unloaded. */
  readonly loadKg: number;
  readonly loadAfterKg: number;
  readonly loadAfterLitres: number;
  readonly legSeconds: number;
  readonly legMetres: number;
}

export interface TimetableTrip {
  readonly number: number;
  readonly facilityId: string;
  readonly loadKg: number;
  readonly loadLitres: number;
}

/** A truck's day from its depot back to it. */
export interface Timetable {
  readonly shiftIndex: number;
  readonly schedule: RouteSchedule;
  readonly stops: readonly TimetableStop[];
  readonly trips: readonly TimetableTrip[];
}

/** Puts a route's schedule into the town's words: points, facilities, trips. */
export function timetableOf(day: DayProblem, schedule: RouteSchedule): Timetable {
  const shift = itemAt(day.shifts, schedule.vehicle);
  const vehicle = itemAt(day.problem.vehicles, schedule.vehicle);
  const nowhere = { visit: null, facilityId: null, tripNumber: null };
  let before: TimetableStop = {
    ...nowhere,
    kind: 'start',
    place: vehicle.frozen?.location ?? vehicle.startLocation,
    facilityId: shift.truck.depot.id,
    arrivalSeconds: schedule.startSeconds,
    startSeconds: schedule.startSeconds,
    departureSeconds: schedule.startSeconds,
    waitSeconds: 0,
    loadKg: 0,
    loadAfterKg: vehicle.frozen?.load[0] ?? 0,
    loadAfterLitres: vehicle.frozen?.load[1] ?? 0,
    legSeconds: 0,
    legMetres: 0,
  };
  const stops = [before];
  const trips: TimetableTrip[] = [];
  for (const { stop, trip, ...times } of schedule.stops) {
    const what = whatOf(day, stop);
    const common = {
      ...nowhere,
      ...what,
      place: what.place ?? before.place,
      tripNumber: trip,
      arrivalSeconds: times.arrivalSeconds,
      startSeconds: times.serviceStartSeconds,
      departureSeconds: times.departureSeconds,
      waitSeconds: times.waitSeconds,
      loadAfterKg: itemAt(times.loadAfter, 0),
      loadAfterLitres: itemAt(times.loadAfter, 1),
      legSeconds: times.legSeconds,
      legMetres: times.legMetres,
    };
    const loadKg = Math.abs(common.loadAfterKg - before.loadAfterKg);
    if (what.kind === 'unload') {
      trips.push({ number: trip, facilityId: what.facilityId, loadKg, loadLitres: before.loadAfterLitres });
    }
    before = { ...common, loadKg };
    stops.push(before);
  }
  stops.push({
    ...nowhere,
    kind: 'end',
    place: vehicle.endLocation,
    facilityId: shift.truck.depot.id,
    arrivalSeconds: schedule.endSeconds,
    startSeconds: schedule.endSeconds,
    departureSeconds: schedule.endSeconds,
    waitSeconds: 0,
    loadKg: 0,
    loadAfterKg: before.loadAfterKg,
    loadAfterLitres: before.loadAfterLitres,
    legSeconds: schedule.returnSeconds,
    legMetres: schedule.returnMetres,
  });
  const closed = new Set(trips.map((trip) => trip.number));
  return {
    shiftIndex: schedule.vehicle,
    schedule,
    stops: stops.map((stop) => (closed.has(stop.tripNumber ?? -1) ? stop : { ...stop, tripNumber: null })),
    trips,
  };
}

function whatOf(day: DayProblem, stop: RouteSchedule['stops'][number]['stop']) {
  switch (stop.kind) {
    case 'point': {
      const { due, place, part, parts } = itemAt(day.visits, stop.point);
      return { kind: 'point', place, visit: { pointId: due.pointId, stream: due.stream, part, parts } } as const;
    }
    case 'site':
      return {
        kind: 'unload',
        place: itemAt(day.problem.sites, stop.site).location,
        facilityId: itemAt(day.sites, stop.site).id,
      } as const;
    case 'break':
      return { kind: 'break', place: null } as const;
  }
}
