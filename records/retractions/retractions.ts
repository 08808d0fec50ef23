import type { RetractedReport, RetractionInput } from '../../domain/retractions.ts';
import type { Viewer } from '../../domain/policy/roles.ts';
import type { Prisma, PrismaClient } from '../../prisma/client/client.ts';
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
 * Keeps that a report was taken back; committed when it returns. The same again changes nothing. Whether the viewer may report of the
 * truck is asked before.
 *
 * @returns `differs` where the id is of something else; else the reports that no longer hold by it: none where it has not come yet
 */
export async function writeRetraction(
  prisma: PrismaClient,
  asked: { readonly town: ActiveTown; readonly viewer: Viewer },
  { id, fieldEventId, truckId, doneAt, deviceDoneAt }: RetractionInput,
): Promise<readonly RetractedReport[] | 'differs'> {
  return await prisma.$transaction(async (transaction) => {
    await transaction.$executeRaw`SELECT pg_advisory_xact_lock(${REPORTS_LOCK}::bigint)`;
    const data = { id, fieldEventId, truckId, townId: asked.town.id, doneAt: new Date(doneAt) };
    const at = { reportedBy: asked.viewer.id, deviceDoneAt: deviceDoneAt ? new Date(deviceDoneAt) : null };
    await transaction.retraction.createMany({ data: [{ ...data, ...at }], skipDuplicates: true });
    const row = await transaction.retraction.findUniqueOrThrow({ where: { id } });
    const isSame =
      (['fieldEventId', 'truckId', 'townId'] as const).every((field) => row[field] === data[field]) &&
      row.doneAt.getTime() === data.doneAt.getTime();
    return isSame ? await markRetracted(transaction, asked, [fieldEventId]) : 'differs';
  }, PATIENCE);
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
