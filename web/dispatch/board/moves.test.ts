import { expect, test } from 'vitest';
import type { Place } from '../../../domain/plan-edits.ts';
import { hoveredBeside, isWhereItWas, movesTo, placeBeside } from './moves.ts';

const stop = (sequence: number, kind: string, tripNumber: number | null, visitId: string | null = null) =>
  ({ id: `s${sequence}`, sequence, kind, tripNumber, visitId }) as never as Parameters<typeof placeBeside>[2] & {
    id: string;
  };
/** Out, A and B, unloading, C, unloading, home. */
const stops = [
  stop(0, 'start', null),
  stop(1, 'point', 1, 'A'),
  stop(2, 'point', 1, 'B'),
  stop(3, 'unload', 1),
  stop(4, 'point', 2, 'C'),
  stop(5, 'unload', 2),
  stop(6, 'end', null),
];
const route = { shiftId: 'shift', truckNumber: 1, stops, trips: [1, 2] } as never as Parameters<
  typeof hoveredBeside
>[1];
const place = (trip: number, position: number, afterVisitId: string | null) =>
  ({ shiftId: 'shift', truckId: 'truck', trip, position, afterVisitId }) as Place;
const places = [
  place(1, 1, null),
  place(1, 2, 'A'),
  place(1, 3, 'B'),
  place(2, 1, null),
  place(2, 2, 'C'),
  place(3, 1, null),
];
const at = (k: number, edge: 'before' | 'after', moved: string[] = []) => {
  const found = placeBeside(places, route, stops[k], edge, new Set(moved));
  return found && [found.trip, found.position];
};

test('beside a stop lies the place that the eye sees there', () => {
  expect(at(1, 'before')).toEqual([1, 1]);
  expect(at(2, 'before')).toEqual([1, 2]);
  expect(at(2, 'after')).toEqual([1, 3]);
  expect(at(3, 'before')).toEqual([1, 3]);
  // Behind an unloading the next trip begins, behind the last one a new one.
  expect(at(3, 'after')).toEqual([2, 1]);
  expect(at(5, 'after')).toEqual([3, 1]);
  expect(at(6, 'before')).toEqual([3, 1]);
  expect(at(0, 'after')).toEqual([1, 1]);
  // What is moved is not counted.
  expect(at(2, 'after', ['B'])).toEqual([1, 2]);
});

test('what is held where it lies already stays', () => {
  const isHere = (k: number, edge: 'before' | 'after', moved: string) =>
    hoveredBeside(places, route, stops[k], edge, new Set([moved])).isHere;
  expect(isHere(2, 'after', 'B')).toBe(true);
  expect(isHere(1, 'after', 'B')).toBe(true);
  expect(isHere(1, 'before', 'B')).toBe(false);
  expect(isHere(4, 'before', 'B')).toBe(false);
});

test('a whole trip stays where it is on its own place, and behind it where it is the last', () => {
  const isHere = (trip: number, after: string | null, moved: string[]) =>
    isWhereItWas(place(trip, 1, after), route, new Set(moved));
  expect(isHere(1, null, ['A', 'B'])).toBe(true);
  expect(isHere(3, null, ['A', 'B'])).toBe(false);
  expect(isHere(2, null, ['C'])).toBe(true);
  expect(isHere(3, null, ['C'])).toBe(true);
  expect(isHere(2, null, ['B', 'C'])).toBe(false);
});

test('several are all taken up before the first is put down, then lie one behind the other', () => {
  const to = { truckId: 't', shiftId: 's', trip: 1, position: 2 };
  expect(movesTo(['A'], to)).toEqual([{ visit: 'A', to: { truck: 't', shift: 's', trip: 1, position: 2 } }]);
  expect(movesTo(['A', 'B'], to).map(({ visit, to: at }) => [visit, at?.position ?? null])).toEqual([
    ['A', null],
    ['B', null],
    ['A', 2],
    ['B', 3],
  ]);
});
