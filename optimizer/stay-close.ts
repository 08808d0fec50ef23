/** Staying close to a given plan: what it does is taken for what the crews know. */
import type { Plan, Problem } from './problem.ts';

/**
 * The same problem with every crew knowing the points its route in `plan` serves, in that order, so that a plan solved for it
 * keeps to `plan` where nothing better is to be had: by the default weight for the price of 10 s of driving a point that changes
 * crews and 2.5 s one that changes its place, by `softWeights.familiarity` for more. What crews knew before is forgotten.
 */
export function stayCloseTo(problem: Problem, plan: Plan): Problem {
  const served = new Map(
    plan.routes.map(({ vehicle, stops }) => [
      vehicle,
      stops.flatMap((stop) => (stop.kind === 'point' ? [stop.point] : [])),
    ]),
  );
  return {
    ...problem,
    vehicles: problem.vehicles.map((vehicle, v) => ({ ...vehicle, familiarPoints: served.get(v) ?? [] })),
  };
}
