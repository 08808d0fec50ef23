/** Cuts a sequence of all customers into tours at the best places (Prins, 2004); loads may exceed the capacity by half, at a price. */
import type { PlainProblem } from './plain-problem.ts';

const LARGEST_EXCESS = 1.5;

/**
 * The cheapest tours that visit the customers of `sequence` in its order. Where they would be more than there are vehicles, the
 * last tours are put into one.
 */
export function splitSequence(problem: PlainProblem, sequence: Int32Array, penaltyWeight: number): number[][] {
  const { count, way, demand, capacity, vehicleCount } = problem;
  const size = count + 1;
  const cost = new Float64Array(count + 1).fill(Number.POSITIVE_INFINITY);
  const from = new Int32Array(count + 1);
  cost[0] = 0;
  for (let i = 0; i < count; i++) {
    let load = 0;
    let driven = way[sequence[i]];
    for (let j = i; j < count; j++) {
      const customer = sequence[j];
      load += demand[customer];
      if (j > i) {
        if (load > LARGEST_EXCESS * capacity) break;
        driven += way[sequence[j - 1] * size + customer];
      }
      const price = cost[i] + driven + way[customer * size] + penaltyWeight * Math.max(0, load - capacity);
      if (price >= cost[j + 1]) continue;
      cost[j + 1] = price;
      from[j + 1] = i;
    }
  }
  const tours: number[][] = [];
  for (let j = count; j > 0; j = from[j]) tours.unshift([...sequence.subarray(from[j], j)]);
  while (tours.length > vehicleCount) tours.push([...(tours.pop() ?? []), ...(tours.pop() ?? [])]);
  return tours;
}
