import { expect, it } from 'vitest';
import { overdueRoutes } from './overdue-routes.ts';

it('counts routes whose start has passed, as long as nobody is out and the day is not over', () => {
  const routes = ['2026-11-23T20:00:00.000Z', '2026-11-24T05:00:00.000Z', '2026-11-24T07:00:00.000Z'];
  const model = {
    revision: { routes: routes.map((startsAt) => ({ startsAt })) },
    hasFieldEvents: false,
    isSteered: true,
  };
  const noon = new Date('2026-11-24T05:00:00.001Z');
  expect(overdueRoutes(model, noon)).toBe(2);
  expect(overdueRoutes(model, new Date(routes[0]))).toBe(0);
  expect(overdueRoutes({ ...model, hasFieldEvents: true }, noon)).toBe(0);
  expect(overdueRoutes({ ...model, isSteered: false }, noon)).toBe(0);
  expect(overdueRoutes({ ...model, revision: null }, noon)).toBe(0);
});
