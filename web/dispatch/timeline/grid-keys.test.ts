import { expect, test } from 'vitest';
import type { RouteView, StopView } from '../../../domain/plans.ts';
import { type Cell, cellAfter } from './grid-keys.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 23, 0, minute)).toISOString();
const stop = (id: string, kind: StopView['kind'], starts: number, departs: number) =>
  ({ id, kind, arrivesAt: at(starts), startsAt: at(starts), departsAt: at(departs), tripNumber: null }) as StopView;
const route = (id: string, stops: StopView[]) =>
  ({ id, startsAt: at(0), endsAt: at(90), stops: [stop(`${id}-start`, 'start', 0, 0), ...stops] }) as RouteView;

const routes = [
  route('a', [stop('a1', 'point', 5, 10), stop('a2', 'point', 40, 45), stop('a3', 'unload', 60, 70)]),
  route('b', [stop('b1', 'point', 20, 25), stop('b2', 'break', 38, 50)]),
  route('c', []),
];
const walk = (from: Cell, ...keys: string[]) =>
  keys.reduce<Cell>((cell, key) => cellAfter(routes, cell, key) ?? cell, from);

const onName: Cell = { routeId: 'a', stopId: null };

test('right and left walk from the truck’s name through its stops, and stay at the ends', () => {
  expect(walk(onName, 'ArrowRight')).toEqual({ routeId: 'a', stopId: 'a1' });
  expect(walk(onName, 'ArrowRight', 'ArrowRight', 'ArrowLeft')).toEqual({ routeId: 'a', stopId: 'a1' });
  expect(walk(onName, 'ArrowLeft')).toEqual(onName);
  expect(walk(onName, 'End', 'ArrowRight')).toEqual({ routeId: 'a', stopId: 'a3' });
  expect(walk(onName, 'End', 'Home')).toEqual(onName);
});

test('up and down lead to what another truck does at that time, and from name to name', () => {
  expect(walk(onName, 'ArrowDown', 'ArrowDown')).toEqual({ routeId: 'c', stopId: null });
  expect(walk({ routeId: 'a', stopId: 'a2' }, 'ArrowDown')).toEqual({ routeId: 'b', stopId: 'b2' });
  expect(walk({ routeId: 'a', stopId: 'a1' }, 'ArrowDown')).toEqual({ routeId: 'b', stopId: 'b1' });
  expect(walk({ routeId: 'a', stopId: 'a1' }, 'ArrowUp')).toEqual({ routeId: 'a', stopId: 'a1' });
});

test('a truck without stops is passed by its name', () => {
  expect(walk({ routeId: 'b', stopId: 'b1' }, 'ArrowDown')).toEqual({ routeId: 'c', stopId: null });
  expect(walk({ routeId: 'c', stopId: null }, 'ArrowRight', 'End')).toEqual({ routeId: 'c', stopId: null });
});

test('other keys are left alone', () => {
  expect(cellAfter(routes, onName, 'a')).toBeNull();
});
