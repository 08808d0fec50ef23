import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { addDays, type Day } from '../domain/day.ts';
import { evaluatePlan, type Plan, type Problem, solve } from '../optimizer/index.ts';
import { prepareTown, problemOf } from './demo-town.ts';
import { nearestNeighbour } from './nearest-neighbour.ts';

/** A Monday. */
const FIRST_DAY: Day = '2026-11-23';
const DAYS = 7;
/**
 * Whether the demo's fleet is tight: for each day of a week what is left by going from point to nearest point, and by the
 * optimizer, and the lowest share that a unit and target reaches. `npm run bench -- demo [--seconds 20] [--seed 1]`
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { seconds: { type: 'string', default: '20' }, seed: { type: 'string', default: '1' } },
  });
  const directory = await mkdtemp(path.join(tmpdir(), 'demo-'));
  try {
    const { engine, townOn } = await prepareTown(directory, Number(values.seed));
    console.log('day         kg due  | nearest point: left, lowest share | optimizer: left, lowest share, trucks, km');
    for (let offset = 0; offset < DAYS; offset++) {
      const day = addDays(FIRST_DAY, offset);
      const { problem } = await problemOf(townOn(day), engine);
      const naive = figures(problem, nearestNeighbour(problem));
      const { plan } = await solve(problem, { seconds: Number(values.seconds), seed: 1, threads: 1 });
      const good = figures(problem, plan);
      console.log(
        `${day}  ${String(good.totalMass).padStart(6)}  | ${naive.left.padStart(13)} ${naive.lowest.padStart(14)}     ` +
          ` | ${good.left.padStart(10)} ${good.lowest.padStart(13)} ${String(good.trucks).padStart(7)} ${good.km.padStart(6)}`,
      );
    }
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

function figures(
  problem: Problem,
  plan: Plan,
): { left: string; lowest: string; trucks: number; km: string; totalMass: number } {
  const evaluation = evaluatePlan(problem, plan);
  const shares = evaluation.groups.map(({ servedMass }, group) => servedMass / problem.groups[group].totalMass);
  return {
    left: `${evaluation.unserved.length} visits`,
    lowest: `${(100 * Math.min(...shares)).toFixed(1)} %`,
    trucks: evaluation.routes.length,
    km: (evaluation.cost.drivingMetres / 1000).toFixed(0),
    totalMass: evaluation.totalMass,
  };
}
