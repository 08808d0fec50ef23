import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { checkPlan, fromWasteInstance, parseCvrp, type Problem, solve } from '../optimizer/index.ts';
import { cvrpInstance, wasteInstance } from './optimizer-instances.ts';

/**
 * How good the optimizer's plans are, and how soon. Every plan is judged by the independent checker.
 *
 * `--dir DIR` adds CVRPLIB files (`.vrp`, with `.sol` beside them for the best known cost) and waste instances (`.json`) to the
 * made-up ones · `--only cvrp,waste,quick,large,stop` · `--seeds 3` · `--threads 2` · `--scale 1` stretches all time limits.
 */

interface Case {
  readonly name: string;
  readonly problem: Problem;
  readonly seconds: number;
  /** Best known cost, where there is one. */
  readonly best?: number;
}

/** Best known costs of CVRPLIB's set X (Uchoa et al., 2017), for the files people compare by. */
const BEST_KNOWN: Readonly<Record<string, number>> = {
  'X-n101-k25': 27591,
  'X-n157-k13': 16876,
  'X-n200-k36': 58578,
  'X-n303-k21': 21736,
  'X-n502-k39': 69226,
};

const CVRP_SECONDS = 30;

interface Row {
  readonly instance: string;
  readonly seed: number;
  readonly seconds: number;
  readonly servedShare: number;
  readonly unserved: number;
  readonly drivingSeconds: number;
  readonly gap: string;
  readonly iterations: number;
  readonly memoryMegabytes: number;
  readonly rulesBroken: number;
}

export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      dir: { type: 'string' },
      only: { type: 'string', default: 'cvrp,waste,quick,large,stop' },
      seeds: { type: 'string', default: '3' },
      threads: { type: 'string', default: '2' },
      scale: { type: 'string', default: '1' },
    },
  });
  const parts = values.only.split(',');
  const seeds = Number(values.seeds);
  const threads = Number(values.threads);
  const scale = Number(values.scale);
  const show = async (title: string, cases: readonly Case[], most = seeds): Promise<void> => {
    const rows: Row[] = [];
    for (const each of cases) {
      for (let seed = 1; seed <= most; seed++) rows.push(await measure(each, seed, threads, scale));
    }
    console.log(`\n${title}`);
    console.table(rows);
    console.table(means(rows));
  };
  if (parts.includes('cvrp')) await show('Capacitated tours (CVRP)', cvrpCases(values.dir));
  if (parts.includes('waste')) await show('Waste collection', wasteCases(values.dir));
  if (parts.includes('quick')) {
    const problem = wasteInstance(300, 12, 2);
    await show('A dispatcher waits: 300 points', [
      { name: 'waste-300 1 s', problem, seconds: 1 },
      { name: 'waste-300 30 s', problem, seconds: 30 },
    ]);
  }
  if (parts.includes('stop')) {
    const rows: StopRow[] = [];
    for (const points of [300, 1000, 5000]) {
      const problem = wasteInstance(points, 14, 2, points === 5000 ? 1.35 : 2.5);
      for (const after of STOP_AFTER_SECONDS) rows.push(await measureStop(problem, after, threads));
    }
    console.log('\nAsked to stop');
    console.table(rows);
  }
  if (parts.includes('large')) {
    await show(
      'Large: 5,000 points',
      [{ name: 'waste-5000', problem: wasteInstance(5000, 14, 2, 1.35), seconds: 300 }],
      1,
    );
  }
}

function cvrpCases(dir: string | undefined): Case[] {
  const made: Case[] = [
    { name: 'made-n151', problem: parseCvrp(cvrpInstance(151, 1, 6)), seconds: CVRP_SECONDS },
    { name: 'made-n301', problem: parseCvrp(cvrpInstance(301, 2, 14)), seconds: CVRP_SECONDS },
    { name: 'made-n501', problem: parseCvrp(cvrpInstance(501, 3, 12)), seconds: CVRP_SECONDS },
  ];
  if (dir === undefined) return made;
  const files = readdirSync(dir).filter((file) => file.endsWith('.vrp'));
  const given = files.map((file): Case => {
    const name = path.basename(file, '.vrp');
    const problem = parseCvrp(readFileSync(path.join(dir, file), 'utf8'));
    return {
      name,
      problem,
      seconds: CVRP_SECONDS,
      best: BEST_KNOWN[name] ?? solutionCost(path.join(dir, `${name}.sol`)),
    };
  });
  return given.length > 0 ? given : made;
}

function solutionCost(file: string): number | undefined {
  if (!existsSync(file)) return undefined;
  const cost = /Cost\s+(\d+)/i.exec(readFileSync(file, 'utf8'))?.[1];
  return cost === undefined ? undefined : Number(cost);
}

function wasteCases(dir: string | undefined): Case[] {
  const limit = (points: number): number => (points >= 1000 ? 60 : 30);
  const files = dir === undefined ? [] : readdirSync(dir).filter((file) => /^waste.*\.json$/.test(file));
  if (dir !== undefined && files.length > 0) {
    return files.map((file): Case => {
      const problem = fromWasteInstance(JSON.parse(readFileSync(path.join(dir, file), 'utf8')));
      return { name: path.basename(file, '.json'), problem, seconds: limit(problem.points.length) };
    });
  }
  return [
    { name: 'waste-100', problem: wasteInstance(100, 11, 1), seconds: limit(100) },
    { name: 'waste-300', problem: wasteInstance(300, 12, 2), seconds: limit(300) },
    { name: 'waste-1000', problem: wasteInstance(1000, 13, 2), seconds: limit(1000) },
  ];
}

interface StopRow {
  readonly points: number;
  readonly askedAfterSeconds: number;
  /** From the wish to the plan. */
  readonly milliseconds: number;
  readonly served: number;
  readonly rulesBroken: number;
}

/** While the problem is laid out, while the first plan is made, and while it gets better. */
const STOP_AFTER_SECONDS = [0.05, 0.2, 0.5, 1, 2, 4, 8];

async function measureStop(problem: Problem, after: number, threads: number): Promise<StopRow> {
  const stop = new AbortController();
  const asked = performance.now() + after * 1000;
  setTimeout(() => stop.abort(), after * 1000);
  const { plan } = await solve(problem, { seconds: 600, seed: 1, threads, signal: stop.signal });
  // Counted from when the timer was due: it is late where the thread is not given back.
  const milliseconds = Math.round(performance.now() - asked);
  const report = checkPlan(problem, plan);
  return {
    points: problem.points.length,
    askedAfterSeconds: after,
    milliseconds,
    served: report.servedPoints,
    rulesBroken: report.errors.length,
  };
}

async function measure(each: Case, seed: number, threads: number, scale: number): Promise<Row> {
  const { problem } = each;
  const { plan, elapsedSeconds, iterations } = await solve(problem, { seconds: each.seconds * scale, seed, threads });
  const report = checkPlan(problem, plan);
  const total = problem.points.reduce((sum, point) => sum + point.load[0], 0);
  return {
    instance: each.name,
    seed,
    seconds: Number(elapsedSeconds.toFixed(1)),
    servedShare: Number((report.servedMass / total).toFixed(4)),
    unserved: report.unservedPoints,
    drivingSeconds: report.drivingSeconds,
    gap: each.best === undefined ? '' : `${(100 * (report.drivingSeconds / each.best - 1)).toFixed(2)} %`,
    iterations,
    memoryMegabytes: Math.round(process.memoryUsage().rss / 1e6),
    rulesBroken: report.errors.length,
  };
}

function means(rows: readonly Row[]) {
  const names = [...new Set(rows.map((row) => row.instance))];
  return names.map((instance) => {
    const own = rows.filter((row) => row.instance === instance);
    const mean = (value: (row: Row) => number): number => own.reduce((sum, row) => sum + value(row), 0) / own.length;
    return {
      instance,
      meanDrivingSeconds: Math.round(mean((row) => row.drivingSeconds)),
      meanServedShare: Number(mean((row) => row.servedShare).toFixed(4)),
      meanGap: own[0].gap === '' ? '' : `${mean((row) => Number.parseFloat(row.gap)).toFixed(3)} %`,
    };
  });
}
