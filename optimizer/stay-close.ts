/** Staying close to a given plan: what it does is taken for what the crews know. */
import type { Plan, Problem } from './problem.ts';

/** What a point that changes crews may cost unless the caller says otherwise, in seconds of driving. */
const SECONDS_A_POINT = 10;

/**
 * The same problem with every crew knowing the points its route in `plan` serves, in that order, so that a plan solved for it
 * keeps to `plan` where nothing better is to be had: a point changes crews only to spare `secondsAPoint` of driving, and its place
 * in the order only to spare a quarter of them. What crews knew before is forgotten.
 */
export function stayCloseTo(problem: Problem, plan: Plan, secondsAPoint = SECONDS_A_POINT): Problem {
  const served = new Map(
    plan.routes.map(({ vehicle, stops }) => [
      vehicle,
      stops.flatMap((stop) => (stop.kind === 'point' ? [stop.point] : [])),
    ]),
  );
  return {
    ...problem,
    softWeights: { ...problem.softWeights, unfamiliarity: secondsAPoint },
    vehicles: problem.vehicles.map((vehicle, v) => ({ ...vehicle, familiarPoints: served.get(v) ?? [] })),
  };
}
