import type { JobData } from '../domain/jobs.ts';
import { PlanningFailure } from '../planning/failure.ts';
import { type AreaRoads, openAreaRoads } from '../planning/town-roads.ts';
import { gatherWeek } from '../planning/week/gather-week.ts';
import { proposeWeek, WeekFailure } from '../planning/week/propose-week.ts';
import type { Platform } from '../platform/platform.ts';
import type { Processor } from '../platform/queue.ts';
import { isPlanning } from '../records/remedies/study-due.ts';
import { readTown } from '../records/towns/active-town.ts';
import {
  failProposal,
  keepProposal,
  noteProposalProgress,
  takeUpProposal,
} from '../records/week-proposals/proposal-rows.ts';
import { RoadError } from '../roads/engine.ts';

/** How often it is looked whether somebody still plans. */
const WAIT_MILLISECONDS = 2000;

/** Nobody wants the proposal any more. */
class NotWanted extends Error {
  override readonly name = 'NotWanted';
}

/** The processor of `propose-week` jobs, and what closes when the worker does. */
export interface ProposeWeekWork {
  readonly process: Processor<JobData<'propose-week'>>;
  close(): Promise<void>;
}

/**
 * Reckons other collection days for a week and keeps them with what they would bring. Nothing of it holds until somebody accepts
 * it. It waits while a day is being planned: a day is wanted sooner.
 */
export function proposeWeekWork(
  platform: Pick<Platform, 'config' | 'database' | 'blobs' | 'logger'>,
  {
    now = () => new Date(),
    roads = openAreaRoads(platform),
  }: { readonly now?: () => Date; readonly roads?: AreaRoads } = {},
): ProposeWeekWork {
  const { database, logger } = platform;
  const { prisma } = database;
  const process: ProposeWeekWork['process'] = async ({ data: { proposalId }, signal, lastAttempt }) => {
    const asked = await takeUpProposal(prisma, proposalId);
    if (!asked) return;
    const { townId, monday, inputs } = asked;
    let told = 0;
    const onProgress = async (share: number): Promise<void> => {
      const percent = Math.min(99, Math.floor(100 * share));
      if (percent !== told) {
        told = percent;
        if (!(await noteProposalProgress(prisma, proposalId, percent))) throw new NotWanted();
      }
      while (await isPlanning(database, townId)) {
        signal.throwIfAborted();
        if (!(await noteProposalProgress(prisma, proposalId, percent))) throw new NotWanted();
        await new Promise((resolve) => setTimeout(resolve, WAIT_MILLISECONDS));
      }
      signal.throwIfAborted();
    };
    try {
      const town = await readTown(prisma, townId);
      const week = await gatherWeek(database, town, monday, now());
      const result = await roads.lend(town, async (engine) => {
        const found = await proposeWeek(week, inputs, { engine, signal, onProgress });
        // Figures of two road graphs say nothing of each other.
        await engine.requireSameGraph({ signal });
        return found;
      });
      await keepProposal(prisma, proposalId, result);
    } catch (error) {
      if (error instanceof NotWanted) return;
      const isFinal = error instanceof WeekFailure;
      if (signal.aborted || (!isFinal && !lastAttempt)) throw error;
      if (!isFinal) logger.error({ err: error, proposalId }, 'week not reckoned');
      await failProposal(prisma, proposalId, codeOf(error));
    }
  };
  return { process, close: () => roads.close() };
}

function codeOf(error: unknown): Parameters<typeof failProposal>[2] {
  if (error instanceof WeekFailure) return error.code;
  return error instanceof RoadError || error instanceof PlanningFailure ? 'no-roads' : 'unexpected';
}
