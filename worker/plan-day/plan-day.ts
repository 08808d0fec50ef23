import { dateToDay } from '../../domain/day.ts';
import type { JobData } from '../../domain/jobs.ts';
import { planRequestSchema } from '../../domain/plans.ts';
import type { Platform } from '../../platform/platform.ts';
import { readTown } from '../../records/towns/active-town.ts';
import type { JobContext, Processor } from '../../platform/queue.ts';
import type { RunToDo } from '../../records/plans/runs.ts';
import type { RoadEngine } from '../../roads/engine.ts';
import { type AreaRoads, openAreaRoads } from './area-roads.ts';
import { requireSound } from './check.ts';
import { collect } from './collect.ts';
import { planCostOf } from './cost.ts';
import { explainMissed, type StoredPlan } from './explain.ts';
import { failureOf, PlanningFailure } from './failure.ts';
import { dayMatrix } from './matrix.ts';
import { placesOf } from './places.ts';
import { dayProblem } from './problem.ts';
import { unservedOf } from './reasons.ts';
import { drawWays } from './route.ts';
import { MOST_ATTEMPTS, type Run, RunCancelled, StaleRun, takeRun } from './run.ts';
import { search } from './solve.ts';
import { hasStored, storeRevision } from './store.ts';
import { timetableOf } from './timetable.ts';
import { totalsOf } from './totals.ts';

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

/** What a request leaves on the row besides its day. */
const planOptionsSchema = planRequestSchema.omit({ date: true });

/** The processor of `plan-day` jobs, and what closes when the worker does. */
export interface PlanDayWork {
  readonly process: Processor<JobData<'plan-day'>>;
  close(): Promise<void>;
}

/**
 * @param options.now the clock that decides which days are over
 * @param options.roads where road engines come from
 */
export function planDayWork(
  platform: Platform,
  { now = () => new Date(), roads = openAreaRoads(platform) }: { now?: () => Date; roads?: AreaRoads } = {},
): PlanDayWork {
  return {
    process: (job) => processPlanDay(platform, roads, job, now),
    close: () => roads.close(),
  };
}

/**
 * Plans one day: takes the run, walks through the phases, stores a revision. However it ends, the row says so: done,
 * cancelled, failed with a reason, or queued again when this process stops or the fault may pass.
 *
 * @throws what went wrong when the job shall be tried again
 */
async function processPlanDay(
  platform: Platform,
  roads: AreaRoads,
  job: JobContext<JobData<'plan-day'>>,
  now: () => Date,
): Promise<void> {
  const taken = await takeRun(platform, job.data.runId, job.signal);
  if (!taken) return;
  const { run, row } = taken;
  const log = platform.logger.child({ planId: run.planId, runId: run.runId, attempt: row.attempt });
  try {
    if (await hasStored(platform.database, run)) {
      await run.end('done');
      return;
    }
    if (row.cancelRequested) throw new RunCancelled();
    if (row.attempt > MOST_ATTEMPTS) throw new PlanningFailure('worker-lost', { attempts: row.attempt - 1 });
    const stored = await planDay(platform, roads, run, row, now());
    await run.announce('revisions');
    if (stored.missesTargets) await explainMissed(platform, run, stored, BEGINS.explaining);
    log.info('day planned');
  } catch (thrown) {
    const error = run.signal.aborted ? run.signal.reason : thrown;
    if (error instanceof StaleRun) log.info('run is no longer the present one');
    else if (error instanceof RunCancelled) await run.end('cancelled');
    else if (error instanceof PlanningFailure) {
      log.warn({ err: error }, 'day cannot be planned');
      await run.end('failed', failureOf(error));
    } else if (job.signal.aborted || !job.lastAttempt) {
      log.warn({ err: error }, 'run handed back');
      await run.end('queued');
      throw error;
    } else {
      log.error({ err: error }, 'run failed');
      await run.end('failed', failureOf(error));
    }
  } finally {
    await run.close();
  }
}

async function planDay(platform: Platform, roads: AreaRoads, run: Run, row: RunToDo, now: Date): Promise<StoredPlan> {
  const { prisma } = platform.database;
  const area = await readTown(prisma, row.plan.townId);
  return await roads.lend(area, (engine) => planOnRoads(platform, engine, run, row, area, now));
}

async function planOnRoads(
  { config, database, logger }: Platform,
  engine: RoadEngine,
  run: Run,
  { plan, options: asked }: RunToDo,
  area: { readonly id: string; readonly timeZone: string },
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

  await run.progress('collecting', BEGINS.collecting);
  const town = await collect(database, area, dateToDay(plan.day), now);
  signal.throwIfAborted();

  await run.progress('matrix', BEGINS.matrix);
  const places = placesOf(town);
  const depotNames = new Map(town.shifts.map(({ truck }) => [truck.depot.id, truck.depot.name]));
  const matrix = await dayMatrix(places, depotNames, engine, {
    signal,
    onProgress: within('matrix', BEGINS.solving),
  });
  signal.throwIfAborted();

  await run.progress('solving', BEGINS.solving);
  const day = dayProblem(town, places, matrix);
  const options = planOptionsSchema.parse(asked);
  const budget = {
    seconds: options.seconds ?? config.optimizerSeconds,
    seed: options.seed ?? 1,
    threads: config.optimizerThreads,
  };
  const solution = await search(day, budget, {
    signal,
    onProgress: (share, best) =>
      void run
        .progress('solving', BEGINS.solving + share * (BEGINS.checking - BEGINS.solving), best)
        .catch(noteFailedReport),
  });

  const { cost, servedMass, totalMass } = solution.evaluation;
  const found = planCostOf(cost, solution.elapsedSeconds, servedMass, totalMass);
  await run.progress('checking', BEGINS.checking, found);
  requireSound(day.problem, solution.plan);
  const unserved = unservedOf(day, solution.plan);
  signal.throwIfAborted();

  await run.progress('routing', BEGINS.routing);
  const timetables = solution.evaluation.routes.map((schedule) => timetableOf(day, schedule));
  const ways = await drawWays(day, timetables, engine, { signal, onProgress: within('routing', BEGINS.storing) });
  if (ways.missing > 0) logger.warn({ planId: run.planId, legs: ways.missing }, 'legs without a way to draw');

  await run.progress('storing', BEGINS.storing);
  // Figures of one road graph and ways of another make no plan: it is tried again.
  await engine.requireSameGraph({ signal });
  signal.throwIfAborted();
  const totals = totalsOf(day, solution, budget);
  const missesTargets = cost.shortfallMass > 0;
  const revisionId = await storeRevision(
    database,
    run,
    { day, solution, timetables, ways, unserved, totals, graphId: engine.graphId },
    missesTargets,
  );
  return { revisionId, missesTargets, day, plan: solution.plan, budget };
}
