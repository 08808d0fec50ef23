import type { PrismaClient } from '../prisma/client/client.ts';
import { generalProblem } from './http/general-problems.ts';

/** What most features need to know of the area this installation serves. */
export interface ActiveArea {
  readonly id: string;
  readonly name: string;
  readonly timeZone: string;
  readonly graphId: string | null;
  /** A made-up town: nothing that is reported of it really happened. */
  readonly isSynthetic: boolean;
}

/** The active area, or null when none is. */
export async function findActiveArea(prisma: PrismaClient): Promise<ActiveArea | null> {
  return await prisma.area.findFirst({
    where: { isActive: true, state: 'ready' },
    select: { id: true, name: true, timeZone: true, graphId: true, isSynthetic: true },
  });
}

/** The active area. @throws Problem `no-area` when none is */
export async function requireActiveArea(prisma: PrismaClient): Promise<ActiveArea> {
  const area = await findActiveArea(prisma);
  if (!area) throw generalProblem('no-area');
  return area;
}
