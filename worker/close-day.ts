import { dayOf } from '../domain/day-of.ts';
import type { Platform } from '../platform/platform.ts';
import { type Repeated, repeat } from '../platform/repeat.ts';
import { closeDirtyDays } from '../records/ledger/close-dirty-days.ts';
import { findActiveTown } from '../records/towns/active-town.ts';

/** Soon enough that whoever entered a ticket sees it in the figures when looking up. */
const LOOK_SECONDS = 0.4;

/**
 * Computes the days of the ledger that were touched, again and again until stopped. The rows that say which are the truth: what was
 * not finished when the process stopped is found again, and of several workers one does it.
 */
export function keepLedger(platform: Pick<Platform, 'database' | 'bus' | 'logger'>): Repeated {
  const { database, bus, logger } = platform;
  const stopping = new AbortController();
  const round = async (): Promise<void> => {
    const town = await findActiveTown(database.prisma);
    if (!town) return;
    for (;;) {
      if (stopping.signal.aborted) return;
      const days = await closeDirtyDays(database, town.id, dayOf(new Date(), town.timeZone), stopping.signal);
      if (days.length === 0) return;
      await bus.publish('ledger', { days });
    }
  };
  const repeated = repeat(LOOK_SECONDS, round, (error) =>
    logger.warn({ err: error }, 'days of the ledger could not be computed'),
  );
  return {
    async stop() {
      stopping.abort();
      await repeated.stop();
    },
  };
}
