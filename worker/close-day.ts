import { dayOf } from '../domain/day-of.ts';
import type { Platform } from '../platform/platform.ts';
import { type Repeated, repeat } from '../platform/repeat.ts';
import { closeDirtyDays } from '../records/ledger/close-dirty-days.ts';
import { hasOpenMarks } from '../records/ledger/dirty-days.ts';
import { type ActiveTown, findActiveTown } from '../records/towns/active-town.ts';

/** Soon enough that whoever entered a ticket sees it in the figures when looking up. */
const LOOK_SECONDS = 0.4;
/** How often it is looked for what no mark tells: that another town is served, or that a day has come. */
const CLOCK_SECONDS = 5;

/**
 * Computes the days of the ledger that were touched, again and again until stopped. The rows that say which are the truth: what was
 * not finished when the process stopped is found again, and of several workers one does it.
 */
export function keepLedger(platform: Pick<Platform, 'database' | 'bus' | 'logger'>): Repeated {
  const { database, bus, logger } = platform;
  const stopping = new AbortController();
  let town: ActiveTown | null = null;
  let lookedAt = Number.NEGATIVE_INFINITY;
  const round = async (): Promise<void> => {
    const isDue = performance.now() - lookedAt >= CLOCK_SECONDS * 1000;
    if (isDue) {
      town = await findActiveTown(database.prisma);
      lookedAt = performance.now();
    }
    if (!town) return;
    const today = dayOf(new Date(), town.timeZone);
    if (!isDue && !(await hasOpenMarks(database.pool, town.id, today))) return;
    for (;;) {
      if (stopping.signal.aborted) return;
      const days = await closeDirtyDays(database, town.id, today, stopping.signal);
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
