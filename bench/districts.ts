import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { evaluatePlan, type Problem, solve } from '../optimizer/index.ts';
import { prepareTown, problemOf } from './demo-town.ts';

/** A Monday. */
const DAY = '2026-11-23';

/** Driving seconds a pair of near points that different trucks serve is worth. */
const PRICES = [0, 10, 30, 60, 120];

/**
 * What it costs that trucks keep to districts of their own, on a day of the demo town: the same number of steps at each price.
 * `npm run bench -- districts [--iterations 30000] [--seed 1]`
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { iterations: { type: 'string', default: '30000' }, seed: { type: 'string', default: '1' } },
  });
  const directory = await mkdtemp(path.join(tmpdir(), 'districts-'));
  try {
    const { engine, townOn } = await prepareTown(directory, 1);
    const { problem } = await problemOf(townOn(DAY), engine);
    const rows = [];
    for (const compactness of PRICES) {
      const priced: Problem = { ...problem, softWeights: { ...problem.softWeights, compactness } };
      const budget = { iterations: Number(values.iterations), seed: Number(values.seed), threads: 1 };
      const { plan } = await solve(priced, budget);
      // Counted alike for all of them.
      const { cost, unserved } = evaluatePlan({ ...problem, softWeights: { compactness: 1 } }, plan);
      rows.push({
        'price of a pair (s)': compactness,
        'pairs parted': cost.partedPairs,
        'driving s': cost.drivingSeconds,
        km: (cost.drivingMetres / 1000).toFixed(1),
        trucks: plan.routes.filter(({ stops }) => stops.length > 0).length,
        unserved: unserved.length,
      });
    }
    console.log(`${problem.points.length} visits, ${problem.vehicles.length} trucks, ${values.iterations} steps`);
    console.table(rows);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
