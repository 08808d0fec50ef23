import type { RetractedReport, RetractionInput } from '../../domain/retractions.ts';
import type { Viewer } from '../../domain/policy/roles.ts';
import type { Prisma, PrismaClient, Retraction } from '../../prisma/client/client.ts';
import { voidTicketsOfReports } from '../tickets/change-ticket.ts';
import type { ActiveTown } from '../towns/active-town.ts';

/** One number for all that write reports or take them back. */
const REPORTS_LOCK = 4_113_207;
/** As long as reports that are being written may take. */
const PATIENCE = { timeout: 30_000, maxWait: 15_000 };

/**
 * To be called first in a transaction that writes reports: none that is taken back meanwhile comes unseen. Reports wait for no other
 * reports by it.
 */
export async function awaitRetractions(transaction: Prisma.TransactionClient): Promise<void> {
  await transaction.$executeRaw`SELECT pg_advisory_xact_lock_shared(${REPORTS_LOCK}::bigint)`;
}

/**
 * Keeps that reports were taken back, all of them or none; committed when it returns. The same again changes nothing. Whether the viewer
 * may report of the trucks is asked before.
 *
 * @returns `differs` where an id is of something else; else the reports that no longer hold by it: without those that have not come yet
 */
export async function writeRetractions(
  prisma: PrismaClient,
  asked: { readonly town: ActiveTown; readonly viewer: Viewer },
  inputs: readonly RetractionInput[],
): Promise<readonly RetractedReport[] | 'differs'> {
  return await prisma.$transaction(async (transaction) => {
    await transaction.$executeRaw`SELECT pg_advisory_xact_lock(${REPORTS_LOCK}::bigint)`;
    const rows = inputs.map(({ id, fieldEventId, truckId, doneAt, deviceDoneAt }) => ({
      ...{ id, fieldEventId, truckId, townId: asked.town.id, doneAt: new Date(doneAt) },
      ...{ reportedBy: asked.viewer.id, deviceDoneAt: deviceDoneAt ? new Date(deviceDoneAt) : null },
    }));
    const known = await transaction.retraction.findMany({ where: { id: { in: rows.map(({ id }) => id) } } });
    const isOfAnother = rows.some((row) =>
      [...known, ...rows].some((other) => other.id === row.id && !isSame(row, other)),
    );
    if (isOfAnother) return 'differs';
    await transaction.retraction.createMany({ data: rows, skipDuplicates: true });
    return await markRetracted(
      transaction,
      asked,
      rows.map(({ fieldEventId }) => fieldEventId),
    );
  }, PATIENCE);
}

type Content = Pick<Retraction, 'fieldEventId' | 'truckId' | 'townId' | 'doneAt'>;

function isSame(one: Content, other: Content): boolean {
  return (
    (['fieldEventId', 'truckId', 'townId'] as const).every((field) => one[field] === other[field]) &&
    one.doneAt.getTime() === other.doneAt.getTime()
  );
}

/**
 * Notes with reports whether they were taken back, in whichever order that came. What was weighed for an unloading that was taken
 * back is void.
 *
 * @returns the reports among them that no longer hold since now
 */
export async function markRetracted(
  transaction: Prisma.TransactionClient,
  asked: { readonly town: ActiveTown; readonly viewer: Viewer },
  fieldEventIds: readonly string[],
): Promise<readonly RetractedReport[]> {
  const retracted = await transaction.$queryRaw<RetractedReport[]>`
    UPDATE "FieldEvent" event SET "retractedAt" = retraction."arrivedAt"
      FROM (SELECT "fieldEventId", "truckId", "townId", min("arrivedAt") AS "arrivedAt" FROM "Retraction"
             WHERE "fieldEventId" = ANY(${[...fieldEventIds]}::uuid[]) GROUP BY 1, 2, 3) retraction
     WHERE event.id = retraction."fieldEventId" AND event."truckId" = retraction."truckId"
       AND event."townId" = retraction."townId" AND event."retractedAt" IS NULL AND event.source <> 'track'
    RETURNING event.id, event."truckId"`;
  await voidTicketsOfReports(
    transaction,
    asked,
    retracted.map(({ id }) => id),
    RETRACTED,
  );
  return retracted;
}

/** Why a ticket is void, in the town's own language. */
const RETRACTED = 'Tổ xe đã rút lại báo cáo đổ rác';
