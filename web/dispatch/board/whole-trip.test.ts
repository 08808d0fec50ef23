import { expect, test } from 'vitest';
import { wholeTrip } from './whole-trip.ts';

const stop = (id: string, kind: string, tripNumber: number | null) => ({
  ...{ id, kind, tripNumber, name: `Điểm ${id}`, loadKg: 100, visitId: kind === 'point' ? `visit ${id}` : null },
});
const route = {
  truckNumber: 4,
  stops: [
    stop('start', 'start', null),
    stop('a', 'point', 1),
    stop('b', 'point', 1),
    stop('u1', 'unload', 1),
    stop('c', 'point', 2),
    stop('u2', 'unload', 2),
    stop('end', 'end', null),
  ],
} as unknown as Parameters<typeof wholeTrip>[1];
type Outcomes = Parameters<typeof wholeTrip>[0]['outcomes'];
const visitsOf = (number: number | null, outcomes: Outcomes = new Map()) =>
  wholeTrip({ outcomes }, route, number)?.visits.map(({ visitId }) => visitId) ?? null;

test('a trip is moved with all of its visits, in order, and without its unloading', () => {
  expect(visitsOf(1)).toEqual(['visit a', 'visit b']);
  expect(wholeTrip({ outcomes: new Map() }, route, 2)).toMatchObject({ truckNumber: 4, number: 2 });
});

test('what was reported stays where it was driven; a trip that is over is no trip to move', () => {
  expect(visitsOf(1, new Map([['a', 'served']]) as Outcomes)).toEqual(['visit b']);
  expect(visitsOf(2, new Map([['c', 'skipped']]) as Outcomes)).toBeNull();
  expect(visitsOf(null)).toBeNull();
});
