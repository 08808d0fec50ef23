import { dayOf } from '../domain/day-of.ts';
import type { Platform } from '../platform/platform.ts';
import { type Repeated, repeat } from '../platform/repeat.ts';
import { isHistoryOpen, isReadyForHistory, writeSomeHistory } from '../records/ledger/demo-history.ts';
import { findActiveTown } from '../records/towns/active-town.ts';

const LOOK_SECONDS = 5;
/** How often the log tells how far it is. */
const TOLD_EVERY_DAYS = 90;

/**
 * Gives the demo's made-up town a made-up history, in the background and in steps, so that who looks at it first has something to look
 * at: DEMO_HISTORY_MONTHS of it. It waits while somebody plans, and goes on after a stop where it was.
 */
export function keepDemoHistory(platform: Pick<Platform, 'config' | 'database' | 'logger'>): Repeated | null {
  const { config, database, logger } = platform;
  if (!config.demo || config.demoHistoryMonths === 0) return null;
  let isStopping = false;
  const round = async (): Promise<void> => {
    const town = await findActiveTown(database.prisma);
    if (!town?.isSynthetic || !(await isHistoryOpen(database, town.id))) return;
    let told = 0;
    while (!isStopping && (await isReadyForHistory(database, town.id))) {
      const today = dayOf(new Date(), town.timeZone);
      const progress = await writeSomeHistory(database, town, today, config.demoHistoryMonths);
      if (!progress) {
        logger.info('the demo has its history');
        return;
      }
      if (progress.doneDays - told < TOLD_EVERY_DAYS) continue;
      told = progress.doneDays;
      logger.info(progress, 'writing the demo’s history');
    }
  };
  const repeated = repeat(LOOK_SECONDS, round, (error) =>
    logger.warn({ err: error }, 'no history written for the demo'),
  );
  return {
    async stop() {
      isStopping = true;
      await repeated.stop();
    },
  };
}
