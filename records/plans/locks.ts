import { type LockView, lockViewSchema, type lockRequestSchema } from '../../domain/plan-edits.ts';
import type { Prisma } from '../../prisma/client/client.ts';
import type { z } from 'zod';
import { lockPlan } from './lock-plan.ts';

/** What somebody holds fast of a plan, the oldest first. */
export async function readLocks(prisma: Prisma.TransactionClient, planId: string): Promise<LockView[]> {
  const rows = await prisma.planLock.findMany({ where: { planId }, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] });
  return rows.map(({ createdAt, planId: _, ...row }) =>
    lockViewSchema.parse({ ...row, createdAt: createdAt.toISOString() }),
  );
}

/** What is held fast of a plan, visits by what they are of; `isOrdered`: the order of the truck's whole work too. */
export async function readHeld(
  prisma: Prisma.TransactionClient,
  planId: string,
): Promise<{ truckId: string; visit: { pointId: string; stream: string } | null; isOrdered: boolean }[]> {
  const rows = await prisma.planLock.findMany({
    where: { planId },
    select: { kind: true, truckId: true, visit: { select: { pointId: true, stream: true } } },
  });
  return rows.map(({ kind, truckId, visit }) => ({ truckId, visit, isOrdered: kind === 'route' }));
}

/**
 * Takes locks off and puts others on. A visit has one lock, a truck one of each kind: the newest takes the place of the others; what
 * is held fast already stays as it is.
 *
 * @returns whether every visit and truck named is there; else nothing was changed
 */
export async function writeLocks(
  transaction: Prisma.TransactionClient,
  plan: { readonly id: string; readonly townId: string; readonly day: Date },
  { add, remove }: z.output<typeof lockRequestSchema>,
  createdBy: string,
): Promise<boolean> {
  await lockPlan(transaction, plan.id);
  const visits = [...new Set(add.flatMap(({ visit }) => visit ?? []))];
  const trucks = [...new Set(add.map(({ truck }) => truck))];
  const known = await transaction.visit.count({ where: { id: { in: visits }, townId: plan.townId, day: plan.day } });
  const there = await transaction.truck.count({ where: { id: { in: trucks }, townId: plan.townId } });
  if (known < visits.length || there < trucks.length) return false;
  const planId = plan.id;
  await transaction.planLock.deleteMany({
    where: { planId, OR: [{ id: { in: remove } }, ...(visits.length > 0 ? [{ visitId: { in: visits } }] : [])] },
  });
  const held = await transaction.planLock.findMany({ where: { planId, visitId: null } });
  const isHeld = (kind: string, truckId: string) => held.some((lock) => lock.kind === kind && lock.truckId === truckId);
  const wanted = new Map(add.map(({ kind, visit, truck }) => [visit ?? `${kind} ${truck}`, { kind, visit, truck }]));
  await transaction.planLock.createMany({
    data: [...wanted.values()].flatMap(({ kind, visit, truck }) =>
      visit === undefined && isHeld(kind, truck)
        ? []
        : [{ planId, kind, visitId: visit ?? null, truckId: truck, createdBy }],
    ),
  });
  return true;
}
