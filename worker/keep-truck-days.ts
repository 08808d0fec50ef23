import { addDays } from '../domain/day.ts';
import { dayOf } from '../domain/day-of.ts';
import type { Platform } from '../platform/platform.ts';
import { type Repeated, repeat } from '../platform/repeat.ts';
import { keepTruckDays } from '../records/ledger/keep-truck-days.ts';
import { findActiveTown } from '../records/towns/active-town.ts';

const LOOK_SECONDS = 300;
/** Tracks that were uploaded late are found so far back; at the start, as far back as positions are kept. */
const LATE_DAYS = 14;

/** Keeps what tracks show of the trucks' days, every few minutes until stopped: positions themselves are forgotten after a while. */
export function keepTracksOfDays({
  database,
  config,
  logger,
}: Pick<Platform, 'database' | 'config' | 'logger'>): Repeated {
  const stopping = new AbortController();
  let daysBack = config.positionRetentionDays;
  const round = async (): Promise<void> => {
    const town = await findActiveTown(database.prisma);
    if (!town) return;
    const now = new Date();
    await keepTruckDays(database, town.id, addDays(dayOf(now, town.timeZone), -daysBack), now, stopping.signal);
    daysBack = LATE_DAYS;
  };
  const repeated = repeat(LOOK_SECONDS, round, (error) => {
    if (!stopping.signal.aborted) logger.warn({ err: error }, 'what tracks show of the days could not be kept');
  });
  return {
    async stop() {
      stopping.abort();
      await repeated.stop();
    },
  };
}
