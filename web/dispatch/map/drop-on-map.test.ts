import { expect, test } from 'vitest';
import type { Place } from '../../../domain/plan-edits.ts';
import { hoveredOnMap, type Under } from './drop-on-map.ts';

const stop = (sequence: number, kind: string, tripNumber: number | null, visitId: string | null = null) => ({
  ...{ id: `s${sequence}`, sequence, kind, tripNumber, visitId },
});
const routeOf = (truckNumber: number, visits: readonly string[]) => ({
  ...{ shiftId: `shift ${truckNumber}`, truckNumber, trips: [1] },
  stops: [
    stop(0, 'start', null),
    ...visits.map((visit, index) => stop(index + 1, 'point', 1, visit)),
    stop(visits.length + 1, 'unload', 1),
    stop(visits.length + 2, 'end', null),
  ],
});
const [one, two] = [routeOf(1, ['A', 'B']), routeOf(2, ['C', 'D'])];
const place = (truck: number, position: number, afterVisitId: string | null) =>
  ({ truckId: `truck ${truck}`, shiftId: `shift ${truck}`, trip: 1, position, afterVisitId }) as Place;
/** For A, which is taken out of the first route; the best first. */
const places = [place(2, 3, 'D'), place(1, 1, null), place(2, 1, null), place(1, 2, 'B'), place(2, 2, 'C')];
const at = (kind: 'stop' | 'leg', route: ReturnType<typeof routeOf>, sequence: number) =>
  ({ kind, entry: { route, stop: route.stops[sequence] } }) as unknown as Under;
const found = (...under: Under[]) => {
  const hovered = hoveredOnMap(places, under, new Set(['A']));
  return hovered && [hovered.truckNumber, hovered.place?.position ?? null, hovered.isHere];
};

test('a stop takes what is dropped on it before or behind it, whichever costs less', () => {
  expect(found(at('stop', two, 2))).toEqual([2, 3, false]);
  expect(found(at('stop', two, 1))).toEqual([2, 1, false]);
});

test('on the way to a stop it comes in before that stop', () => {
  expect(found(at('leg', two, 2))).toEqual([2, 2, false]);
  expect(found(at('leg', two, 3))).toEqual([2, 3, false]);
});

test('of ways that lie on each other the one with the better place counts, and a stop before any way', () => {
  expect(found(at('leg', one, 3), at('leg', two, 2))).toEqual([1, 2, false]);
  expect(found(at('leg', two, 3), at('stop', one, 2))).toEqual([1, 2, false]);
});

test('a truck takes it at its best place', () => {
  expect(found({ kind: 'truck', truckId: 'truck 2', number: 2 }, at('leg', one, 3))).toEqual([2, 3, false]);
  expect(found({ kind: 'truck', truckId: 'truck 9', number: 9 })).toEqual([9, null, false]);
});

test('on itself and on open ground nothing happens', () => {
  expect(found(at('stop', one, 1))?.[2]).toBe(true);
  expect(found()).toBeNull();
});
