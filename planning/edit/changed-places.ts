import { itemAt } from '../../domain/item-at.ts';
import type { EditedBase } from './price-edit.ts';
import { pointsOf, tripsOf } from './trips.ts';

/** A visit that is elsewhere in another revision; `null` = in no route. */
export interface ChangedPlace {
  readonly visitId: string;
  readonly name: string;
  readonly from: TruckPlace | null;
  readonly to: TruckPlace | null;
}

interface TruckPlace {
  readonly truckNumber: number;
  readonly trip: number;
  readonly position: number;
}

/**
 * Visits that one revision has with another truck or on another trip than the one before, that only one of them has, and the fewest
 * of a trip whose moving gives its other order. What is not in the day of one of them was done: that is no change.
 */
export function changedPlaces(before: EditedBase, after: EditedBase): ChangedPlace[] {
  const [was, is] = [placesOf(before), placesOf(after)];
  const staying = [...is].filter(([visitId, { place }]) => isSameTrip(was.get(visitId)?.place, place));
  const ofTrip = new Map<string, typeof staying>();
  for (const entry of staying) {
    const key = `${entry[1].place.truckNumber} ${entry[1].place.trip}`;
    ofTrip.set(key, [...(ofTrip.get(key) ?? []), entry]);
  }
  const reordered = new Set<string>();
  for (const visits of ofTrip.values()) {
    const inOrder = visits.sort(([, a], [, b]) => a.place.position - b.place.position);
    const kept = longestRising(inOrder.map(([visitId]) => was.get(visitId)?.place.position ?? 0));
    inOrder.forEach(([visitId], index) => {
      if (!kept.has(index)) reordered.add(visitId);
    });
  }
  const [open, stillOpen] = [visitsOf(before), visitsOf(after)];
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((visitId) => {
    if (!open.has(visitId) || !stillOpen.has(visitId)) return [];
    const [from, to] = [was.get(visitId), is.get(visitId)];
    if (from && to && isSameTrip(from.place, to.place) && !reordered.has(visitId)) return [];
    return [{ visitId, name: (to ?? from)?.name ?? '', from: from?.place ?? null, to: to?.place ?? null }];
  });
}

const isSameTrip = (one: TruckPlace | undefined, other: TruckPlace): boolean =>
  one !== undefined && one.truckNumber === other.truckNumber && one.trip === other.trip;

interface Named {
  readonly name: string;
  readonly place: TruckPlace;
}

const visitsOf = ({ day, visitOf }: EditedBase): ReadonlySet<string> =>
  new Set(day.visits.map((_, point) => visitOf(point)));

/** Trips and positions as the whole day counts them. */
function placesOf({ day, plan, visitOf, startedTrips }: EditedBase): Map<string, Named> {
  const places = new Map<string, Named>();
  for (const { vehicle, stops } of plan.routes) {
    const truckNumber = itemAt(day.shifts, vehicle).truck.number;
    const tripsDone = itemAt(day.problem.vehicles, vehicle).frozen?.tripsDone ?? 0;
    const started = startedTrips?.[vehicle]?.visits ?? 0;
    tripsOf(stops).forEach((trip, index) => {
      pointsOf(trip).forEach((point, k) => {
        const { name } = itemAt(day.visits, point).point;
        const position = k + 1 + (index === 0 ? started : 0);
        places.set(visitOf(point), { name, place: { truckNumber, trip: tripsDone + index + 1, position } });
      });
    });
  }
  return places;
}

/** Indices of a longest subsequence whose numbers rise. */
function longestRising(numbers: readonly number[]): Set<number> {
  const rises: Rise[] = [];
  let longest: Rise | null = null;
  for (const [index, number] of numbers.entries()) {
    let before: Rise | null = null;
    for (const rise of rises) if (rise.number < number && rise.length > (before?.length ?? 0)) before = rise;
    const rise: Rise = { index, number, length: (before?.length ?? 0) + 1, before };
    rises.push(rise);
    if (!longest || rise.length > longest.length) longest = rise;
  }
  const kept = new Set<number>();
  for (let at: Rise | null = longest; at; at = at.before) kept.add(at.index);
  return kept;
}

/** A longest subsequence that ends with a number, from its end. */
interface Rise {
  readonly index: number;
  readonly number: number;
  readonly length: number;
  readonly before: Rise | null;
}
