import type { Viewer } from '../../domain/policy/roles.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';
import { recordChange } from '../changes/record-change.ts';
import { whereOf } from '../people/where.ts';

/**
 * Closes something strange about a ticket, with what somebody found out. What was closed before stays as it was.
 *
 * @returns whether the viewer may work on such a ticket; else there is nothing there
 */
export async function closeDoubt(
  prisma: PrismaClient,
  { townId, viewer, id, now }: { townId: string; viewer: Viewer; id: string; now: Date },
  reason: string,
): Promise<boolean> {
  return await prisma.$transaction(async (transaction) => {
    const doubt = await transaction.ticketDoubt.findFirst({
      where: { id, ticket: { AND: [{ townId }, whereOf(viewer, 'tickets.edit')] } },
    });
    if (!doubt) return false;
    const { count } = await transaction.ticketDoubt.updateMany({
      where: { id, closedAt: null },
      data: { closedAt: now, closedBy: viewer.id, reason },
    });
    if (count === 0) return true;
    await recordChange(transaction, {
      ...{ townId, subject: 'tickets', subjectId: doubt.ticketId, actorUserId: viewer.id, kind: 'changed' },
      ...{ before: { openDoubt: doubt.kind }, after: { openDoubt: null }, note: reason },
    });
    return true;
  });
}
