import { instantAt } from '../../domain/clock-times.ts';
import type { Day } from '../../domain/day.ts';
import { type SaidOfDay, withEarlier } from '../../domain/replans/carry-over.ts';
import { MOVED_VISIT_SECONDS, type ReplanRequest } from '../../domain/replans/replans.ts';
import { evaluatePlan, stayCloseTo } from '../../optimizer/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { readHeld } from '../../records/plans/locks.ts';
import type { RunToDo } from '../../records/plans/runs.ts';
import { readEarlierReplans, readEditedShifts } from '../../records/replans/read-earlier.ts';
import { type FieldSoFar, readFieldSoFar } from '../../records/replans/read-field.ts';
import { presentOfDay } from '../../records/simulations/present-of-day.ts';
import { type ActiveTown, readTown } from '../../records/towns/active-town.ts';
import type { RoadEngine } from '../../roads/engine.ts';
import { requireSound } from '../check.ts';
import { planCostOf } from '../cost.ts';
import { PlanningFailure } from '../failure.ts';
import { readBase } from '../edit/edited-base.ts';
import type { TownShift } from '../gather.ts';
import { keepPlan } from '../keep.ts';
import { prepareDay } from '../prepare-day.ts';
import type { Run } from '../run.ts';
import type { AreaRoads } from '../town-roads.ts';
import { drawWays } from '../ways.ts';
import { changedTown, withShiftsOf } from './changes.ts';
import { type FrozenDay, freezeDay } from './freeze.ts';
import { knownWays } from './known-ways.ts';
import { drivenAsBefore, passedAnew, passedAsBefore } from './passing.ts';
import { dayPlanOfRest } from './rest-of-day.ts';
import { searchRest } from './search-rest.ts';
import { doneBefore, doneByShift, drivenWays, wholeTimetables } from './so-far.ts';

/** Crews wait for it at the roadside. */
const SEARCH_SECONDS = 2;
const SEED = 1;

interface Asked extends RunToDo {
  readonly replan: ReplanRequest;
}

/**
 * Plans the rest of a day under way anew and keeps it as a proposal, a child of the published revision: what was done stays, each
 * truck goes on from where it is with what it has aboard, and a visit changes crews only for {@link MOVED_VISIT_SECONDS} of
 * driving, or because its own crew drives no more.
 *
 * @throws StaleRun, RunCancelled; PlanningFailure, `nothing-published` among them; what else went wrong
 */
export async function replanDay(
  platform: Platform,
  roads: AreaRoads,
  run: Run,
  asked: Asked,
  now: Date,
): Promise<void> {
  const { prisma } = platform.database;
  const town = await readTown(prisma, asked.townId);
  const { frozenAt } = asked.replan;
  const at = frozenAt ? new Date(frozenAt) : await presentOfDay(prisma, town.id, asked.day, now);
  await run.progress('collecting', 0);
  const field = await readFieldSoFar(platform.database, town.id, asked, at);
  if (!field) throw new PlanningFailure('nothing-published', { day: asked.day });
  const said = withEarlier(asked.replan, await readEarlierReplans(prisma, field.revisionId));
  await roads.lend(town, (engine) => replanOnRoads(platform, engine, run, asked.day, said, town, field, at, now));
  await run.announce('revisions');
}

async function replanOnRoads(
  { config, database, logger }: Platform,
  engine: RoadEngine,
  run: Run,
  date: Day,
  said: SaidOfDay,
  town: ActiveTown,
  field: FieldSoFar,
  at: Date,
  now: Date,
): Promise<void> {
  const { signal } = run;
  const midnight = instantAt(date, 0, town.timeZone).getTime();
  const secondsOf = (instant: Date): number => Math.round((instant.getTime() - midnight) / 1000);
  const secondOf = (instant: string | null): number => secondsOf(instant === null ? at : new Date(instant));
  const editedShifts = await readShiftsAsEdited(database, field.revisionId);
  const quietly = (share: number): void => void run.progress('matrix', 2 + share * 28).catch(() => undefined);
  const prepared = await prepareDay(database, engine, town, date, now, {
    ...{ signal, onGathered: () => run.progress('matrix', 2), onProgress: quietly },
    seen: new Map(field.shifts.flatMap(({ shiftId, seen }) => (seen ? [[shiftId, seen] as const] : []))),
    besides: {
      // What a truck has done stays in the plan, wherever it is by now.
      shifts: new Set(field.shifts.flatMap(({ shiftId, done }) => (done.length > 0 ? [shiftId] : []))),
      points: new Set(said.urgent.map(({ pointId }) => pointId)),
    },
    change: (asItIs) => changedTown(withShiftsOf(asItIs, editedShifts), said, secondOf),
  });

  const { day: asBefore, before: passedBefore } = await passedAsBefore(database, prepared, field.revisionId);

  await run.progress('solving', 30);
  const outOfBooks = new Set(asBefore.town.out.flatMap((out) => ('shiftId' in out ? [out.shiftId] : [])));
  const without = [
    ...said.without.trucks,
    ...asBefore.shifts.flatMap(({ id, truck }) => (outOfBooks.has(id) ? [truck.id] : [])),
  ];
  const left = freezeDay(asBefore, field, secondsOf(at), secondsOf, new Set(without));
  if (left.shifts.length === 0) throw new PlanningFailure('no-truck-left', { day: date });
  const drawnBefore =
    field.graphId === engine.graphId
      ? knownWays(database, asBefore, field.revisionId)
      : Promise.resolve(new Map<string, never>());
  // A failure is told where it is awaited.
  drawnBefore.catch(() => undefined);
  const seconds = Math.min(SEARCH_SECONDS, config.optimizerSeconds);
  const locks = await readHeld(database.prisma, run.planId);
  const budget = { seconds, seed: SEED, threads: 1 };
  const { problem: asked, plan, iterations, elapsedSeconds } = await searchRest(left, locks, budget, signal);
  const { day, frozen, problem } = passedAnew({ day: asBefore, frozen: left, problem: asked }, plan);
  const evaluation = evaluatePlan(problem, plan);
  const { cost, servedMass, totalMass } = evaluation;
  await run.progress('checking', 70, planCostOf(cost, elapsedSeconds, servedMass, totalMass));
  requireSound(problem, plan);

  const done = doneByShift(day, field, secondsOf);
  const timetables = wholeTimetables(day, frozen, done, evaluation);
  await run.progress('routing', 75);
  const known = drivenAsBefore(await drawnBefore, passedBefore, day, drivenWays(done));
  const ways = await drawWays(database, day, timetables, engine, { signal, onProgress: () => undefined, known });
  if (ways.missing > 0) logger.warn({ planId: run.planId, legs: ways.missing }, 'legs without a way to draw');
  await engine.requireSameGraph({ signal });
  signal.throwIfAborted();

  await run.progress('storing', 90);
  const searched = { ...budget, seconds: Math.round(elapsedSeconds * 10) / 10, iterations };
  // Marks of what is held fast are for the search alone.
  const solved: FrozenDay = { ...frozen, problem: stayCloseTo(frozen.problem, frozen.planned, MOVED_VISIT_SECONDS) };
  const before = doneBefore(day, frozen, field, timetables, evaluation);
  const rest = { whole: day, shiftIndex: frozen.shiftIndex, done, before };
  const { unserved, totals } = dayPlanOfRest(rest, solved, plan, evaluation, searched);
  const kept = { day: solved, rest, plan, timetables, unserved, totals, ways } as const;
  const { graphId } = engine;
  await keepPlan(database, run, { ...kept, graphId, origin: 'replanned', parentId: field.revisionId }, false);
}

/** The shifts of a published plan whose ends or rests somebody edited, as they stand in it. */
async function readShiftsAsEdited({ prisma }: Platform['database'], revisionId: string): Promise<TownShift[]> {
  const edited = await readEditedShifts(prisma, revisionId);
  const base = edited.size > 0 ? await readBase(prisma, revisionId) : null;
  return base?.day.town.shifts.filter(({ id }) => edited.has(id)) ?? [];
}
