import { expect, it } from 'vitest';
import { type FirstSteps, firstStepsSchema, lacksOf, mayPlan } from './first-steps.ts';

const NOTHING: FirstSteps = {
  ...(Object.fromEntries(Object.keys(firstStepsSchema.shape).map((key) => [key, 0])) as unknown as FirstSteps),
  town: null,
};

it('a plan can be made once streets, units, a fleet with its sites and points are there, and not before', () => {
  const found: FirstSteps = { ...NOTHING };
  const told: boolean[] = [];
  for (const count of ['units', 'sites', 'depots', 'cooperatives', 'trucks', 'crews', 'shifts', 'points'] as const) {
    told.push(mayPlan(found));
    found[count] = 1;
  }
  expect([...told, mayPlan(found)]).toEqual(Array.from({ length: 9 }, () => false));
  expect(mayPlan({ ...found, town: { name: 'Thị xã' } })).toBe(true);
});

it('each step names what it lacks', () => {
  expect(lacksOf({ ...NOTHING, town: { name: 'Thị xã' }, units: 7, trucks: 2, shifts: 2, crews: 2, plans: 1 })).toEqual(
    {
      area: [],
      fleet: ['sites', 'depots', 'cooperatives'],
      points: ['points'],
      people: ['dispatchers', 'drivers'],
      figures: ['targets', 'factors'],
      plan: ['published'],
    },
  );
});
