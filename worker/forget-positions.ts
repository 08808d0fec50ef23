import type { JobData } from '../domain/jobs.ts';
import type { Platform } from '../platform/platform.ts';
import type { Processor } from '../platform/queue.ts';
import { type Repeated, repeat } from '../platform/repeat.ts';
import { allTowns, deletePositions } from '../records/positions/forget-positions.ts';
import { keepSchedule } from './keep-schedule.ts';

const SCHEDULE_ID = 'forget-positions';
/** How often the schedule is looked for: it can be lost with the data of its store. */
const LOOK_SECONDS = 30;
const DAY_MILLISECONDS = 24 * 3600 * 1000;
/** Rows of one statement: few enough that a position waiting to be written does not notice. */
const BATCH_ROWS = 5000;

/** Sees to it that every hour's positions are forgotten: looks at once and every half minute until stopped. */
export function keepForgetting(platform: Pick<Platform, 'queues' | 'logger'>): Repeated {
  return repeat(
    LOOK_SECONDS,
    () => scheduleForgetting(platform),
    (error) => platform.logger.warn({ err: error }, 'could not look after the schedule that forgets positions'),
  );
}

/** Has every hour's positions forgotten. Any number of workers may say so; there is one schedule. */
export async function scheduleForgetting({ queues }: Pick<Platform, 'queues'>): Promise<void> {
  const queue = queues.createQueue<JobData<'forget-positions'>>('forget-positions');
  // Away from the full hour, when other things begin.
  await keepSchedule(queue, SCHEDULE_ID, { pattern: '20 * * * *' }, {});
}

/**
 * The processor of `forget-positions` jobs: deletes positions that were true longer ago than they may be kept. Where a
 * truck was is where somebody worked. What was done at a stop is an event and stays.
 *
 * @param now the instant from which age counts
 * @param batchRows most rows of one statement
 */
export function forgetPositions(
  { database, config, logger }: Platform,
  now: () => Date = () => new Date(),
  batchRows = BATCH_ROWS,
): Processor<JobData<'forget-positions'>> {
  return async ({ signal }) => {
    const before = new Date(now().getTime() - config.positionRetentionDays * DAY_MILLISECONDS);
    let deleted = 0;
    for (const townId of await allTowns(database)) {
      let last = batchRows;
      while (last === batchRows) {
        // What is left when the process stops is deleted by the next run.
        signal.throwIfAborted();
        last = await deletePositions(database, townId, before, batchRows);
        deleted += last;
      }
    }
    if (deleted > 0) logger.info({ deleted, before }, 'old positions deleted');
  };
}
