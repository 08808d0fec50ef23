import { dateToDay } from '../../domain/day.ts';
import { type TicketView, ticketViewSchema } from '../../domain/tickets/tickets.ts';
import type { Prisma, PrismaClient } from '../../prisma/client/client.ts';
import { namesOf } from '../people/names.ts';

/** What {@link ticketViews} has to read along. */
export const ticketInclude = {
  facility: { select: { code: true, name: true } },
  truck: { select: { code: true } },
  voided: true,
  correctedBy: { select: { id: true } },
  doubts: { where: { closedAt: null }, select: { kind: true }, orderBy: { kind: 'asc' } },
} as const satisfies Prisma.TicketInclude;
export type TicketRow = Prisma.TicketGetPayload<{ include: typeof ticketInclude }>;

/** Tickets as others see them, with the names of who entered and voided them. */
export async function ticketViews(
  prisma: Pick<PrismaClient, 'user'>,
  rows: readonly TicketRow[],
): Promise<TicketView[]> {
  const names = await namesOf(
    prisma,
    rows.flatMap(({ enteredBy, voided }) => [enteredBy, voided?.by]),
  );
  const nameOf = (id: string | null): string => (id === null ? '' : (names.get(id) ?? ''));
  return rows.map((row) =>
    ticketViewSchema.parse({
      id: row.id,
      facilityId: row.facilityId,
      facilityCode: row.facility.code,
      facilityName: row.facility.name,
      truckId: row.truckId,
      truckCode: row.truck?.code ?? row.plate ?? '',
      number: row.number,
      streams: row.streams,
      grossKg: row.grossKg,
      tareKg: row.tareKg,
      netKg: row.netKg,
      weighedAt: row.weighedAt.toISOString(),
      day: dateToDay(row.day),
      state: row.state,
      source: row.source,
      entered: row.enteredBy && { name: nameOf(row.enteredBy), at: row.enteredAt.toISOString() },
      trip: row.shiftId && { shiftId: row.shiftId, tripNumber: row.tripNumber, how: row.tripHow },
      correctsId: row.correctsId,
      voided: row.voided && {
        name: nameOf(row.voided.by),
        at: row.voided.at.toISOString(),
        reason: row.voided.reason,
        replacedById: row.correctedBy?.id ?? null,
      },
      openDoubts: row.state === 'valid' ? row.doubts.map(({ kind }) => kind) : [],
    }),
  );
}
