import { dayOf } from '../domain/day-of.ts';
import type { Platform } from '../platform/platform.ts';
import { type Repeated, repeat } from '../platform/repeat.ts';
import { findActiveTown } from '../records/towns/active-town.ts';
import { followUnitsInForce, IN_UNITS } from '../records/units/follow-units.ts';

const LOOK_SECONDS = 300;

type Parts = Pick<Platform, 'database' | 'bus' | 'logger'>;

/** Gives what stands in units to those that hold by now, at once and every few minutes until stopped; any number of workers may. */
export function keepFollowingUnits(platform: Parts): Repeated {
  return repeat(
    LOOK_SECONDS,
    () => followUnits(platform, new Date()),
    (error) => platform.logger.warn({ err: error }, 'what stands in former units could not be given to others'),
  );
}

/** Units were merged or split from a day on: from that day what stands in them is the new ones'. Open pages are told. */
export async function followUnits({ database: { prisma }, bus, logger }: Parts, now: Date): Promise<void> {
  const town = await findActiveTown(prisma);
  if (!town) return;
  const today = dayOf(now, town.timeZone);
  const followed = await prisma.$transaction((db) => followUnitsInForce(db, town.id, today, null), {
    timeout: 60_000,
  });
  for (const subject of IN_UNITS) {
    if (followed[subject].length === 0) continue;
    logger.info({ subject, count: followed[subject].length }, 'given to the units in force');
    try {
      await bus.publish('register', { subject, ids: [] });
    } catch (error) {
      logger.warn({ err: error, subject }, 'given to the units in force, not announced');
    }
  }
}
