import { v7 as uuidv7 } from 'uuid';
import { dayToDate } from '../../domain/day.ts';
import { dayOf } from '../../domain/day-of.ts';
import { matchTrip } from '../../domain/tickets/match-trip.ts';
import type { TicketInput, TicketSource } from '../../domain/tickets/tickets.ts';
import { Prisma, type PrismaClient, type Ticket } from '../../prisma/client/client.ts';
import { recordChange } from '../changes/record-change.ts';
import type { ActiveTown } from '../towns/active-town.ts';
import { noteDoubts } from './note-doubts.ts';
import { idsOfNumber, isTaken, TicketNumberTaken, validOfNumber } from './ticket-numbers.ts';
import { tripsAround } from './trips-around.ts';

/** `same`: it stood there already, and nothing was changed; `taken`: its number is of another valid ticket of the facility. */
export type WrittenTicket =
  | { readonly outcome: 'created' | 'same'; readonly id: string }
  | { readonly outcome: 'taken'; readonly by: string };

/** Drivers' tickets come with their reports. */
type EnteredSource = Exclude<TicketSource, 'driver'>;

/** A driver notes the slip when the truck is empty, the clerk when it stands on the scale. */
const SAME_SLIP_MILLISECONDS = 6 * 3600_000;

/**
 * Writes a ticket that a person entered, with the trip it belongs to and what is strange about it. The facility and truck are
 * the town's, and the asker may enter tickets there: that is asked before. What was entered already changes nothing, be it void
 * by now; nor does what the driver has reported of the same slip, and of a file's what the clerk has typed of it.
 */
export async function writeTicket(
  prisma: PrismaClient,
  town: ActiveTown,
  input: TicketInput,
  actorUserId: string,
  source: EnteredSource = 'clerk',
): Promise<WrittenTicket> {
  try {
    return await prisma.$transaction(async (transaction) => {
      const found = await findAlike(transaction, input, source);
      if (found) return found;
      const id = await insertTicket(transaction, town, input, actorUserId, null, source);
      return { outcome: 'created', id };
    });
  } catch (error) {
    if (!isTaken(error)) throw error;
    // Somebody else has entered it in between: now it is there to be found.
    const found = await findAlike(prisma, input, source);
    if (!found) throw error;
    return found;
  }
}

/**
 * Writes a ticket in the place of none or of one that is being corrected, which gives it its trip.
 *
 * @returns the new ticket's id
 * @throws where its number is taken, see {@link isTaken}
 */
export async function insertTicket(
  transaction: Prisma.TransactionClient,
  town: ActiveTown,
  input: TicketInput,
  actorUserId: string,
  corrects: Ticket | null,
  source: EnteredSource = 'clerk',
): Promise<string> {
  if ((await validOfNumber(transaction, input)).length > 0) throw new TicketNumberTaken();
  const id = uuidv7();
  const weighedAt = new Date(input.weighedAt);
  const slip = {
    facilityId: input.facilityId,
    truckId: input.truckId ?? null,
    plate: input.plate ?? null,
    number: input.number,
    streams: input.streams,
    grossKg: input.grossKg,
    tareKg: input.tareKg,
    netKg: input.grossKg - input.tareKg,
    weighedAt,
  };
  const trip = await tripOf(transaction, town, slip, corrects);
  const after = await transaction.ticket.create({
    data: {
      id,
      townId: town.id,
      ...slip,
      source,
      enteredBy: actorUserId,
      ...trip,
      correctsId: corrects?.id ?? null,
    },
  });
  await recordChange(transaction, {
    ...{ townId: town.id, subject: 'tickets', subjectId: id, actorUserId, kind: 'created' },
    after,
  });
  await noteDoubts(transaction, id);
  return id;
}

interface TripColumns {
  readonly day: Date;
  readonly shiftId: string | null;
  readonly tripNumber: number | null;
  readonly tripHow: string | null;
}

/** What was said by hand or by the driver holds for a correction, unless it is of another truck. */
async function tripOf(
  transaction: Prisma.TransactionClient,
  town: ActiveTown,
  { truckId, facilityId, weighedAt }: { truckId: string | null; facilityId: string; weighedAt: Date },
  corrects: Ticket | null,
): Promise<TripColumns> {
  if (corrects && corrects.truckId === truckId && (corrects.tripHow === 'manual' || corrects.tripHow === 'reported')) {
    const { day, shiftId, tripNumber, tripHow } = corrects;
    return { day, shiftId, tripNumber, tripHow };
  }
  const trips = truckId ? await tripsAround(transaction, { townId: town.id, truckId, at: weighedAt }) : [];
  const match = matchTrip({ facilityId, weighedAt }, trips);
  if (!match) {
    return { day: dayToDate(dayOf(weighedAt, town.timeZone)), shiftId: null, tripNumber: null, tripHow: null };
  }
  const { day, shiftId, tripNumber } = match.trip;
  return { day: dayToDate(day), shiftId, tripNumber, tripHow: match.how };
}

/** What writing a ticket would find; `null`: it would be created. */
export async function findAlike(
  prisma: Pick<PrismaClient, 'ticket' | '$queryRaw'>,
  input: TicketInput,
  source: EnteredSource,
): Promise<Exclude<WrittenTicket, { outcome: 'created' }> | null> {
  const ids = await idsOfNumber(prisma, input);
  const stored = await prisma.ticket.findMany({ where: { id: { in: ids } }, orderBy: { enteredAt: 'asc' } });
  const same =
    stored.find((row) => saysTheSame(row, input)) ??
    stored.find((row) => row.state === 'valid' && isSameSlip(row, input, source));
  if (same) return { outcome: 'same', id: same.id };
  const valid = stored.find(({ state }) => state === 'valid');
  return valid ? { outcome: 'taken', by: valid.id } : null;
}

function saysTheSame(row: Ticket, input: TicketInput): boolean {
  return (
    weighsTheSame(row, input) &&
    row.weighedAt.getTime() === Date.parse(input.weighedAt) &&
    JSON.stringify([...row.streams].sort()) === JSON.stringify(input.streams)
  );
}

/** Whether somebody else has told of the slip: the driver of the clerk's, anybody of a weighbridge's, which notes times to the second. */
function isSameSlip(row: Ticket, input: TicketInput, source: EnteredSource): boolean {
  const apart = Math.abs(row.weighedAt.getTime() - Date.parse(input.weighedAt));
  return row.source !== source && weighsTheSame(row, input) && apart <= SAME_SLIP_MILLISECONDS;
}

function weighsTheSame(row: Ticket, input: TicketInput): boolean {
  return (
    row.grossKg === input.grossKg &&
    row.tareKg === input.tareKg &&
    row.truckId === (input.truckId ?? null) &&
    row.plate === (input.plate ?? null)
  );
}
