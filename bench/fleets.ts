import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { checkPlan, solve } from '../optimizer/index.ts';
import { readFleetFile } from './fleets-files.ts';

/**
 * Mixed fleets, one trip each: costs over the best known ones of public files (`--dir DIR`; every `.txt` there that is of the form of
 * `fleets-files.ts`) · `--only HVRP,vfmpfv13` (beginnings of names) · `--seeds 1` · `--seconds 10` or `--iterations N`, which does not hang on
 * what else the machine does · `--threads 1`. Every plan is judged by the independent checker.
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      dir: { type: 'string' },
      only: { type: 'string', default: '' },
      seeds: { type: 'string', default: '1' },
      seconds: { type: 'string', default: '10' },
      iterations: { type: 'string' },
      threads: { type: 'string', default: '1' },
    },
  });
  if (values.dir === undefined) throw new Error('--dir says which folder holds the files, for example HVRP13.txt.');
  const { dir, iterations } = values;
  const budget = iterations === undefined ? { seconds: Number(values.seconds) } : { iterations: Number(iterations) };
  const rows: Record<string, string | number>[] = [];
  for (const file of readdirSync(dir)) {
    if (!file.endsWith('.txt') || !values.only.split(',').some((name) => file.startsWith(name))) continue;
    const { problem, bestKnown, scale } = readFleetFile(readFileSync(path.join(dir, file), 'utf8'));
    const gaps: number[] = [];
    let leftOut = 0;
    let broken = 0;
    for (let seed = 1; seed <= Number(values.seeds); seed++) {
      const { plan, evaluation } = await solve(problem, { ...budget, seed, threads: Number(values.threads) });
      const report = checkPlan(problem, plan);
      leftOut += report.unservedPoints;
      broken += report.errors.length;
      gaps.push(100 * (evaluation.cost.drivingCost / scale / bestKnown - 1));
    }
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
    rows.push({
      file: path.basename(file, '.txt'),
      customers: problem.points.length,
      'best known': bestKnown,
      'left out': leftOut,
      'rules broken': broken,
      'over the best, by seed': gaps.map((gap) => `${gap.toFixed(2)} %`).join(' · '),
      mean: `${mean.toFixed(2)} %`,
    });
  }
  console.table(rows);
}
