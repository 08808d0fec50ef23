import type { Plan, Stop } from '../../optimizer/index.ts';

/** From empty to the disposal site: what a vehicle does on the way, and where it unloads; `null` = it does not, any more. */
export interface Trip {
  readonly stops: Stop[];
  site: number | null;
}

/** A vehicle's stops as trips; what it does behind its last unloading is a trip without one. */
export function tripsOf(stops: readonly Stop[]): Trip[] {
  const trips: Trip[] = [];
  let open: Stop[] = [];
  for (const stop of stops) {
    if (stop.kind === 'site') {
      trips.push({ stops: open, site: stop.site });
      open = [];
    } else open.push(stop);
  }
  if (open.length > 0) trips.push({ stops: open, site: null });
  return trips;
}

/** Trips as the stops of a route. */
export function stopsOf(trips: readonly Trip[]): Stop[] {
  return trips.flatMap(({ stops, site }) => (site === null ? stops : [...stops, { kind: 'site', site } as const]));
}

/** How many points a trip serves. */
export function pointsOf({ stops }: Trip): number[] {
  return stops.flatMap((stop) => (stop.kind === 'point' ? [stop.point] : []));
}

/** Where in a trip's stops what becomes its `position`-th point goes, from 1; behind everything where there are no more points. */
export function indexOfPosition({ stops }: Trip, position: number): number {
  let points = 0;
  const at = stops.findIndex((stop) => stop.kind === 'point' && ++points === position);
  return at < 0 ? stops.length : at;
}

/** By vehicle: its trips. */
export type Trips = Map<number, Trip[]>;

/** A plan's routes as trips that may be changed. */
export function openTrips({ routes }: Plan): Trips {
  return new Map(routes.map(({ vehicle, stops }) => [vehicle, tripsOf(stops)]));
}
