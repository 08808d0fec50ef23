import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { checkPlan, solve } from '../optimizer/index.ts';
import { readFileSearch } from './file-search.ts';
import { readFleetFile } from './fleets-files.ts';

/**
 * Mixed fleets, one trip each: costs over the best known ones of public files (`--dir DIR`; every `.txt` there that is of the form of
 * `fleets-files.ts`; options as {@link readFileSearch} has them, 10 seconds a file). Every plan is judged by the independent checker.
 */
export async function run(args: string[]): Promise<void> {
  const { dir, isAsked, seeds, budget } = readFileSearch(args, 'HVRP13.txt', 10);
  const rows: Record<string, string | number>[] = [];
  for (const file of readdirSync(dir)) {
    if (!file.endsWith('.txt') || !isAsked(file)) continue;
    const { problem, bestKnown, scale } = readFleetFile(readFileSync(path.join(dir, file), 'utf8'));
    const gaps: number[] = [];
    let leftOut = 0;
    let broken = 0;
    for (const seed of seeds) {
      const { plan, evaluation } = await solve(problem, { ...budget, seed });
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
