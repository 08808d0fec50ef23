import { earliestInLedger } from '../../domain/ledger/ledger-days.ts';
import { may } from '../../domain/policy/may.ts';
import type { TicketInput } from '../../domain/tickets/tickets.ts';
import type { Platform } from '../../platform/platform.ts';
import { findTicketPlaces } from '../../records/tickets/ticket-places.ts';
import { writeTicket } from '../../records/tickets/write-ticket.ts';
import type { ActiveTown } from '../../records/towns/active-town.ts';
import type { Language } from '../../domain/languages.ts';
import { latestInstantOf } from '../demo-area.ts';
import type { SignedIn } from '../http/route.ts';
import { ticketProblem } from './problems.ts';

const WORDS = {
  vi: {
    unknownTruck: 'không có xe này',
    inTheFuture: 'thời điểm này chưa đến',
    longAgo: 'đã hơn mười năm, hãy xem lại năm',
    depot: 'đây là bãi đỗ xe, không đổ rác; hãy chọn nơi xe đổ rác',
  },
  en: {
    unknownTruck: 'there is no such truck',
    inTheFuture: 'this time has not come yet',
    longAgo: 'more than ten years ago, look at the year again',
    depot: 'this is a depot, where nothing is unloaded; choose where the truck unloaded',
  },
} as const;

/**
 * Enters a ticket. @returns its id, also where it was entered before
 *
 * @throws Problem `no-such-facility`, `ticket-does-not-fit`, `ticket-number-taken`
 */
export async function enterTicket(
  platform: Platform,
  town: ActiveTown,
  asker: SignedIn,
  input: TicketInput,
  language: Language,
): Promise<string> {
  await checkTicket(platform, town, asker, input, language);
  const written = await writeTicket(platform.database.prisma, town, input, asker.id);
  if (written.outcome === 'taken') {
    throw ticketProblem('ticket-number-taken', { number: input.number }, { ticketId: written.by });
  }
  return written.id;
}

/**
 * Whether what stands on a slip can be so, and the asker may say it.
 *
 * @throws Problem `no-such-facility`, `ticket-does-not-fit`
 */
export async function checkTicket(
  platform: Platform,
  town: ActiveTown,
  asker: SignedIn,
  input: TicketInput,
  language: Language,
): Promise<void> {
  const { facilityId, truckId } = input;
  const { facility, truck } = await findTicketPlaces(platform.database.prisma, town.id, { facilityId, truckId });
  if (!facility || !may(asker, 'tickets.edit', { townId: town.id, facilityId, truckId: truckId ?? null, truck })) {
    throw ticketProblem('no-such-facility');
  }
  const words = WORDS[language];
  const weighedAt = new Date(input.weighedAt);
  const latest = latestInstantOf(platform.config, town);
  const errors = [
    ...(facility.kind === 'depot' ? [{ path: 'body.facilityId', message: words.depot }] : []),
    ...(truckId && !truck ? [{ path: 'body.truckId', message: words.unknownTruck }] : []),
    ...(weighedAt > latest ? [{ path: 'body.weighedAt', message: words.inTheFuture }] : []),
    ...(weighedAt < earliestInLedger(new Date()) ? [{ path: 'body.weighedAt', message: words.longAgo }] : []),
  ];
  if (errors.length > 0) throw ticketProblem('ticket-does-not-fit', {}, { errors });
}
