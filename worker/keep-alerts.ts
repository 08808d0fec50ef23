import type { Platform } from '../platform/platform.ts';
import { type Repeated, repeat } from '../platform/repeat.ts';
import { type AlertDay, alertDays } from '../records/alerts/alert-days.ts';
import { refreshAlerts } from '../records/alerts/refresh-alerts.ts';
import { findActiveTown } from '../records/towns/active-town.ts';

/** Nothing that a dispatcher is told of comes about within seconds. */
const LOOK_SECONDS = 15;
/** A simulated day runs up to hundreds of times as fast. */
const SIMULATED_SECONDS = 3;

/** Keeps the alerts of the days that are driven as they are in the field, again and again until stopped. */
export function keepAlerts({ database, bus, logger }: Pick<Platform, 'database' | 'bus' | 'logger'>): Repeated {
  let lookedAt = Number.NEGATIVE_INFINITY;
  const round = async (): Promise<void> => {
    const isDue = performance.now() - lookedAt >= LOOK_SECONDS * 1000;
    const town = await findActiveTown(database.prisma);
    if (!town) return;
    const now = new Date();
    const days: AlertDay[] = await alertDays(database.prisma, town, now);
    if (isDue) lookedAt = performance.now();
    for (const { day, isSimulated } of days) {
      if (!isDue && !isSimulated) continue;
      if (await refreshAlerts(database, town, day, now)) await bus.publish('alerts', { day });
    }
  };
  return repeat(SIMULATED_SECONDS, round, (error) => logger.warn({ err: error }, 'alerts could not be looked at'));
}
