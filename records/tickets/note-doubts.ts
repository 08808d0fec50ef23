import { doubtsOf } from '../../domain/tickets/plausibility.ts';
import { usualTare } from '../../domain/tickets/usual-tare.ts';
import type { Prisma } from '../../prisma/client/client.ts';

/** As many as make a habit, and no more than one remembers. */
const TARES = 9;
const TRACK_MILLISECONDS = 30 * 60_000;

/**
 * Writes down what is strange about a ticket, in the transaction that wrote it. What is no longer strange, because its trip was
 * put right, is closed by that; what somebody closed stays closed.
 */
export async function noteDoubts(transaction: Prisma.TransactionClient, ticketId: string): Promise<void> {
  const ticket = await transaction.ticket.findUniqueOrThrow({
    where: { id: ticketId },
    include: { facility: true, truck: true },
  });
  const { truckId, weighedAt, facility } = ticket;
  const doubts = doubtsOf({
    ...ticket,
    usualTareKg: ticket.truck ? await usualTareBefore(transaction, ticket.truck, weighedAt, ticketId) : null,
    facility: { position: [facility.lon, facility.lat], acceptedStreams: facility.acceptedStreams },
    neighbours: truckId ? await neighboursOf(transaction, truckId, weighedAt, ticketId) : [],
    track: truckId ? await trackOf(transaction, truckId, weighedAt) : [],
    trip: ticket.shiftId === null ? null : { isDoubtful: ticket.tripHow === 'doubtful' },
  });
  // That it is of no trip somebody may have said by hand.
  const noted = doubts.filter(({ kind }) => kind !== 'no-trip' || ticket.tripHow !== 'manual');
  await transaction.ticketDoubt.deleteMany({
    where: { ticketId, closedAt: null, kind: { notIn: noted.map(({ kind }) => kind) } },
  });
  await transaction.ticketDoubt.createMany({
    data: noted.map(({ kind, figures }) => ({ ticketId, kind, figures })),
    skipDuplicates: true,
  });
}

/** What a truck usually weighs empty, by its valid tickets before a time. */
async function usualTareBefore(
  transaction: Pick<Prisma.TransactionClient, 'ticket'>,
  truck: { readonly id: string; readonly tareKg: number | null },
  before: Date,
  exceptId?: string,
): Promise<number | null> {
  const rows = await transaction.ticket.findMany({
    where: {
      truckId: truck.id,
      state: 'valid',
      weighedAt: { lt: before },
      ...(exceptId !== undefined && { id: { not: exceptId } }),
    },
    select: { tareKg: true },
    orderBy: { weighedAt: 'desc' },
    take: TARES,
  });
  return (
    usualTare(
      truck.tareKg,
      rows.map(({ tareKg }) => tareKg),
    )?.kg ?? null
  );
}

async function neighboursOf(
  transaction: Prisma.TransactionClient,
  truckId: string,
  weighedAt: Date,
  exceptId: string,
): Promise<{ weighedAt: Date; position: [number, number] }[]> {
  const of = (time: Prisma.DateTimeFilter, direction: 'asc' | 'desc') =>
    transaction.ticket.findFirst({
      where: { truckId, state: 'valid', id: { not: exceptId }, weighedAt: time },
      select: { weighedAt: true, facility: { select: { lon: true, lat: true } } },
      orderBy: { weighedAt: direction },
    });
  const found = [await of({ lte: weighedAt }, 'desc'), await of({ gt: weighedAt }, 'asc')];
  return found.flatMap((row) =>
    row ? [{ weighedAt: row.weighedAt, position: [row.facility.lon, row.facility.lat] as [number, number] }] : [],
  );
}

async function trackOf(transaction: Prisma.TransactionClient, truckId: string, at: Date): Promise<[number, number][]> {
  const rows = await transaction.position.findMany({
    where: {
      truckId,
      fixTime: {
        gte: new Date(at.getTime() - TRACK_MILLISECONDS),
        lte: new Date(at.getTime() + TRACK_MILLISECONDS),
      },
    },
    select: { lon: true, lat: true },
  });
  return rows.map(({ lon, lat }) => [lon, lat]);
}
