import { type Day, dayToDate } from '../../domain/day.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';

/** After this long without a heartbeat nothing drives a simulation any more. */
const SILENT_MILLISECONDS = 30_000;
/** A day begins so much before it does in UTC where it begins first. */
const EARLIEST_MILLISECONDS = 14 * 3_600_000;

/**
 * What is now on a day: the clock of the simulation that drives it, or that was the last to, and else the real clock. One that
 * starts has cleared what was reported: until its clock runs it is as early as that day can be. A
 * simulated day's reports bear its own times (docs/decisions/simulated-day-at-its-own-time.md).
 */
export async function presentOfDay(
  prisma: Pick<PrismaClient, 'simulation'>,
  townId: string,
  day: Day,
  now: Date,
): Promise<Date> {
  const last = await prisma.simulation.findFirst({
    where: { townId, day: dayToDate(day), OR: [{ clock: { not: null } }, { state: 'starting' }] },
    orderBy: { startedAt: 'desc' },
  });
  if (!last) return now;
  if (!last.clock) return new Date(dayToDate(day).getTime() - EARLIEST_MILLISECONDS);
  if (last.state !== 'running') return last.clock > now ? last.clock : now;
  const since = Math.min(SILENT_MILLISECONDS, Math.max(0, now.getTime() - last.heartbeatAt.getTime()));
  return new Date(last.clock.getTime() + since * last.speed);
}
