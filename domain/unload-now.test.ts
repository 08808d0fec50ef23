import { expect, test } from 'vitest';
import { unloadNow } from './unload-now.ts';

const stop = (id: string, tripNumber: number | null, kind = 'point', more: object = {}) => ({
  ...{ id, kind, tripNumber, visitId: kind === 'point' ? `visit ${id}` : null, visitPart: null, visitParts: null },
  ...more,
});
const route = {
  ...{ truckId: 't', shiftId: 's' },
  stops: [
    stop('start', null, 'start'),
    ...[stop('a', 1), stop('b', 1), stop('c', 1, 'point', { visitPart: 2, visitParts: 3 }), stop('u1', 1, 'unload')],
    ...[stop('d', 2), stop('u2', 2, 'unload'), stop('end', null, 'end')],
  ],
};
const after = (...done: string[]) => unloadNow(route, (id) => done.includes(id));
const to = (trip: number, position: number) => ({ truck: 't', shift: 's', trip, position });

test('what is left of the trip comes right behind the unloading, and the later trips behind that', () => {
  expect(after('start', 'a')).toEqual([
    { visit: 'visit d', to: to(3, 1) },
    { visit: 'visit b', to: to(2, 1) },
    { visit: 'visit c', part: 2, to: to(2, 2) },
  ]);
});

test('on the last trip it is a new one', () => {
  const last = { ...route, stops: [...route.stops.slice(0, -2), stop('e', 2), stop('u2', 2, 'unload')] };
  expect(unloadNow(last, (id) => ['a', 'b', 'c', 'u1', 'd'].includes(id))).toEqual([
    { visit: 'visit e', to: to(3, 1) },
  ]);
});

test.each([
  ['has taken nothing on its trip', ['start']],
  ['unloads next anyway', ['a', 'b', 'c']],
  ['has begun no new trip', ['a', 'b', 'c', 'u1']],
  ['has unloaded for the last time', ['a', 'b', 'c', 'u1', 'd', 'u2']],
])('a truck that %s has nothing to put off', (_, done) => {
  expect(after(...done)).toBeNull();
});
