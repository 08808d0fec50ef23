import { z } from 'zod';

/** What the town has of all that a first plan needs; all zero where no town is in use. */
export const firstStepsSchema = z.object({
  town: z.object({ name: z.string() }).nullable(),
  units: z.int(),
  /** Of the units those whose number of people is an estimate or zero. */
  unitsWithoutCount: z.int(),
  points: z.int(),
  /** Of the points those that no road leads to yet. */
  pointsOffRoad: z.int(),
  cooperatives: z.int(),
  trucks: z.int(),
  crews: z.int(),
  shifts: z.int(),
  depots: z.int(),
  /** Where waste is unloaded. */
  sites: z.int(),
  targets: z.int(),
  factors: z.int(),
  dispatchers: z.int(),
  drivers: z.int(),
  plans: z.int(),
  published: z.int(),
});
export type FirstSteps = z.infer<typeof firstStepsSchema>;

export const FIRST_STEPS = ['area', 'fleet', 'points', 'people', 'figures', 'plan'] as const;
export type FirstStep = (typeof FIRST_STEPS)[number];

/** What a step can lack. */
export type Lack = Exclude<keyof FirstSteps, 'unitsWithoutCount' | 'pointsOffRoad'>;

/** What each step still lacks; a step that lacks nothing is done. */
export function lacksOf(found: FirstSteps): Record<FirstStep, Lack[]> {
  const none = (...counts: Lack[]): Lack[] => counts.filter((count) => !found[count]);
  return {
    area: none('town', 'units'),
    fleet: none('sites', 'depots', 'cooperatives', 'trucks', 'crews', 'shifts'),
    points: none('points'),
    people: none('dispatchers', 'drivers'),
    figures: none('targets', 'factors'),
    plan: none('plans', 'published'),
  };
}

/** The steps that a plan cannot do without. */
const BEFORE_PLAN = ['area', 'fleet', 'points'] as const satisfies FirstStep[];

/** Whether a day can be planned: whatever else is missing, a route needs no more. */
export function mayPlan(found: FirstSteps): boolean {
  const lacks = lacksOf(found);
  return BEFORE_PLAN.every((step) => lacks[step].length === 0);
}
