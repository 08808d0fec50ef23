import { type PlanBasis, planBasisSchema } from '../../domain/plan-basis.ts';
import { unpackText } from '../../platform/packed-text.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';

/** What a revision was made from, and which shifts have a route in it. */
export interface KeptBasis {
  /** `null` for a revision of before it was kept. */
  readonly basis: PlanBasis | null;
  readonly drivenShifts: ReadonlySet<string>;
}

/** What a revision of a town's plan was made from; `null` where there is no such revision. */
export async function readBasis(
  prisma: PrismaClient,
  townId: string,
  planId: string,
  number: number,
): Promise<KeptBasis | null> {
  const row = await prisma.planRevision.findFirst({
    where: { planId, number, plan: { townId } },
    select: { basis: true, routes: { select: { shiftId: true } } },
  });
  if (!row) return null;
  const text = row.basis && (await unpackText(row.basis));
  return {
    basis: text === null ? null : planBasisSchema.parse(JSON.parse(text)),
    drivenShifts: new Set(row.routes.map(({ shiftId }) => shiftId)),
  };
}

/** What of the books a plan is made from. */
const PLANNED_FROM = ['towns', 'points', 'trucks', 'crews', 'shifts', 'facilities', 'units', 'closures', 'holidays'];

/** A change is dated by the beginning of its transaction, which may have gone on for so long. */
const LONGEST_WRITE_MILLISECONDS = 120_000;

/** Whether anything that plans are made from was written since: as long as not, nothing has to be compared. */
export async function wasWrittenSince(prisma: PrismaClient, townId: string, at: string): Promise<boolean> {
  const since = new Date(Date.parse(at) - LONGEST_WRITE_MILLISECONDS);
  const found = await prisma.change.findFirst({
    where: { townId, at: { gte: since }, subject: { in: PLANNED_FROM } },
    select: { id: true },
  });
  return found !== null;
}
