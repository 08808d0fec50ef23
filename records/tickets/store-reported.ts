import type { Prisma, PrismaClient } from '../../prisma/client/client.ts';
import { noteDoubts } from './note-doubts.ts';
import { TicketNumberTaken, validOfNumber } from './ticket-numbers.ts';

/** A ticket that came with the report of unloading. */
export interface ReportedTicket {
  readonly townId: string;
  readonly facilityId: string;
  readonly truckId: string;
  readonly number: string;
  readonly streams: string[];
  readonly grossKg: number;
  readonly tareKg: number;
  readonly netKg: number;
  readonly weighedAt: Date;
  /** The service day of the plan whose stop it was unloaded at. */
  readonly day: Date;
  readonly trip: { readonly shiftId: string; readonly tripNumber: number } | null;
  readonly enteredBy: string;
  readonly fieldEventId: string;
}

/**
 * Writes the tickets that drivers report, in the transaction of the reports. A slip that the clerk has entered before is the same
 * ticket: it is only noted who else tells of it.
 *
 * @throws TicketNumberTaken, or Prisma's P2002 where another is just writing it, where a number is of a valid ticket of the facility that says something else
 */
export async function storeReportedTickets(
  transaction: Prisma.TransactionClient,
  tickets: readonly ReportedTicket[],
): Promise<void> {
  for (const { trip, ...ticket } of tickets) {
    const { truckId, grossKg, tareKg, fieldEventId } = ticket;
    const numbered = await validOfNumber(transaction, ticket);
    const { count } = await transaction.ticket.updateMany({
      where: {
        id: { in: numbered },
        truckId,
        grossKg,
        tareKg,
        source: { not: 'driver' },
        state: 'valid',
        fieldEventId: null,
      },
      data: {
        fieldEventId,
        // The driver knows better than the clock of which trip it is.
        ...(trip && { day: ticket.day, ...trip, tripHow: 'reported' }),
      },
    });
    if (count > 0) continue;
    if (numbered.length > 0) throw new TicketNumberTaken();
    const { id } = await transaction.ticket.create({
      data: { ...ticket, ...trip, tripHow: trip && 'reported', source: 'driver' },
      select: { id: true },
    });
    await noteDoubts(transaction, id);
  }
}

/** A number of these tickets that a valid ticket of the same facility has already; `null` where none has. */
export async function takenNumber(
  prisma: PrismaClient,
  tickets: readonly Pick<ReportedTicket, 'facilityId' | 'number'>[],
): Promise<string | null> {
  for (const ticket of tickets) if ((await validOfNumber(prisma, ticket)).length > 0) return ticket.number;
  return null;
}
