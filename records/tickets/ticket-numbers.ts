import { sameLetters } from '../../domain/ticket-number.ts';
import { Prisma, type PrismaClient } from '../../prisma/client/client.ts';

/** What is asked here, of a database or within a transaction. */
type Reader = Pick<PrismaClient, 'ticket' | '$queryRaw'>;

/** A number at a facility. */
interface Numbered {
  readonly facilityId: string;
  readonly number: string;
}

/** A number is of a valid ticket of the facility that says something else. */
export class TicketNumberTaken extends Error {
  override readonly name = 'TicketNumberTaken';
}

/** Whether a ticket was refused because its number is taken, be it by one that was written in the same moment. */
export function isTaken(error: unknown): boolean {
  if (error instanceof TicketNumberTaken) return true;
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
}

/** The tickets of a facility that have a number, in capitals or small letters. */
export async function idsOfNumber(prisma: Reader, { facilityId, number }: Numbered): Promise<string[]> {
  const rows = await prisma.$queryRaw<{ id: string }[]>(
    Prisma.sql`SELECT "id" FROM "Ticket"
      WHERE "facilityId" = ${facilityId}::uuid AND lower("number" COLLATE "C") = ${sameLetters(number)}`,
  );
  return rows.map(({ id }) => id);
}

/** Of {@link idsOfNumber} those that count: one, unless the database is older than this rule. */
export async function validOfNumber(prisma: Reader, numbered: Numbered): Promise<string[]> {
  const where = { id: { in: await idsOfNumber(prisma, numbered) }, state: 'valid' };
  const valid = await prisma.ticket.findMany({ where, select: { id: true } });
  return valid.map(({ id }) => id);
}
