import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { solve } from '../optimizer/index.ts';
import { readFileSearch } from './file-search.ts';
import { readSolomon } from './solomon-files.ts';

/**
 * Time windows: total distance over the best known one of Solomon's files of 100 customers, with no more vehicles than that has
 * (`--dir DIR` holds `C101.txt` and so on; options as {@link readFileSearch} has them, 20 seconds a file). Seconds of processor are told
 * with each plan. A plan that leaves customers out has no gap: it is shorter for that. Every plan is judged by the independent checker.
 */
export async function run(args: string[]): Promise<void> {
  const { dir, isAsked, seeds, budget } = readFileSearch(args, 'C101.txt', 20);
  const rows: Record<string, string | number>[] = [];
  const byKind = new Map<string, Outcome[]>();
  for (const file of readdirSync(dir).sort()) {
    const name = path.basename(file, '.txt');
    if (!/^(C|R|RC)[12]\d\d\.txt$/i.test(file) || !isAsked(file)) continue;
    const { kind, problem, bestKnown, judge } = readSolomon(name, readFileSync(path.join(dir, file), 'utf8'));
    for (const seed of seeds) {
      const before = process.cpuUsage();
      const { plan } = await solve(problem, { ...budget, seed });
      const { user, system } = process.cpuUsage(before);
      const { distance, vehicles, leftOut, rulesBroken } = judge(plan);
      const gap = leftOut === 0 ? 100 * (distance / bestKnown - 1) : null;
      byKind.set(kind, [...(byKind.get(kind) ?? []), { gap, leftOut, rulesBroken }]);
      const row = {
        file: name,
        seed,
        customers: problem.points.length,
        'vehicles of the best known': problem.vehicles.length,
        vehicles,
        'best known': bestKnown,
        distance: Number(distance.toFixed(2)),
        gap: percent(gap),
        'left out': leftOut,
        'rules broken': rulesBroken,
        'processor, s': Number(((user + system) / 1e6).toFixed(1)),
      };
      rows.push(row);
      process.stderr.write(`${Object.values(row).join(' · ')}\n`);
    }
  }
  console.table(rows);
  console.table([...byKind].map(([kind, outcomes]) => summary(kind, outcomes)));
  if (byKind.size > 1) console.table([summary('all', [...byKind.values()].flat())]);
}

interface Outcome {
  readonly gap: number | null;
  readonly leftOut: number;
  readonly rulesBroken: number;
}

function summary(kind: string, outcomes: readonly Outcome[]): Record<string, string | number> {
  const gaps = outcomes.flatMap(({ gap }) => gap ?? []);
  const sum = (of: (each: Outcome) => number): number => outcomes.reduce((total, each) => total + of(each), 0);
  return {
    kind,
    plans: outcomes.length,
    'all served': gaps.length,
    'mean gap of those': percent(gaps.length === 0 ? null : gaps.reduce((total, gap) => total + gap, 0) / gaps.length),
    'largest gap': percent(gaps.length === 0 ? null : Math.max(...gaps)),
    'left out': sum(({ leftOut }) => leftOut),
    'rules broken': sum(({ rulesBroken }) => rulesBroken),
  };
}

function percent(gap: number | null): string {
  return gap === null ? '–' : `${gap.toFixed(2)} %`;
}
