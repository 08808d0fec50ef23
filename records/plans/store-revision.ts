import type { Day } from '../../domain/day.ts';
import type { PlanTotals, REVISION_ORIGINS, TargetExplanation } from '../../domain/plans.ts';
import type { Database } from '../../platform/database.ts';
import type { RevisionEdits } from '../../domain/plan-edits.ts';
import { Prisma } from '../../prisma/client/client.ts';
import { ensureVisits, type VisitKey } from '../visits/ensure-visits.ts';
import { lockPlan } from './lock-plan.ts';
import { keepSnapshot } from './revision-books.ts';
import { keepLegs, type NewLeg } from './road-legs.ts';
import type { Attempt } from './runs.ts';

/** A revision that was found and checked, ready to be kept. */
export interface NewRevision {
  readonly id: string;
  readonly origin: (typeof REVISION_ORIGINS)[number];
  /** The revision it was made from; `null` = from the day alone. */
  readonly parentId: string | null;
  readonly graphId: string;
  /** The books of the revision it was made from, whose routes it mostly repeats; without it those of now. */
  readonly snapshotId?: string | null;
  readonly totals: PlanTotals;
  /** Gzipped JSON of exactly what was solved; `null` where a revision before it keeps the same, named by the next. */
  readonly instance: Uint8Array<ArrayBuffer> | null;
  readonly instanceOfId: string | null;
  readonly answer: object;
  /** Gzipped JSON of what the books said; see domain/plan-basis.ts. */
  readonly basis: Uint8Array<ArrayBuffer> | null;
  readonly routes: readonly Omit<Prisma.RouteCreateManyInput, 'revisionId'>[];
  readonly trips: readonly Prisma.TripCreateManyInput[];
  readonly stops: readonly NewStop[];
  /** Ways that no plan before has driven. */
  readonly legs: readonly NewLeg[];
  readonly unserved: readonly NewUnserved[];
  /** Gzipped JSON of the day it was made for; see planning/made.ts. `null`: nothing can go on from it by hand. */
  readonly made: Uint8Array<ArrayBuffer> | null;
  readonly edits: RevisionEdits | null;
}

/** A stop of it; `visit` at a point alone, with the part of it that is taken there. */
export interface NewStop
  extends Omit<Prisma.StopCreateManyInput, 'visitId' | 'visitPart' | 'visitParts' | 'pointId' | 'stream'> {
  readonly visit: (VisitKey & { readonly part: number; readonly parts: number }) | null;
}

export interface NewUnserved extends VisitKey {
  readonly loadKg: number;
  readonly reason: string;
  readonly note?: string | null;
}

/** Whether a run has kept its revision already: its worker was lost afterwards. */
export async function hasStoredRevision({ prisma }: Pick<Database, 'prisma'>, runId: string): Promise<boolean> {
  return (await prisma.planRevision.count({ where: { runId } })) > 0;
}

const STORE_SECONDS = 60;
export const PATIENCE = { timeout: STORE_SECONDS * 1000, maxWait: STORE_SECONDS * 1000 };

/**
 * Keeps a revision as the next one of its plan and, unless the run goes on, ends the run, in one transaction: either the
 * whole revision is there, or nothing has changed.
 *
 * @returns `lost` where the attempt does not hold its run any more, `cancelled` where somebody has asked for that until the
 *   last moment; then nothing was kept
 */
export async function storeRevision(
  { prisma }: Pick<Database, 'prisma'>,
  { runId, attempt }: Attempt,
  plan: { readonly id: string; readonly townId: string; readonly day: Day },
  revision: NewRevision,
  goesOn: boolean,
): Promise<'kept' | 'lost' | 'cancelled'> {
  const now = new Date();
  return await prisma.$transaction(async (transaction) => {
    const [held] = await transaction.$queryRaw<{ cancelRequested: boolean; requestedBy: string | null }[]>`
      SELECT "cancelRequested", "requestedBy" FROM "PlanRun"
       WHERE id = ${runId}::uuid AND attempt = ${attempt} AND state = 'running' FOR UPDATE`;
    if (!held) return 'lost';
    if (held.cancelRequested) return 'cancelled';
    await lockPlan(transaction, plan.id);
    await writeRevision(transaction, plan, revision, { runId, createdBy: held.requestedBy });
    if (!goesOn) {
      await transaction.planRun.update({
        where: { id: runId },
        data: { state: 'done', phase: null, percent: 100, finishedAt: now },
      });
    }
    return 'kept';
  }, PATIENCE);
}

/**
 * Writes a revision as the next one of its plan, whose row the transaction holds. Editing goes on from there.
 *
 * @returns its number
 */
export async function writeRevision(
  transaction: Prisma.TransactionClient,
  plan: { readonly id: string; readonly townId: string; readonly day: Day },
  revision: NewRevision,
  by: { readonly runId: string | null; readonly createdBy: string | null },
): Promise<number> {
  const { id: revisionId, answer, routes, trips, stops, legs, unserved, edits, ...columns } = revision;
  const visits = [...unserved, ...stops.flatMap(({ visit }) => visit ?? [])];
  const last = await transaction.planRevision.aggregate({ where: { planId: plan.id }, _max: { number: true } });
  const number = (last._max.number ?? 0) + 1;
  const visitIds = await ensureVisits(transaction, plan.townId, plan.day, visits);
  await transaction.planRevision.create({
    data: {
      ...columns,
      ...by,
      id: revisionId,
      planId: plan.id,
      number,
      answer: json(answer),
      edits: edits === null ? Prisma.DbNull : json(edits),
      snapshotId: revision.snapshotId ?? (await keepSnapshot(transaction, plan.townId, plan.day)),
    },
  });
  await transaction.route.createMany({ data: routes.map((route) => ({ ...route, revisionId })) });
  await transaction.trip.createMany({ data: [...trips] });
  await keepLegs(transaction, plan.townId, legs);
  await transaction.stop.createMany({
    data: stops.map(({ visit, ...stop }) => ({
      ...stop,
      ...(visit && {
        ...{ visitId: visitIds(visit), visitPart: visit.part, visitParts: visit.parts },
        ...{ pointId: visit.pointId, stream: visit.stream },
      }),
    })),
  });
  await transaction.unservedVisit.createMany({
    data: unserved.map((visit) => ({ revisionId, visitId: visitIds(visit), ...visit })),
  });
  await transaction.plan.updateMany({
    where: { id: plan.id, headRevisionId: { not: null } },
    data: { headRevisionId: null },
  });
  return number;
}

/** Keeps what would close the targets a revision misses beside it, once. */
export async function storeExplanation(
  { prisma }: Pick<Database, 'prisma'>,
  revisionId: string,
  content: TargetExplanation,
): Promise<void> {
  await prisma.targetExplanation.create({ data: { revisionId, content: json(content) } });
}

/** A value that survives JSON, for a column of that kind: Prisma's type does not know interfaces. */
function json(value: object): Prisma.InputJsonValue {
  return value as Prisma.InputJsonValue;
}
