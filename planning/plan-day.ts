import { instantAt } from '../domain/clock-times.ts';
import type { ReplanRequest } from '../domain/replans/replans.ts';
import type { Platform } from '../platform/platform.ts';
import type { RunToDo } from '../records/plans/runs.ts';
import { readTown } from '../records/towns/active-town.ts';
import type { RoadEngine } from '../roads/engine.ts';
import { requireSound } from './check.ts';
import { planCostOf } from './cost.ts';
import { dayPlanOf } from './day-plan.ts';
import { explainMissed, type StoredPlan } from './explain.ts';
import { keepPlan } from './keep.ts';
import { prepareDay } from './prepare-day.ts';
import type { DayProblem } from './problem.ts';
import { changedTown } from './replan/changes.ts';
import { type Run, RunCancelled, StaleRun } from './run.ts';
import { searchPassing } from './solve.ts';
import type { AreaRoads } from './town-roads.ts';
import { drawWays } from './ways.ts';

/** The percent at which each phase begins; solving takes nearly all of the time, and explaining as much once more. */
const BEGINS = {
  collecting: 0,
  matrix: 2,
  solving: 15,
  checking: 64,
  routing: 65,
  storing: 74,
  explaining: 76,
} as const;

interface Asked extends RunToDo {
  /** Visits promised for the day's plans before this one, beside those that are due. */
  readonly urgent?: ReplanRequest['urgent'];
}

/**
 * Plans the day of a run from nothing but the day: gathers, solves, checks and keeps a revision, and explains the targets it
 * misses. The run's row says how far that is; it has ended when this returns.
 *
 * @throws StaleRun, RunCancelled; PlanningFailure where trying again would end the same; what else went wrong
 */
export async function planDay(platform: Platform, roads: AreaRoads, run: Run, asked: Asked, now: Date): Promise<void> {
  const town = await readTown(platform.database.prisma, asked.townId);
  const stored = await roads.lend(town, (engine) => planOnRoads(platform, engine, run, asked, town, now));
  await run.announce('revisions');
  if (stored.missesTargets) await explainMissed(platform, run, stored, BEGINS.explaining);
}

/** A day in which trucks keep to districts of their own for so much driving; what is kept of it says so. */
function inDistricts(day: DayProblem, compactness = 0): DayProblem {
  if (compactness === 0) return day;
  return { ...day, problem: { ...day.problem, softWeights: { ...day.problem.softWeights, compactness } } };
}

async function planOnRoads(
  { config, database, logger }: Platform,
  engine: RoadEngine,
  run: Run,
  { day: date, options, urgent = [] }: Asked,
  town: { readonly id: string; readonly timeZone: string },
  now: Date,
): Promise<StoredPlan> {
  const { signal } = run;
  /** Reports how far a phase has come. A failed report shows as the abort of the run's signal. */
  const within =
    (phase: 'matrix' | 'routing', upTo: number) =>
    (share: number): void =>
      void run.progress(phase, BEGINS[phase] + share * (upTo - BEGINS[phase])).catch(noteFailedReport);
  const noteFailedReport = (error: Error): void => {
    if (!(error instanceof StaleRun || error instanceof RunCancelled))
      logger.warn({ err: error, planId: run.planId }, 'could not report progress');
  };

  const midnight = instantAt(date, 0, town.timeZone).getTime();
  const secondOf = (instant: string | null): number =>
    instant === null ? 0 : Math.round((Date.parse(instant) - midnight) / 1000);

  await run.progress('collecting', BEGINS.collecting);
  const prepared = await prepareDay(database, engine, town, date, now, {
    signal,
    onGathered: () => run.progress('matrix', BEGINS.matrix),
    onProgress: within('matrix', BEGINS.solving),
    besides: { points: new Set(urgent.map(({ pointId }) => pointId)), usual: options.usual ?? true },
    change: (asItIs) => changedTown(asItIs, { closed: [], leaving: [], urgent }, secondOf),
  });

  await run.progress('solving', BEGINS.solving);
  const budget = {
    seconds: options.seconds ?? config.optimizerSeconds,
    seed: options.seed ?? 1,
    threads: config.optimizerThreads,
  };
  const { day, solution } = await searchPassing(inDistricts(prepared, options.districtSeconds), budget, {
    signal,
    onProgress: (share, best) =>
      void run
        .progress('solving', BEGINS.solving + share * (BEGINS.checking - BEGINS.solving), best)
        .catch(noteFailedReport),
  });

  const { plan, evaluation, elapsedSeconds, iterations } = solution;
  const { cost, servedMass, totalMass } = evaluation;
  await run.progress('checking', BEGINS.checking, planCostOf(cost, elapsedSeconds, servedMass, totalMass));
  requireSound(day.problem, plan);
  const { seed, threads } = budget;
  const seconds = Math.round(elapsedSeconds * 10) / 10;
  const found = dayPlanOf(day, plan, evaluation, { seconds, iterations, seed, threads });
  signal.throwIfAborted();

  await run.progress('routing', BEGINS.routing);
  const ways = await drawWays(database, day, found.timetables, engine, {
    signal,
    onProgress: within('routing', BEGINS.storing),
  });
  if (ways.missing > 0) logger.warn({ planId: run.planId, legs: ways.missing }, 'legs without a way to draw');

  await run.progress('storing', BEGINS.storing);
  // Figures of one road graph and ways of another make no plan: it is tried again.
  await engine.requireSameGraph({ signal });
  signal.throwIfAborted();
  const missesTargets = cost.shortfallMass > 0;
  const { graphId } = engine;
  const kept = { day, plan, ...found, ways, graphId, origin: 'planned', parentId: null } as const;
  const revisionId = await keepPlan(database, run, kept, missesTargets);
  return { revisionId, missesTargets, day, plan, budget };
}
