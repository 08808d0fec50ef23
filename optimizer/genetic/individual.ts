/** One plan of the population, with what is needed to cross it and to tell how different it is from others. */
import type { PlainProblem } from './plain-problem.ts';

export interface Individual {
  readonly tours: readonly (readonly number[])[];
  /** All customers, tour after tour in the direction in which these lie. */
  readonly sequence: Int32Array;
  readonly after: Int32Array;
  readonly before: Int32Array;
  /** Price of all ways. */
  readonly ways: number;
  /** Load beyond the capacities, all tours. */
  readonly excess: number;
}

/** Describes the plan `tours`. */
export function individual(problem: PlainProblem, tours: readonly (readonly number[])[]): Individual {
  const { count, way, demand, capacity } = problem;
  const size = count + 1;
  const ordered = tours
    .filter((tour) => tour.length > 0)
    .map((tour) => ({ tour, direction: meanDirection(problem, tour) }))
    .sort((a, b) => a.direction - b.direction)
    .map(({ tour }) => tour);
  const after = new Int32Array(size);
  const before = new Int32Array(size);
  let ways = 0;
  let excess = 0;
  for (const tour of ordered) {
    let load = 0;
    let last = 0;
    for (const customer of tour) {
      ways += way[last * size + customer];
      load += demand[customer];
      before[customer] = last;
      if (last > 0) after[last] = customer;
      last = customer;
    }
    after[last] = 0;
    ways += way[last * size];
    excess += Math.max(0, load - capacity);
  }
  return { tours: ordered, sequence: Int32Array.from(ordered.flat()), after, before, ways, excess };
}

function meanDirection(problem: PlainProblem, tour: readonly number[]): number {
  let x = 0;
  let y = 0;
  for (const customer of tour) {
    const far = problem.way[customer];
    x += far * Math.cos(problem.direction[customer]);
    y += far * Math.sin(problem.direction[customer]);
  }
  return Math.atan2(y, x);
}

/** Share of links that one plan has and the other has not, 0…1, whichever way round they are driven. */
export function difference(one: Individual, other: Individual): number {
  const count = one.after.length - 1;
  let broken = 0;
  for (let c = 1; c <= count; c++) {
    const next = one.after[c];
    if (next !== other.after[c] && next !== other.before[c]) broken++;
    if (one.before[c] === 0 && other.before[c] !== 0 && other.after[c] !== 0) broken++;
  }
  return broken / count;
}
