import type { FieldEvent, Prisma, Ticket } from '../../prisma/client/client.ts';

/** Adds reports; one whose id is there already, and the second of one id, changes nothing. @returns those that are new */
export async function addReports(
  transaction: Prisma.TransactionClient,
  reports: readonly Prisma.FieldEventCreateManyInput[],
): Promise<FieldEvent[]> {
  return await transaction.fieldEvent.createManyAndReturn({ data: [...reports], skipDuplicates: true });
}

/** Reports as they are kept, each with the ticket that came with it. */
export async function keptReports(
  transaction: Prisma.TransactionClient,
  ids: readonly string[],
): Promise<(FieldEvent & { ticket: Ticket | null })[]> {
  return await transaction.fieldEvent.findMany({ where: { id: { in: [...ids] } }, include: { ticket: true } });
}
