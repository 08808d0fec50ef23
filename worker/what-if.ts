import type { JobData } from '../domain/jobs.ts';
import { openBase } from '../planning/edit/edited-base.ts';
import { whatIf } from '../planning/what-if/what-if.ts';
import type { Platform } from '../platform/platform.ts';
import type { Processor } from '../platform/queue.ts';
import { keepWhatIf, whatIfToAnswer } from '../records/what-ifs/what-if-rows.ts';

/** Each case is searched for so long: somebody waits for the answer. */
const SEARCH_SECONDS = 2;

/** The processor of `what-if` jobs: answers what somebody asked of a revision. Nothing of it becomes a plan. */
export function answerWhatIf({
  config,
  database,
  logger,
}: Pick<Platform, 'config' | 'database' | 'logger'>): Processor<JobData<'what-if'>> {
  const { prisma } = database;
  return async ({ data: { whatIfId }, signal, lastAttempt }) => {
    const asked = await whatIfToAnswer(prisma, whatIfId);
    if (!asked) return;
    try {
      const base = await openBase(database, asked.revisionId);
      const seconds = Math.min(SEARCH_SECONDS, config.optimizerSeconds);
      const answer = base && (await whatIf(base, asked.cases, { seconds, seed: 1, threads: 1 }, signal));
      await keepWhatIf(prisma, whatIfId, answer);
    } catch (error) {
      if (signal.aborted || !lastAttempt) throw error;
      logger.error({ err: error, whatIfId }, 'what-if not answered');
      await keepWhatIf(prisma, whatIfId, null);
    }
  };
}
