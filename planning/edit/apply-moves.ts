import { itemAt } from '../../domain/item-at.ts';
import type { Plan, Problem } from '../../optimizer/index.ts';
import { mendRoute } from './mend-route.ts';
import { indexOfPosition, openTrips, pointsOf, stopsOf, type Trip, type Trips } from './trips.ts';

/** Points that stay together, and where they go. */
export interface PointMove {
  readonly points: readonly number[];
  /** `null` = into no route. */
  readonly to: PointPlace | null;
}

/** A place in a vehicle's day. */
export interface PointPlace {
  readonly vehicle: number;
  /** Of this vehicle, those of a frozen start included, from 1; one more than it has makes a new one. */
  readonly trip: number;
  /** Among the points of the trip, from 1. */
  readonly position: number;
}

/** A move names a trip or a position that there is not. */
export class NoSuchPlace extends Error {
  override readonly name = 'NoSuchPlace';
  readonly place: PointPlace;
  constructor(place: PointPlace) {
    super(`vehicle ${place.vehicle} has no position ${place.position} in trip ${place.trip}`);
    this.place = place;
  }
}

/**
 * Carries out moves one after another, each counted on what those before it left, and mends the routes that changed: trips in which
 * nothing is loaded any more go, new ones get a site, breaks are taken where they can be. Every other route stays as it is.
 *
 * @throws NoSuchPlace
 */
export function applyMoves(problem: Problem, plan: Plan, moves: readonly PointMove[]): Plan {
  const trips = openTrips(plan);
  const changed = new Set<number>();
  for (const { points, to } of moves) {
    for (const vehicle of takeOut(trips, points)) changed.add(vehicle);
    if (!to) continue;
    changed.add(to.vehicle);
    putIn(problem, trips, points, to);
  }
  const before = plan.routes.map(({ vehicle }) => vehicle);
  const added = [...trips.keys()].filter((vehicle) => !before.includes(vehicle)).sort((a, b) => a - b);
  return {
    routes: [...before, ...added].flatMap((vehicle) => {
      const own = trips.get(vehicle) ?? [];
      const stops = changed.has(vehicle) ? mendRoute(problem, vehicle, own).stops : stopsOf(own);
      const isOut = stops.some(({ kind }) => kind !== 'break') || itemAt(problem.vehicles, vehicle).frozen !== null;
      return isOut ? [{ vehicle, stops }] : [];
    }),
  };
}

/** Takes points out of whatever trips they are in; gives the vehicles that had them. */
function takeOut(trips: Trips, points: readonly number[]): number[] {
  const out = new Set(points);
  const had: number[] = [];
  for (const [vehicle, own] of trips) {
    own.forEach((trip, index) => {
      const stops = trip.stops.filter((stop) => stop.kind !== 'point' || !out.has(stop.point));
      if (stops.length === trip.stops.length) return;
      had.push(vehicle);
      own[index] = { stops, site: trip.site };
    });
  }
  return had;
}

function putIn(problem: Problem, trips: Trips, points: readonly number[], place: PointPlace): void {
  const own = trips.get(place.vehicle) ?? [];
  trips.set(place.vehicle, own);
  const index = place.trip - 1 - (itemAt(problem.vehicles, place.vehicle).frozen?.tripsDone ?? 0);
  if (index === own.length) own.push({ stops: [], site: null });
  const trip: Trip | undefined = own[index];
  if (!trip || place.position > pointsOf(trip).length + 1) throw new NoSuchPlace(place);
  trip.stops.splice(
    indexOfPosition(trip, place.position),
    0,
    ...points.map((point) => ({ kind: 'point', point }) as const),
  );
}
