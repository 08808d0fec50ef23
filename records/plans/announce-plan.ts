import type { LiveEvents } from '../../domain/live.ts';
import type { Platform } from '../../platform/platform.ts';
import { planRowSelect, planRowView } from './plan-view.ts';

type PlanAnnouncement = Parameters<LiveEvents['plan']>[0];

/**
 * Tells everybody who watches what a plan and its latest run say now. An announcement that cannot be made is only logged:
 * the rows are written, and whoever missed it reads them.
 */
export async function announcePlan(
  { database, bus, logger }: Pick<Platform, 'database' | 'bus' | 'logger'>,
  planId: string,
  changed: PlanAnnouncement['changed'],
): Promise<void> {
  try {
    const row = await database.prisma.plan.findUnique({ where: { id: planId }, select: planRowSelect });
    if (!row) return;
    const view = await planRowView(database.prisma, row);
    await bus.publish('plan', { ...view, changed } satisfies PlanAnnouncement);
  } catch (error) {
    logger.warn({ err: error, planId }, 'plan not announced');
  }
}
