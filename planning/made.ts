import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { NO_WAY_SECONDS, type Plan, type Problem, UNREACHABLE, type WasteInstance } from '../optimizer/index.ts';
import type { ClosedRoads } from '../roads/engine.ts';
import type { DayTown } from './gather.ts';
import { placesOf } from './places.ts';
import { type DayProblem, dayProblem } from './problem.ts';

/**
 * What a revision was made for, kept with it so that an edit or a new search goes on from exactly the same day, whatever the books
 * say by then. The travel times stand in the revision's `instance`.
 */
interface Made {
  readonly town: Omit<DayTown, 'units' | 'points' | 'familiar'> & {
    readonly units: readonly [string, unknown][];
    readonly points: readonly [string, unknown][];
    readonly familiar: readonly [string, unknown][];
  };
  readonly classOfPlace: readonly number[];
  readonly closed: ClosedRoads | null;
  readonly cutOff: readonly number[];
  /** As it was solved, with frozen starts and what was allowed against a rule; without the matrices. */
  readonly problem: Omit<Problem, 'seconds' | 'metres'>;
  readonly plan: Plan;
}

/** A revision's day and plan. */
export interface MadeDay {
  readonly day: DayProblem;
  readonly plan: Plan;
}

const zip = promisify(gzip);
const unzip = promisify(gunzip);

/** The day and plan of a revision, packed for {@link unpackMade}. */
export async function packMade({ town, matrix, problem }: DayProblem, plan: Plan): Promise<Uint8Array<ArrayBuffer>> {
  const { seconds: _, metres: __, ...rest } = problem;
  const made: Made = {
    town: { ...town, units: [...town.units], points: [...town.points], familiar: [...town.familiar] },
    classOfPlace: matrix.classOfPlace,
    closed: matrix.closed ?? null,
    cutOff: [...(matrix.cutOff ?? [])],
    problem: rest,
    plan,
  };
  return new Uint8Array(await zip(JSON.stringify(made)));
}

/**
 * The day and plan of a revision as they were when it was kept.
 *
 * @param made what {@link packMade} gave
 * @param instance the revision's own, gzipped
 */
export async function unpackMade(made: Uint8Array, instance: Uint8Array): Promise<MadeDay> {
  const { town: kept, problem, plan, ...rest } = JSON.parse((await unzip(made)).toString('utf8')) as Made;
  const waste = JSON.parse((await unzip(instance)).toString('utf8')) as WasteInstance;
  const [seconds, metres] = [waste.seconds, waste.metres].map(cellsOf);
  const town = {
    ...kept,
    units: new Map(kept.units),
    points: new Map(kept.points),
    familiar: new Map(kept.familiar),
  } as DayTown;
  const places = placesOf(town);
  const matrix = {
    ...{ size: problem.locationCount, seconds, metres },
    ...{ classOfPlace: rest.classOfPlace, closed: rest.closed, cutOff: new Set(rest.cutOff) },
  };
  const day = dayProblem(town, places, matrix);
  if (day.problem.points.length !== problem.points.length) {
    throw new Error(`a day of ${problem.points.length} visits was kept with books of ${day.problem.points.length}`);
  }
  return { day: { ...day, problem: { ...problem, seconds, metres } }, plan };
}

function cellsOf(rows: WasteInstance['seconds']): Int32Array {
  const cells = new Int32Array(rows.length * rows.length);
  rows.forEach((row, from) => {
    row.forEach((cell, to) => {
      cells[from * rows.length + to] = cell === NO_WAY_SECONDS ? UNREACHABLE : cell;
    });
  });
  return cells;
}
