import type { Move, Place } from '../../../domain/plan-edits.ts';
import type { RouteView, StopView } from '../../../domain/plans.ts';
import { itemAt } from '../../../domain/item-at.ts';
import type { Hovered } from './board-store.ts';

/** The moves that bring visits to a place, one behind the other. */
export function movesTo(
  visits: readonly string[],
  { truckId, shiftId, trip, position }: Pick<Place, 'truckId' | 'shiftId' | 'trip' | 'position'>,
): Move[] {
  // The place is counted without all of them: of several, each is taken up before the first is put down.
  const taken = visits.length > 1 ? visits.map((visit): Move => ({ visit, to: null })) : [];
  const to = (k: number) => ({ truck: truckId, shift: shiftId, trip, position: position + k });
  return [...taken, ...visits.map((visit, k): Move => ({ visit, to: to(k) }))];
}

/**
 * The place among those priced that lies before or behind a stop of a route, as if what is moved were not in it.
 *
 * @returns `null` where nothing can come there
 */
export function placeBeside(
  places: readonly Place[],
  route: Pick<RouteView, 'shiftId' | 'stops' | 'trips'>,
  stop: Pick<StopView, 'sequence' | 'kind' | 'tripNumber' | 'visitId'>,
  edge: 'before' | 'after',
  moved: ReadonlySet<string>,
): Place | null {
  // Behind an unloading the next trip begins; before it the one that it ends goes on.
  const beginsNext = edge === 'after' && stop.kind === 'unload';
  const trip = stop.kind === 'start' ? 1 : (stop.tripNumber ?? route.trips.length + 1) + (beginsNext ? 1 : 0);
  const before = route.stops.filter(
    (other) =>
      other.kind === 'point' &&
      other.tripNumber === trip &&
      (other.sequence < stop.sequence || (edge === 'after' && other.sequence === stop.sequence)) &&
      other.visitId !== null &&
      !moved.has(other.visitId),
  );
  const after = before.at(-1)?.visitId ?? null;
  return (
    places.find((place) => place.shiftId === route.shiftId && place.trip === trip && place.afterVisitId === after) ??
    null
  );
}

/** What is told while visits are held beside a stop: the place there, its price, and the line to draw. */
export function hoveredBeside(
  places: readonly Place[],
  route: Pick<RouteView, 'shiftId' | 'stops' | 'trips' | 'truckNumber'>,
  stop: Pick<StopView, 'id' | 'sequence' | 'kind' | 'tripNumber' | 'visitId'>,
  edge: 'before' | 'after',
  moved: ReadonlySet<string>,
): Hovered {
  const place = placeBeside(places, route, stop, edge, moved);
  return { place, isHere: isWhereItWas(place, route, moved), truckNumber: route.truckNumber, stopId: stop.id, edge };
}

/** Whether visits lie at the place already, in this order and with nothing between them: then a move there changes nothing. */
export function isWhereItWas(
  place: Place | null,
  { shiftId, stops, trips }: Pick<RouteView, 'shiftId' | 'stops' | 'trips'>,
  moved: ReadonlySet<string>,
): boolean {
  if (place?.shiftId !== shiftId) return false;
  const ofTrip = (number: number) => stops.filter(({ kind, tripNumber }) => kind === 'point' && tripNumber === number);
  const isMoved = ({ visitId }: Pick<StopView, 'visitId'>) => visitId !== null && moved.has(visitId);
  // The whole of the last trip as a new one behind it is the last trip again.
  const last = ofTrip(trips.length);
  if (place.trip === trips.length + 1) return last.length === moved.size && last.every(isMoved);
  const trip = ofTrip(place.trip);
  const from = trip.findIndex(isMoved);
  if (from < 0 || (trip[from - 1]?.visitId ?? null) !== place.afterVisitId) return false;
  const run = trip.slice(from, from + moved.size);
  return run.length === moved.size && run.every(isMoved);
}

/** The same at a time of a truck's day: behind what the truck does then. */
export function hoveredAtTime(
  places: readonly Place[],
  route: Pick<RouteView, 'shiftId' | 'stops' | 'trips' | 'truckNumber'>,
  atMs: number,
  moved: ReadonlySet<string>,
): Hovered {
  const begun = route.stops.findLast(({ startsAt, kind }) => kind !== 'end' && Date.parse(startsAt) <= atMs);
  const stop = begun ?? itemAt(route.stops, 0);
  return { ...hoveredBeside(places, route, stop, 'after', moved), edge: null };
}

/** The best place that a truck has for visits: the places come the best first. */
export function hoveredOnTruck(places: readonly Place[], truckId: string, truckNumber: number): Hovered {
  const place = places.find((candidate) => candidate.truckId === truckId) ?? null;
  return { place, isHere: false, truckNumber, stopId: null, edge: null };
}
