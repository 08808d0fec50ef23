import type { Platform } from '../../platform/platform.ts';
import { planAnnouncement } from './plan-view.ts';

/**
 * Tells everybody who watches that a plan's row changed. An announcement that cannot be made is only logged: the row
 * is written, and whoever missed it reads it.
 */
export async function announcePlan(
  { database, bus, logger }: Pick<Platform, 'database' | 'bus' | 'logger'>,
  planId: string,
  changed: 'progress' | 'revisions' | 'publication',
): Promise<void> {
  try {
    const row = await database.prisma.plan.findUnique({ where: { id: planId } });
    if (row) await bus.publish('plan', planAnnouncement(row, changed));
  } catch (error) {
    logger.warn({ err: error, planId }, 'plan not announced');
  }
}
