import type { PlanCost, PlanFailure, PlanPhase, PlanState } from '../domain/plans.ts';
import type { LiveEvents } from '../domain/live.ts';
import type { Platform } from '../platform/platform.ts';
import { announcePlan } from '../records/plans/announce-plan.ts';
import { type AttemptReport, type RunToDo, readAttempt, takeUpRun, writeAttempt } from '../records/plans/runs.ts';

/** Another attempt has the run by now, or it has ended or is gone: whoever held it stops writing at once. */
export class StaleRun extends Error {
  override readonly name = 'StaleRun';
}

/** Somebody asked for the run to be cancelled. */
export class RunCancelled extends Error {
  override readonly name = 'RunCancelled';
}

/** Tries after which a run that keeps losing its worker is given up. */
export const MOST_ATTEMPTS = 5;

/** How often the row is read for a wish to cancel, besides listening on the bus. */
const WATCH_MILLISECONDS = 500;

type PlanAnnouncement = Parameters<LiveEvents['plan']>[0];
type Changed = PlanAnnouncement['changed'];

/**
 * One attempt's hold on its run's row. Every write names the attempt and fails with {@link StaleRun} once the row belongs to
 * another one or has ended, so that an old worker never overwrites what a newer one says.
 */
export interface Run {
  readonly planId: string;
  readonly runId: string;
  readonly attempt: number;
  /** Aborted with StaleRun, RunCancelled, or the reason of the process's own stop. */
  readonly signal: AbortSignal;
  /** Says how far the run has come, at most about once a second within a phase. Throws RunCancelled, StaleRun. */
  progress(phase: PlanPhase, percent: number, bestCost?: PlanCost): Promise<void>;
  /** Ends the run in a state; `queued` hands it back, `done` is for a run whose revision is stored. */
  end(state: Exclude<PlanState, 'running'>, failure?: PlanFailure): Promise<void>;
  /** Tells everybody to look at the row again. */
  announce(changed: Changed): Promise<void>;
  /** Stops watching the row. */
  close(): Promise<void>;
}

/**
 * Takes hold of a queued run, or of a running one whose worker was lost: state running, one more attempt.
 * @returns the run with its row, `null` when there is nothing to do: it has ended
 */
export async function takeRun(
  platform: Platform,
  runId: string,
  processSignal: AbortSignal,
): Promise<{ run: Run; row: RunToDo } | null> {
  const row = await takeUpRun(platform.database, runId);
  if (!row) return null;
  const run = await holdRun(platform, row, processSignal);
  await run.announce('progress');
  return { run, row };
}

async function holdRun(
  platform: Platform,
  { runId, planId, attempt }: RunToDo,
  processSignal: AbortSignal,
): Promise<Run> {
  const held = { runId, attempt };
  const stop = new AbortController();
  let lastWrite = Number.NEGATIVE_INFINITY;
  let lastPhase: PlanPhase | null = null;
  let lastPercent = -1;

  const look = async (): Promise<void> => {
    const { isHeld, cancelRequested } = await readAttempt(platform.database, held);
    if (!isHeld) stop.abort(new StaleRun());
    else if (cancelRequested) stop.abort(new RunCancelled());
  };
  const lookQuietly = (): void => {
    // The database may be away for a moment; the next look will tell, and writes fail loudly by themselves.
    look().catch((error: Error) => platform.logger.warn({ err: error, planId }, 'could not look at the plan'));
  };
  const unsubscribe = await platform.bus.subscribe('plan', (payload) => {
    const announced = payload as Partial<PlanAnnouncement>;
    if (announced.id === planId && announced.cancelRequested) lookQuietly();
  });
  // Only now that nothing more can fail: an attempt that is never handed out is never closed.
  const timer = setInterval(lookQuietly, WATCH_MILLISECONDS);

  const write = async (data: AttemptReport, unlessCancelled = false): Promise<void> => {
    if (await writeAttempt(platform.database, held, data, unlessCancelled)) return;
    await look();
    throw stop.signal.reason ?? new StaleRun();
  };
  const announce = (changed: Changed): Promise<void> => announcePlan(platform, planId, changed);
  // Reports that nobody waits for must still be written in the order they were made: a row never goes back a phase.
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const mine = turn.then(work, work);
    turn = mine.catch(() => undefined);
    return mine;
  };

  return {
    planId,
    runId,
    attempt,
    signal: AbortSignal.any([stop.signal, processSignal]),
    progress(phase, percent, bestCost) {
      const now = performance.now();
      const whole = Math.max(0, Math.min(99, Math.floor(percent)));
      if (phase === lastPhase && (now - lastWrite < 1000 || (whole <= lastPercent && bestCost === undefined))) {
        return Promise.resolve();
      }
      lastWrite = now;
      lastPhase = phase;
      lastPercent = Math.max(lastPercent, whole);
      const data = { phase, percent: lastPercent, ...(bestCost && { bestCost }) };
      return inTurn(async () => {
        await write(data, true);
        await announce('progress');
      });
    },
    end: (state, failure) =>
      inTurn(async () => {
        await write({
          state,
          phase: null,
          percent: state === 'done' ? 100 : 0,
          failure: failure ?? null,
          finishedAt: state === 'queued' ? null : new Date(),
        });
        await announce(state === 'done' ? 'revisions' : 'progress');
      }),
    announce,
    async close() {
      clearInterval(timer);
      await turn;
      await unsubscribe();
    },
  };
}
