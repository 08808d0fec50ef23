import type { Move } from './plan-edits.ts';

/** A planned stop as far as it tells what is left of a truck's day. */
interface PlannedStop {
  readonly id: string;
  readonly kind: string;
  readonly tripNumber: number | null;
  readonly visitId: string | null;
  /** Which of how many equal parts of the visit is taken here. */
  readonly visitPart: number | null;
  readonly visitParts: number | null;
}

interface PlannedRoute {
  readonly truckId: string;
  readonly shiftId: string;
  readonly stops: readonly PlannedStop[];
}

/**
 * The moves by which a truck that is full unloads now: what is left of its trip becomes a trip of its own right behind, and the later
 * trips follow as they were.
 *
 * @param isDone whether a stop was reported, served or not
 * @returns `null` where the truck has taken nothing on its trip yet, or unloads next anyway
 */
export function unloadNow(
  { truckId, shiftId, stops }: PlannedRoute,
  isDone: (stopId: string) => boolean,
): Move[] | null {
  const trips = new Map<number, PlannedStop[]>();
  for (const stop of stops) {
    if (stop.tripNumber === null) continue;
    trips.set(stop.tripNumber, [...(trips.get(stop.tripNumber) ?? []), stop]);
  }
  const current = [...trips.keys()]
    .sort((a, b) => a - b)
    .find((number) => !trips.get(number)?.some(({ id, kind }) => kind === 'unload' && isDone(id)));
  if (current === undefined) return null;
  const pointsOf = (number: number) => (trips.get(number) ?? []).filter(({ kind }) => kind === 'point');
  const left = pointsOf(current).filter(({ id }) => !isDone(id));
  if (left.length === 0 || left.length === pointsOf(current).length) return null;
  const moved = (of: readonly PlannedStop[], trip: number): Move[] =>
    of.flatMap(({ visitId, visitPart, visitParts }, index) =>
      visitId === null
        ? []
        : [
            {
              visit: visitId,
              ...(visitPart !== null && visitParts !== null && visitParts > 1 && { part: visitPart }),
              to: { truck: truckId, shift: shiftId, trip, position: index + 1 },
            },
          ],
    );
  // From the last one on, so that each finds the place behind it empty.
  const later = [...trips.keys()].filter((number) => number > current).sort((a, b) => b - a);
  return [...later.flatMap((number) => moved(pointsOf(number), number + 1)), ...moved(left, current + 1)];
}
