import { type RevisionEdits, revisionEditsSchema } from '../../domain/plan-edits.ts';
import type { Prisma } from '../../prisma/client/client.ts';
import { instanceIn, instanceSelect } from './kept-instance.ts';
import { lockPlan } from './lock-plan.ts';

/** A revision as whoever goes on from it needs it. */
export interface MadeRevision {
  readonly id: string;
  readonly number: number;
  readonly graphId: string;
  readonly snapshotId: string | null;
  /** Gzipped, see planning/made.ts; `null` for a revision of before it was kept. */
  readonly made: Uint8Array<ArrayBuffer> | null;
  /** The revision that keeps what this one solved; `null` = itself. */
  readonly instanceOfId: string | null;
  readonly edits: RevisionEdits | null;
  /** Visits of the day by `pointId/stream`. */
  readonly visits: ReadonlyMap<string, string>;
}

/** What a revision was made for, and the gzipped JSON of what it solved. @throws where there is none of that id */
export async function readMade(
  prisma: Prisma.TransactionClient,
  revisionId: string,
): Promise<{ readonly revision: MadeRevision; readonly instance: Uint8Array<ArrayBuffer> }> {
  const row = await prisma.planRevision.findUniqueOrThrow({
    where: { id: revisionId },
    select: {
      ...{ id: true, number: true, graphId: true, snapshotId: true, made: true, instanceOfId: true, edits: true },
      ...instanceSelect,
      plan: { select: { day: true, townId: true } },
    },
  });
  const { plan, edits, instance: own, instanceOf, ...revision } = row;
  const visits = await prisma.visit.findMany({ where: plan, select: { id: true, pointId: true, stream: true } });
  return {
    revision: {
      ...revision,
      edits: edits === null ? null : revisionEditsSchema.parse(edits),
      visits: new Map(visits.map(({ id, pointId, stream }) => [`${pointId}/${stream}`, id])),
    },
    instance: instanceIn({ instance: own, instanceOf }),
  };
}

/** Visits that were taken out of a revision by hand, with the reason that was given. */
export async function readTakenOut(
  prisma: Prisma.TransactionClient,
  revisionId: string,
): Promise<ReadonlyMap<string, string | null>> {
  const rows = await prisma.unservedVisit.findMany({
    where: { revisionId, reason: 'taken-out' },
    select: { visitId: true, note: true },
  });
  return new Map(rows.map(({ visitId, note }) => [visitId, note]));
}

/** The revision of a plan that editing goes on from: the one something was undone to, else the newest. */
export interface Head {
  readonly revisionId: string;
  readonly number: number;
}

/** @returns `null` where the town has no such plan, or it has no revision */
export async function readHead(prisma: Prisma.TransactionClient, townId: string, planId: string): Promise<Head | null> {
  const plan = await prisma.plan.findFirst({
    where: { id: planId, townId },
    select: {
      headRevision: { select: { id: true, number: true } },
      revisions: { select: { id: true, number: true }, orderBy: { number: 'desc' }, take: 1 },
    },
  });
  const head = plan?.headRevision ?? plan?.revisions[0];
  return head ? { revisionId: head.id, number: head.number } : null;
}

/**
 * Points a plan's editing at another of its revisions.
 *
 * @returns the head as it is then; it is another than asked for where `base` was not the head any more, or `to` is no revision
 */
export async function moveHead(
  prisma: { $transaction<T>(work: (transaction: Prisma.TransactionClient) => Promise<T>): Promise<T> },
  townId: string,
  planId: string,
  { base, to }: { readonly base: number; readonly to: number },
): Promise<{ readonly head: Head | null; readonly isMoved: boolean }> {
  return await prisma.$transaction(async (transaction) => {
    await lockPlan(transaction, planId);
    const head = await readHead(transaction, townId, planId);
    if (head?.number !== base) return { head, isMoved: false };
    const target = await transaction.planRevision.findFirst({
      where: { planId, number: to },
      select: { id: true, number: true },
    });
    if (!target) return { head, isMoved: false };
    const newest = await transaction.planRevision.aggregate({ where: { planId }, _max: { number: true } });
    const headRevisionId = newest._max.number === to ? null : target.id;
    await transaction.plan.update({ where: { id: planId }, data: { headRevisionId } });
    return { head: { revisionId: target.id, number: target.number }, isMoved: true };
  });
}
