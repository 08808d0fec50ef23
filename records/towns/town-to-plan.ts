import type { PrismaClient } from '../../prisma/client/client.ts';

/** What the daily plan has to know of the town in use. */
export interface TownToPlan {
  readonly id: string;
  readonly timeZone: string;
  /** Since when it is complete; `null` for one of before that was noted. */
  readonly readyAt: Date | null;
  readonly createdAt: Date;
}

/** The town in use, `null` for none. */
export async function findTownToPlan(prisma: PrismaClient): Promise<TownToPlan | null> {
  return await prisma.town.findFirst({
    where: { isActive: true },
    select: { id: true, timeZone: true, readyAt: true, createdAt: true },
  });
}
