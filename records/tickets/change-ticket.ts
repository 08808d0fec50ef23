import { dayToDate } from '../../domain/day.ts';
import { dayOf } from '../../domain/day-of.ts';
import type { TripKey } from '../../domain/tickets/match-trip.ts';
import type { TicketInput } from '../../domain/tickets/tickets.ts';
import type { Viewer } from '../../domain/policy/roles.ts';
import type { Prisma, PrismaClient, Ticket } from '../../prisma/client/client.ts';
import { recordChange } from '../changes/record-change.ts';
import { whereOf } from '../people/where.ts';
import type { ActiveTown } from '../towns/active-town.ts';
import { noteDoubts } from './note-doubts.ts';
import { isTaken, validOfNumber } from './ticket-numbers.ts';
import { insertTicket } from './write-ticket.ts';

/** A change of a ticket that is asked for by somebody, of a town. */
interface Asked {
  readonly town: ActiveTown;
  readonly viewer: Viewer;
  readonly id: string;
}

/** A ticket the viewer may change, locked until the transaction ends. `null`: none. */
async function lockTicket(transaction: Prisma.TransactionClient, { town, viewer, id }: Asked): Promise<Ticket | null> {
  await transaction.$queryRaw`SELECT 1 FROM "Ticket" WHERE id = ${id}::uuid FOR UPDATE`;
  return await transaction.ticket.findFirst({
    where: { AND: [{ id, townId: town.id }, whereOf(viewer, 'tickets.edit')] },
  });
}

/** Makes a ticket count no more. Of one that is void already nothing is changed. @returns `null` where there is none */
export async function voidTicket(prisma: PrismaClient, asked: Asked, reason: string): Promise<{ id: string } | null> {
  return await prisma.$transaction(async (transaction) => {
    const ticket = await lockTicket(transaction, asked);
    if (!ticket) return null;
    if (ticket.state === 'valid') await makeVoid(transaction, asked, ticket, reason);
    return { id: ticket.id };
  });
}

/**
 * Puts another ticket in the place of one that was wrong, which is void from then on.
 *
 * @returns the new one's id; the id of the ticket that has its number; `void` where it counts no more; `null` where there is none
 */
export async function correctTicket(
  prisma: PrismaClient,
  asked: Asked,
  input: TicketInput,
  reason: string,
): Promise<{ id: string } | { takenBy: string } | 'void' | null> {
  try {
    return await prisma.$transaction(async (transaction) => {
      const ticket = await lockTicket(transaction, asked);
      if (!ticket) return null;
      if (ticket.state === 'void') return 'void';
      await makeVoid(transaction, asked, ticket, reason);
      return { id: await insertTicket(transaction, asked.town, input, asked.viewer.id, ticket) };
    });
  } catch (error) {
    if (!isTaken(error)) throw error;
    const other = (await validOfNumber(prisma, input)).find((id) => id !== asked.id);
    if (other === undefined) throw error;
    return { takenBy: other };
  }
}

/** Says by hand of which trip a ticket is. @returns `no-trip` where the truck has none such; `null` where there is no ticket */
export async function setTrip(
  prisma: PrismaClient,
  asked: Asked,
  trip: TripKey | null,
): Promise<{ id: string } | 'no-trip' | null> {
  return await prisma.$transaction(async (transaction) => {
    const ticket = await lockTicket(transaction, asked);
    if (!ticket) return null;
    if (trip && !(await isTripOf(transaction, asked.town.id, ticket.truckId, trip))) return 'no-trip';
    const after = await transaction.ticket.update({
      where: { id: ticket.id },
      data: {
        day: dayToDate(trip?.day ?? dayOf(ticket.weighedAt, asked.town.timeZone)),
        shiftId: trip?.shiftId ?? null,
        tripNumber: trip?.tripNumber ?? null,
        tripHow: 'manual',
      },
    });
    await recordChange(transaction, { ...changed(asked), before: ticket, after });
    await noteDoubts(transaction, ticket.id);
    return { id: ticket.id };
  });
}

async function isTripOf(
  transaction: Prisma.TransactionClient,
  townId: string,
  truckId: string | null,
  { day, shiftId, tripNumber }: TripKey,
): Promise<boolean> {
  if (truckId === null) return false;
  const found = await transaction.trip.findFirst({
    where: {
      number: tripNumber,
      route: { truckId, shiftId, revision: { publishedOn: { townId, day: dayToDate(day) } } },
    },
    select: { id: true },
  });
  return found !== null;
}

/** Makes the valid tickets that came with some reports count no more. */
export async function voidTicketsOfReports(
  transaction: Prisma.TransactionClient,
  { town, viewer }: Omit<Asked, 'id'>,
  fieldEventIds: readonly string[],
  reason: string,
): Promise<void> {
  if (fieldEventIds.length === 0) return;
  const tickets = await transaction.ticket.findMany({
    where: { townId: town.id, fieldEventId: { in: [...fieldEventIds] }, state: 'valid' },
  });
  for (const ticket of tickets) await makeVoid(transaction, { town, viewer, id: ticket.id }, ticket, reason);
}

async function makeVoid(
  transaction: Prisma.TransactionClient,
  asked: Asked,
  ticket: Ticket,
  reason: string,
): Promise<void> {
  await transaction.ticketVoid.create({ data: { ticketId: ticket.id, reason, by: asked.viewer.id } });
  const after = await transaction.ticket.update({ where: { id: ticket.id }, data: { state: 'void' } });
  await recordChange(transaction, { ...changed(asked), before: ticket, after, note: reason });
}

function changed({ town, viewer, id }: Asked) {
  const subject = { subject: 'tickets', subjectId: id, kind: 'changed' } as const;
  return { townId: town.id, actorUserId: viewer.id, ...subject };
}
