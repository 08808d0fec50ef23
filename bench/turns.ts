import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type Evaluation, evaluatePlan, type Plan } from '../optimizer/index.ts';
import type { DayTown } from '../planning/gather.ts';
import { classOfLeg, profileOf } from '../planning/matrix.ts';
import type { DayProblem } from '../planning/problem.ts';
import { search, searchPassing } from '../planning/solve.ts';
import { bestPassing, passedSo, poseAt } from '../planning/turning.ts';
import type { RoadEngine, RoadStep } from '../roads/engine.ts';
import { isTurnRound } from '../roads/turning.ts';
import { buildGraph } from '../roads/valhalla/build.ts';
import { openValhalla } from '../roads/valhalla/native.ts';
import { prepareTown, problemOf } from './demo-town.ts';
import { extractTown } from './turns-town.ts';

/** A Monday. */
const DAY = '2026-11-23';

/**
 * How often trucks turn round where they stand, before and after it has a price: on the demo town, and on each `.osm.pbf` of a folder with
 * points by chance. `npm run bench -- turns [--dir DIR] [--seconds 10] [--points 94] [--seed 1]`
 */
export async function run(args: string[]): Promise<void> {
  const text = (value: string) => ({ type: 'string', default: value }) as const;
  const { values } = parseArgs({
    args,
    options: { dir: { type: 'string' }, seconds: text('10'), points: text('94'), seed: text('1') },
  });
  const [seconds, points, seed] = [values.seconds, values.points, values.seed].map(Number);
  const directory = await mkdtemp(path.join(tmpdir(), 'turns-'));
  try {
    const demo = await prepareTown(path.join(directory, 'demo'), seed);
    await compare('demo town', demo.engine, demo.townOn(DAY), seconds);
    const extracts = values.dir ? (await readdir(values.dir)).filter((name) => name.endsWith('.osm.pbf')) : [];
    for (const name of extracts) {
      const pbfPath = path.join(values.dir ?? '', name);
      await buildGraph({ pbfPath, directory: path.join(directory, name) });
      const engine = await openValhalla(path.join(directory, name));
      const town = await extractTown(engine, pbfPath, { points, seed, trucks: 4 });
      await compare(`${name}, ${points} points`, engine, town, seconds);
    }
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function compare(title: string, engine: RoadEngine, town: DayTown, seconds: number): Promise<void> {
  const day = await problemOf(town, engine);
  const budget = { seconds, seed: 1, threads: 1 };
  const options = { signal: new AbortController().signal, onProgress: () => undefined };
  const before = await search(day, budget, options);
  const { turning } = day.matrix;
  const same = turning ? passedSo(day, turning, bestPassing(turning, day.problem, before.plan.routes)) : day;
  const after = await searchPassing(day, budget, options);
  console.log(
    `\n${title}: ${day.matrix.size} places, ${day.problem.vehicles.length} trucks, ${seconds} s of search each`,
  );
  console.table({
    'turning costs nothing': await figures(engine, day, before.plan, before.evaluation),
    'the same stops, passed best': await figures(engine, same, before.plan, evaluatePlan(same.problem, before.plan)),
    'turning has its price': await figures(engine, after.day, after.solution.plan, after.solution.evaluation),
  });
}

/** What the ways that are drawn say of a plan, beside what is stored of it. */
async function figures(engine: RoadEngine, day: DayProblem, plan: Plan, { cost, unserved }: Evaluation) {
  const { places, matrix, problem } = day;
  const { turning, passing } = matrix;
  const counts = { stops: 0, turns: 0, atDeadEnds: 0, seconds: 0, metres: 0, turnSeconds: 0, farOff: 0 };
  for (const { vehicle, stops } of plan.routes) {
    const { startLocation, endLocation } = problem.vehicles[vehicle];
    let [from, isPoint] = [startLocation, false];
    let came: RoadStep | undefined;
    const goals = stops.flatMap((stop) => {
      if (stop.kind === 'break') return [];
      const isPointNext = stop.kind === 'point';
      return [
        { to: isPointNext ? problem.points[stop.point].location : problem.sites[stop.site].location, isPointNext },
      ];
    });
    for (const { to, isPointNext } of [...goals, { to: endLocation, isPointNext: false }]) {
      if (to === from) continue;
      const ends = [
        poseAt(places.places[from].position, passing?.[from]?.leaves),
        poseAt(places.places[to].position, passing?.[to]?.arrives),
      ];
      const profile = profileOf(places.classes[classOfLeg(matrix.classOfPlace, from, to)], matrix.closed);
      const [leg] = (await engine.route(ends, profile)).legs;
      const [first, last] = [leg.steps[0].maneuver.bearing_after ?? 0, came?.maneuver.bearing_before];
      counts.seconds += leg.durationSeconds;
      counts.metres += leg.distanceMetres;
      counts.atDeadEnds += leg.steps.filter(({ maneuver }) => maneuver.modifier === 'uturn').length;
      const planned = passing?.[from];
      const isPlannedTurn = planned !== null && planned !== undefined && planned.arrives !== planned.leaves;
      const turn = isPlannedTurn ? (turning?.turnSeconds[from] ?? 0) : 0;
      const stored = problem.seconds[from * problem.locationCount + to];
      if (Math.abs(stored - turn - leg.durationSeconds) > 3 + 0.02 * stored) counts.farOff++;
      if (isPoint) {
        counts.stops++;
        if (last !== undefined && isTurnRound(last, first)) {
          counts.turns++;
          counts.turnSeconds += turning?.turnSeconds[from] ?? 0;
        }
      }
      [from, isPoint, came] = [to, isPointNext, leg.steps.at(-1)];
    }
  }
  return {
    stops: counts.stops,
    'turned on the spot': counts.turns,
    'at a dead end': counts.atDeadEnds,
    'driving s': Math.round(counts.seconds),
    km: (counts.metres / 1000).toFixed(1),
    'turning s': counts.turnSeconds,
    'both s': Math.round(counts.seconds + counts.turnSeconds),
    'stored s': cost.drivingSeconds,
    'legs not as drawn': counts.farOff,
    unserved: unserved.length,
    'keeps rules': evaluatePlan(problem, plan).feasible,
  };
}
