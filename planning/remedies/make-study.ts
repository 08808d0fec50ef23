import { addDays, type Day, isoWeekday } from '../../domain/day.ts';
import { dayOf } from '../../domain/day-of.ts';
import { DEFAULT_REACH_METRES } from '../../domain/coverage.ts';
import { newPoints } from '../../domain/coverage-new-point.ts';
import { generationOn } from '../../domain/ledger/generation.ts';
import { RULE_VERSION } from '../../domain/ledger/rule.ts';
import { leftSums } from '../../domain/remedies/left.ts';
import { type Behind, behindKey, type Fetched, reckonStudy } from '../../domain/remedies/reckon.ts';
import { LEAST_STUDY_DAYS, type Remedy, type Study, type STUDY_FAILURES } from '../../domain/remedies/remedies.ts';
import { litresOf } from '../../domain/streams.ts';
import type { Database } from '../../platform/database.ts';
import { readCoverageTown } from '../../records/coverage/read-coverage.ts';
import { type LedgerBook, readBook } from '../../records/ledger/read-book.ts';
import { readBehind } from '../../records/remedies/read-behind.ts';
import { type LeftDay, readLeftDay } from '../../records/remedies/read-left.ts';
import type { ActiveTown } from '../../records/towns/active-town.ts';
import { type RoadEngine, RoadError } from '../../roads/engine.ts';
import { PlanningFailure } from '../failure.ts';
import { prepareDay } from '../prepare-day.ts';
import type { DayProblem } from '../problem.ts';
import type { AreaRoads } from '../town-roads.ts';
import { type Leftover, leftoverKey } from './leftover-problem.ts';
import { dongPerKgAt } from './point-cost.ts';
import { tryDay, trySpareDay } from './try-day.ts';

/** Why a study cannot be made; trying again at once would end the same. */
export class StudyFailure extends Error {
  override readonly name = 'StudyFailure';
  readonly code: Exclude<(typeof STUDY_FAILURES)[number], 'unexpected'>;
  constructor(code: StudyFailure['code'], options?: ErrorOptions) {
    super(code, options);
    this.code = code;
  }
}

/** Steps of one search: what is left of a day is little, and found long before. */
const ITERATIONS = 1500;
const SECONDS = 10;
/** What was left longer ago is no longer there to be fetched on a day more. */
const OLDEST_DAYS = 6;
/** Per cent at which days are planned again, and at which what remains is reckoned. */
const PLANNING = 20;
const RECKONING = 95;

interface Asked {
  readonly to: Day;
  readonly now: Date;
  readonly signal: AbortSignal;
  /** Told how far it is, per cent; waits where somebody else needs the machine. */
  readonly onProgress: (percent: number) => Promise<void>;
}

/**
 * What would close the gaps of a town: of the four weeks that end with a day, what is behind its target, where it stays, and what each
 * remedy would have brought of it. Each day with something left is planned again from where it ended.
 *
 * @throws StudyFailure; the signal's reason when it is aborted
 */
export async function makeStudy(
  database: Database,
  roads: AreaRoads,
  town: ActiveTown,
  { to, now, signal, onProgress }: Asked,
): Promise<Study> {
  const { behind, days, from } = await readBehind(database, town.id, to);
  if (days.length < LEAST_STUDY_DAYS) throw new StudyFailure('too-few-days');
  const keys = new Set(behind.map(({ unitId, stream }) => behindKey(unitId, stream)));
  const book = await readBook(database.pool, town.id);
  const leftDays: LeftDay[] = [];
  for (const [k, day] of days.entries()) {
    signal.throwIfAborted();
    leftDays.push(await readLeftDay(database, town, day, book, (key) => keys.has(key)));
    await onProgress((PLANNING * (k + 1)) / days.length);
  }
  const tried = await onRoads(roads, town, (engine) =>
    tryDays({ database, engine, town, now, signal }, leftDays, (share) =>
      onProgress(PLANNING + share * (RECKONING - PLANNING)),
    ),
  );
  const left = leftDays.flatMap((day) => day.left);
  const sums = leftSums(left);
  const asTold = (why: 'refused' | 'unreported') => new Map([...sums].map(([key, sum]) => [key, sum[why]]));
  const fetched = [
    ...tried.fetched,
    { remedy: { kind: 'sorting' } as const, kg: asTold('refused'), dong: null },
    { remedy: { kind: 'reports' } as const, kg: asTold('unreported'), dong: null },
    ...(await pointsMore(database, town, { behind, book, to, days: days.length, now }, tried.lastDay)),
  ];
  return {
    ...{ from, to, ...reckonStudy(behind, sums, fetched, days.length) },
    inputs: {
      ...{ ruleVersion: RULE_VERSION, days: days.length, plannedDays: tried.plannedDays, leftVisits: left.length },
      ...{ trucks: tried.trucks, graphId: tried.graphId, iterations: ITERATIONS },
    },
  };
}

async function onRoads<T>(roads: AreaRoads, town: ActiveTown, work: (engine: RoadEngine) => Promise<T>): Promise<T> {
  try {
    return await roads.lend(town, work);
  } catch (error) {
    const isAway =
      error instanceof RoadError || (error instanceof PlanningFailure && error.code === 'roads-unavailable');
    throw isAway ? new StudyFailure('no-roads', { cause: error }) : error;
  }
}

interface Means extends Pick<Asked, 'now' | 'signal'> {
  readonly database: Database;
  readonly engine: RoadEngine;
  readonly town: ActiveTown;
}

/** Plans each day again: what was left of it with each lever, and on it, as a day more, what was left on days before. */
async function tryDays(means: Means, leftDays: readonly LeftDay[], onProgress: (share: number) => Promise<void>) {
  const { signal, engine } = means;
  const found = new Map<
    string,
    { remedy: Remedy; kg: Map<string, number>; dong: number; days: number; idleDong: number }
  >();
  const add = (remedy: Remedy, kg: ReadonlyMap<string, number>, dong: number, idleDong = 0): void => {
    const name = JSON.stringify(remedy);
    const sum = found.get(name) ?? { remedy, kg: new Map<string, number>(), dong: 0, days: 0, idleDong };
    for (const [key, one] of kg) sum.kg.set(key, (sum.kg.get(key) ?? 0) + one);
    found.set(name, { ...sum, dong: sum.dong + dong, days: sum.days + 1 });
  };
  let waiting: (Leftover & { readonly day: Day })[] = [];
  let lastDay: DayProblem | null = null;
  let plannedDays = 0;
  let trucks = 0;
  for (const [k, { day, left, visited, ...ended }] of leftDays.entries()) {
    const own = left.filter(({ why }) => why === 'left');
    waiting = waiting.filter((one) => one.day >= addDays(day, -OLDEST_DAYS) && !visited.has(leftoverKey(one)));
    const problem = await dayOfLeftovers(means, day, [...own, ...waiting]);
    if (problem) {
      lastDay = problem;
      plannedDays += 1;
      trucks = Math.max(trucks, new Set(problem.shifts.map(({ truck }) => truck.id)).size);
      const unitsOf = (some: readonly Leftover[]) => new Map(some.map((one) => [leftoverKey(one), one.unitId]));
      const limits = { signal, iterations: ITERATIONS, seconds: SECONDS };
      for (const one of await tryDay(problem, unitsOf(own), ended, limits)) {
        add(one.remedy, one.kg, one.dong, one.idleDong);
      }
      const spare = await trySpareDay(problem, unitsOf(waiting), ended, limits);
      if (spare) add({ kind: 'day-more', weekday: isoWeekday(day) }, spare.kg, spare.dong);
    }
    signal.throwIfAborted();
    waiting = [...waiting, ...own.map((one) => ({ ...one, day }))];
    await onProgress((k + 1) / leftDays.length);
  }
  // A truck more is there on every day, also on those on which there is nothing to fetch.
  const fetched = [...found.values()].map(
    ({ remedy, kg, dong, days, idleDong }): Fetched => ({
      ...{ remedy, kg, dong: dong + idleDong * (leftDays.length - days) },
    }),
  );
  return { fetched, lastDay, plannedDays, trucks, graphId: engine.graphId };
}

/** The day with nothing due but what was left; `null`: nothing of it is there to be fetched, or nobody works. */
async function dayOfLeftovers(
  { database, engine, town, now, signal }: Means,
  day: Day,
  leftovers: readonly Leftover[],
): Promise<DayProblem | null> {
  if (leftovers.length === 0) return null;
  const points = new Set(leftovers.map(({ pointId }) => pointId));
  try {
    return await prepareDay(database, engine, town, day, now, {
      signal,
      onGathered: () => Promise.resolve(),
      onProgress: () => undefined,
      besides: { points },
      change: (gathered) => ({
        ...gathered,
        points: new Map([...gathered.points].filter(([id]) => points.has(id))),
        due: leftovers
          .filter(({ pointId }) => gathered.points.has(pointId))
          .map(({ pointId, stream, kg }) => ({
            ...{ pointId, stream, massKg: Math.max(1, kg), litres: litresOf(stream, Math.max(1, kg)), days: 1 },
            isCarriedOver: true,
          })),
      }),
    });
  } catch (error) {
    if (error instanceof PlanningFailure) return null;
    throw error;
  }
}

/** A point more in each unit where some people have none within reach: what they generate of what is behind. */
async function pointsMore(
  database: Database,
  town: ActiveTown,
  asked: {
    readonly behind: readonly Behind[];
    readonly book: LedgerBook;
    readonly to: Day;
    readonly days: number;
    readonly now: Date;
  },
  lastDay: DayProblem | null,
): Promise<Fetched[]> {
  const { behind, book, to, days, now } = asked;
  const metres = DEFAULT_REACH_METRES;
  const today = dayOf(now, town.timeZone);
  const { units, generation } = book.on(to);
  return newPoints(await readCoverageTown(database, town, today, metres), metres).flatMap(
    ({ unitId, position, people }): Fetched[] => {
      const unit = units.find(({ id }) => id === unitId);
      if (!unit) return [];
      const kg = new Map<string, number>();
      let dong: number | null = 0;
      for (const { stream, perPerson, share } of generationOn(unit, to, generation)) {
        if (!behind.some((row) => row.unitId === unitId && row.stream === stream)) continue;
        const ofStream = people * (perPerson?.value ?? 0) * (share?.value ?? 0) * days;
        if (ofStream <= 0) continue;
        kg.set(behindKey(unitId, stream), ofStream);
        const perKg: number | null = lastDay && dongPerKgAt(lastDay, position, stream);
        dong = dong === null || perKg === null ? null : dong + perKg * ofStream;
      }
      return kg.size === 0
        ? []
        : [{ remedy: { kind: 'point-more', position: [...position], people, metres }, kg, dong }];
    },
  );
}
