import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { checkPlan, solve } from '../optimizer/index.ts';
import { FEET_A_MILE, readKim } from './kim-files.ts';

/**
 * Waste collection as published: the files of Kim, Kim and Sahoo (2006), miles and trucks beside those of three papers. The files are
 * not part of this repository: `--dir DIR` says where they lie (`102_stop.txt` and so on) · `--only 102,444` · `--seeds 1` ·
 * `--threads 1` · `--scale 1` stretches all time limits. Every plan is judged by the independent checker.
 */

interface Published {
  readonly trucks: number;
  /** Miles, trucks in brackets where they differ: Kim, Kim and Sahoo 2006; Benjamin and Beasley 2010; Buhrkal, Larsen and Ropke 2012, best. */
  readonly miles: readonly [number, number, number];
  /** Time limit here. */
  readonly seconds: number;
}

const PUBLISHED: Readonly<Record<string, Published>> = {
  '102': { trucks: 3, miles: [205.1, 183.5, 174.5], seconds: 20 },
  '277': { trucks: 3, miles: [527.3, 464.5, 447.6], seconds: 20 },
  '335': { trucks: 6, miles: [205.0, 204.5, 182.1], seconds: 20 },
  '444': { trucks: 11, miles: [87.0, 89.1, 78.3], seconds: 20 },
  '1051': { trucks: 17, miles: [2370.4, 2250.5, 2295.2], seconds: 60 },
  '1599': { trucks: 13, miles: [1459.2, 1364.7, 1170.2], seconds: 60 },
  '1932': { trucks: 16, miles: [1395.3, 1262.8, 1128.7], seconds: 90 },
};

export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      dir: { type: 'string' },
      only: { type: 'string' },
      seeds: { type: 'string', default: '1' },
      threads: { type: 'string', default: '1' },
      scale: { type: 'string', default: '1' },
    },
  });
  if (values.dir === undefined) throw new Error('--dir says which folder holds the files, for example 102_stop.txt.');
  const { dir } = values;
  const wanted = values.only?.split(',');
  const rows: Record<string, string | number>[] = [];
  for (const [name, published] of Object.entries(PUBLISHED)) {
    const file = `${name}_stop.txt`;
    if ((wanted && !wanted.includes(name)) || !readdirSync(dir).includes(file)) continue;
    const problem = readKim(readFileSync(path.join(dir, file), 'utf8'), published.trucks);
    for (let seed = 1; seed <= Number(values.seeds); seed++) {
      const seconds = published.seconds * Number(values.scale);
      const { plan, evaluation } = await solve(problem, { seconds, seed, threads: Number(values.threads) });
      const report = checkPlan(problem, plan);
      const miles = evaluation.cost.drivingMetres / FEET_A_MILE;
      const best = Math.min(...published.miles);
      rows.push({
        file: name,
        seed,
        seconds,
        'left out': report.unservedPoints,
        'rules broken': report.errors.length,
        trucks: evaluation.routes.length,
        miles: Number(miles.toFixed(2)),
        2006: published.miles[0],
        2010: published.miles[1],
        2012: published.miles[2],
        'over the best': `${(100 * (miles / best - 1)).toFixed(1)} %`,
      });
    }
  }
  console.table(rows);
}
