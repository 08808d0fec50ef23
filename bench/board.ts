import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { evaluatePlan, solve } from '../optimizer/index.ts';
import { placesFor } from '../planning/edit/best-places.ts';
import { type EditedBase, NOTHING_HELD, priceMoves } from '../planning/edit/price-edit.ts';
import { tidy } from '../planning/edit/tidy.ts';
import { printFrames } from './board-frames.ts';
import { printShift } from './board-shift.ts';
import { replanRows } from './board-replan.ts';
import { prepareTown, problemOf } from './demo-town.ts';

/** A Monday, with everything due. */
const DAY = '2026-11-23';

/**
 * How long the board waits for a price: of every place there is for a visit (asked once, when it is picked up; what is hovered is looked
 * up), of one edit as it would be kept, and of the order of a truck's stops. Without HTTP and database.
 * Then how good a re-plan is when a truck is out, and with `--frames` how a large town's board moves in a browser. With `--shift` nothing but
 * what a board holds that stays open all day.
 * `npm run bench -- board [--visits 200] [--seconds 5] [--seed 1] [--replans 4] [--scratch 60] [--frames | --shift [--speed 60]] [--points 5000] [--trucks 200]`
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      visits: { type: 'string', default: '200' },
      seconds: { type: 'string', default: '5' },
      seed: { type: 'string', default: '1' },
      replans: { type: 'string', default: '4' },
      scratch: { type: 'string', default: '60' },
      frames: { type: 'boolean', default: false },
      shift: { type: 'boolean', default: false },
      speed: { type: 'string', default: '60' },
      points: { type: 'string', default: '5000' },
      trucks: { type: 'string', default: '200' },
    },
  });
  if (values.shift) {
    await printShift(Number(values.points), Number(values.trucks), Number(values.speed));
    return;
  }
  const directory = await mkdtemp(path.join(tmpdir(), 'board-'));
  try {
    const { engine, townOn } = await prepareTown(directory, Number(values.seed));
    const day = await problemOf(townOn(DAY), engine);
    const { plan } = await solve(day.problem, { seconds: Number(values.seconds), seed: 1, threads: 1 });
    const base: EditedBase = {
      ...{ number: 1, day, plan, evaluation: evaluatePlan(day.problem, plan) },
      visitOf: (point) => String(point),
    };
    const points = Math.min(Number(values.visits), day.visits.length);
    const visits = Array.from({ length: points }, (_, k) => String(Math.floor((k * day.visits.length) / points)));
    let found = 0;
    const places = timesOf(visits, (visit) => {
      found += placesFor(base, [visit], NOTHING_HELD).length;
    });
    const edits = timesOf(visits, (visit) => {
      const [place] = placesFor(base, [visit], NOTHING_HELD, 1);
      const began = performance.now();
      if (place)
        priceMoves(base, [{ visit, to: { truck: place.truckId, trip: place.trip, position: place.position } }]);
      return performance.now() - began;
    });
    const tidied = timesOf(plan.routes, ({ vehicle }) => void tidy(base, [vehicle], NOTHING_HELD));
    console.log(
      `${day.visits.length} visits, ${plan.routes.length} trucks, ${Math.round(found / points)} places a visit`,
    );
    console.log('milliseconds                          p50      p95     most');
    console.log(`every place for a visit        ${figures(places)}`);
    console.log(`one edit, dry run              ${figures(edits)}`);
    console.log(`tidy one truck                 ${figures(tidied)}`);
    console.log('\nA truck is out: the rest planned close to the plan, beside the rest planned from scratch');
    console.table(await replanRows(day, plan, Number(values.replans), Number(values.scratch)));
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
  if (values.frames) await printFrames(Number(values.points), Number(values.trucks));
}

/** @param work what is timed, or gives the milliseconds itself */
function timesOf<T>(items: readonly T[], work: (item: T) => number | void): number[] {
  return items
    .map((item) => {
      const began = performance.now();
      return work(item) ?? performance.now() - began;
    })
    .sort((a, b) => a - b);
}

function figures(sorted: readonly number[]): string {
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return [at(0.5), at(0.95), at(1)].map((value) => value.toFixed(1).padStart(9)).join('');
}
