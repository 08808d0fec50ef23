import { NO_WAY_SECONDS, type Plan, type Problem, UNREACHABLE, type WasteInstance } from '../optimizer/index.ts';
import type { LonLat } from '../domain/geo.ts';
import { itemAt } from '../domain/item-at.ts';
import { packText, unpackText } from '../platform/packed-text.ts';
import type { ClosedRoads } from '../roads/engine.ts';
import type { DayTown } from './gather.ts';
import { placesOf } from './places.ts';
import { type DayProblem, dayProblem } from './problem.ts';
import type { RestOfDay } from './replan/rest-of-day.ts';
import type { Before } from './replan/so-far.ts';
import type { DoneBefore } from './totals.ts';
import type { Passing } from './turning.ts';

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
  /** How places are passed; revisions of before this was looked at have none. */
  readonly passing?: readonly (Passing | null)[];
  readonly cutOff: readonly number[];
  /** As it was solved, with frozen starts and what was allowed against a rule; without the matrices. */
  readonly problem: Omit<Problem, 'seconds' | 'metres'>;
  readonly plan: Plan;
  /** Where it was made for the rest of a day under way. */
  readonly rest?: MadeRest;
}

/** What makes a rest out of the whole day, and what was done before it. */
interface MadeRest {
  /** By index of the rest's visits: the visit's index in the whole day. */
  readonly visitIndex: readonly number[];
  readonly shiftIndex: readonly number[];
  /** Where trucks were seen, by shift: places of the day. */
  readonly seen: readonly [string, LonLat][];
  readonly done: readonly [number, Before][];
  readonly before: Omit<DoneBefore, 'truckIds'> & { readonly truckIds: readonly string[] };
}

/** A revision's day and plan; with `rest` the day is what was left of one. */
export interface MadeDay {
  readonly day: DayProblem;
  readonly plan: Plan;
  readonly rest: RestOfDay | null;
}

/** The day and plan of a revision, packed for {@link unpackMade}. */
export async function packMade(
  day: DayProblem,
  plan: Plan,
  rest: RestOfDay | null = null,
): Promise<Uint8Array<ArrayBuffer>> {
  const { town, matrix, problem } = day;
  const { seconds: _, metres: __, ...withoutCells } = problem;
  const made: Made = {
    town: { ...town, units: [...town.units], points: [...town.points], familiar: [...town.familiar] },
    classOfPlace: matrix.classOfPlace,
    closed: matrix.closed ?? null,
    ...(matrix.passing && { passing: matrix.passing }),
    cutOff: [...(matrix.cutOff ?? [])],
    problem: withoutCells,
    plan,
    ...(rest && { rest: madeRest(day, rest) }),
  };
  return await packText(JSON.stringify(made));
}

function madeRest({ places, visits }: DayProblem, { whole, shiftIndex, done, before }: RestOfDay): MadeRest {
  const indexOf = new Map(whole.visits.map((visit, index) => [visit, index]));
  return {
    visitIndex: visits.map((visit) => indexOf.get(visit) ?? -1),
    shiftIndex,
    seen: [...places.ofTruck].map(([shiftId, place]) => [shiftId, itemAt(places.places, place).position]),
    done: [...done],
    before: { ...before, truckIds: [...before.truckIds] },
  };
}

/**
 * The day and plan of a revision as they were when it was kept.
 *
 * @param packed what {@link packMade} gave
 * @param instance what it solved, gzipped
 */
export async function unpackMade(packed: Uint8Array, instance: Uint8Array): Promise<MadeDay> {
  const { town: kept, problem, plan, rest, ...made } = JSON.parse(await unpackText(packed)) as Made;
  const waste = JSON.parse(await unpackText(instance)) as WasteInstance;
  const [seconds, metres] = [cellsOf(waste.seconds), cellsOf(waste.metres)];
  const town = {
    ...kept,
    units: new Map(kept.units),
    points: new Map(kept.points),
    familiar: new Map(kept.familiar),
  } as DayTown;
  const places = placesOf(town, new Map(rest?.seen));
  const matrix = {
    ...{ size: problem.locationCount, seconds, metres },
    ...{ classOfPlace: made.classOfPlace, closed: made.closed, cutOff: new Set(made.cutOff) },
    ...(made.passing && { passing: made.passing }),
  };
  const whole = dayProblem(town, places, matrix);
  const visits = rest ? rest.visitIndex.flatMap((index) => whole.visits[index] ?? []) : whole.visits;
  if (visits.length !== problem.points.length) {
    throw new Error(`a day of ${problem.points.length} visits was kept with books of ${visits.length}`);
  }
  const shifts = rest ? rest.shiftIndex.map((index) => itemAt(whole.shifts, index)) : whole.shifts;
  const day = { ...whole, visits, shifts, problem: { ...problem, seconds, metres } };
  if (!rest) return { day, plan, rest: null };
  const { shiftIndex, done, before } = rest;
  return {
    ...{ day, plan },
    rest: { whole, shiftIndex, done: new Map(done), before: { ...before, truckIds: new Set(before.truckIds) } },
  };
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
