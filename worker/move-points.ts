import { dayOf } from '../domain/day.ts';
import type { Platform } from '../platform/platform.ts';
import { type Repeated, repeat } from '../platform/repeat.ts';
import { findActiveTown } from '../records/towns/active-town.ts';
import { movePointsToUnitsInForce } from '../records/units/move-points.ts';

const LOOK_SECONDS = 300;

type Parts = Pick<Platform, 'database' | 'bus' | 'logger'>;

/** Moves points to the units that hold by now, at once and every few minutes until stopped; any number of workers may. */
export function keepMovingPoints(platform: Parts): Repeated {
  return repeat(
    LOOK_SECONDS,
    () => movePoints(platform, new Date()),
    (error) => platform.logger.warn({ err: error }, 'points of former units could not be moved'),
  );
}

/** Units were merged or split from a day on: from that day their points are the new ones'. Open pages are told. */
export async function movePoints({ database: { prisma }, bus, logger }: Parts, now: Date): Promise<void> {
  const town = await findActiveTown(prisma);
  if (!town) return;
  const today = dayOf(now, town.timeZone);
  const moved = await prisma.$transaction((db) => movePointsToUnitsInForce(db, town.id, today, null), {
    timeout: 60_000,
  });
  if (moved.length === 0) return;
  logger.info({ count: moved.length }, 'points moved to the units in force');
  try {
    await bus.publish('register', { subject: 'points', ids: [] });
  } catch (error) {
    logger.warn({ err: error }, 'moved points not announced');
  }
}
