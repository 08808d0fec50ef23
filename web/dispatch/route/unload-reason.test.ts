import { expect, test } from 'vitest';
import type { RouteView, StopView } from '../../../domain/plans.ts';
import { unloadFill } from './unload-reason.ts';

const point = (id: string, loadAfterKg: number, loadAfterLitres: number) => ({
  id,
  kind: 'point',
  loadAfterKg,
  loadAfterLitres,
});
const unload = (id: string) => ({ id, kind: 'unload', loadAfterKg: 0, loadAfterLitres: 0 });
const routeOf = (...stops: object[]) =>
  ({ capacityKg: 8000, capacityLitres: 18_000, stops: [{ id: 's', kind: 'start' }, ...stops] }) as unknown as RouteView;
const reasonOf = (...stops: object[]) =>
  unloadFill(routeOf(...stops), stops.find((stop) => 'kind' in stop && stop.kind === 'unload') as StopView)?.reason;

test('an unloading says why the truck goes there with what it has on board', () => {
  expect(reasonOf(point('a', 3400, 17_000), unload('u'), point('b', 10, 50))).toBe('full-volume');
  expect(reasonOf(point('a', 7600, 9000), unload('u'), point('b', 10, 50))).toBe('full-mass');
  expect(reasonOf(point('a', 3400, 9000), unload('u'))).toBe('last');
  expect(reasonOf(point('a', 5000, 9000), unload('u'), point('b', 3500, 900))).toBe('next-too-heavy');
  expect(reasonOf(point('a', 3400, 12_000), unload('u'), point('b', 500, 7000))).toBe('next-too-large');
  expect(reasonOf(point('a', 3400, 9000), unload('u'), point('b', 10, 50))).toBeNull();
});

test('it names the fill in both dimensions, and nothing where nothing is on board', () => {
  const route = routeOf(point('a', 4000, 9000), unload('u'), unload('v'));
  expect(unloadFill(route, route.stops[2])).toMatchObject({ shareKg: 0.5, shareLitres: 0.5, loadKg: 4000 });
  expect(unloadFill(route, route.stops[3])).toBeNull();
  expect(unloadFill(route, route.stops[1])).toBeNull();
});
