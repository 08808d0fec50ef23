import type { FieldEventInput } from '../../domain/field-events.ts';
import type { Platform } from '../../platform/platform.ts';
import { type FieldEvent, Prisma, type PrismaClient } from '../../prisma/client/client.ts';
import { addReports, keptReports } from '../../records/field/write-reports.ts';
import { awaitRetractions, markRetracted } from '../../records/retractions/retractions.ts';
import { storeReportedTickets, takenNumber } from '../../records/tickets/store-reported.ts';
import { isTaken } from '../../records/tickets/ticket-numbers.ts';
import type { ActiveTown } from '../../records/towns/active-town.ts';
import { truckIdsOf } from '../../records/trucks/trucks-of-town.ts';
import { latestInstantOf } from '../demo-area.ts';
import type { Language } from '../../domain/languages.ts';
import type { SignedIn } from '../http/route.ts';
import { publishInParts } from '../live/publish-in-parts.ts';
import { type EventRows, eventRows, FAULT_WORDS, saysTheSame } from './event-rows.ts';
import { fieldEventView } from '../../records/field/field-event-view.ts';
import { checkMayReport } from './may-report.ts';
import { readPlannedStops, readPlannedVisits } from '../../records/visits/planned-stops.ts';
import { fieldProblem } from './problems.ts';

/** Rather late than refused: a refused phone sends the same again, to a server that is already behind. */
const PATIENCE = { timeout: 30_000, maxWait: 15_000 };

/**
 * Stores what devices report. All or nothing, and committed when it returns; an event that is stored already with the same
 * content is a duplicate and changes nothing.
 *
 * @throws Problem `not-your-truck`, `event-does-not-fit`, `event-differs`, `ticket-number-taken`
 */
export async function reportEvents(
  platform: Platform,
  area: ActiveTown,
  asker: SignedIn,
  inputs: readonly FieldEventInput[],
  language: Language,
): Promise<{ accepted: string[]; duplicates: string[] }> {
  const { prisma } = platform.database;
  await checkMayReport(prisma, area, asker, inputs);
  const truckIds = await truckIdsOf(prisma, area.id);
  const stopIds = inputs.flatMap(({ stopId }) => (stopId ? [stopId] : []));
  const stops = await readPlannedStops(prisma, area.id, stopIds);
  const visitIds = inputs.flatMap(({ visitId }) => visitId ?? []);
  const visits = await readPlannedVisits(prisma, area.id, visitIds);
  const rows = eventRows(inputs, {
    townId: area.id,
    truckIds,
    stops,
    visits,
    timeZone: area.timeZone,
    reportedBy: asker.id,
    latest: latestInstantOf(platform.config, area),
    words: FAULT_WORDS[language],
  });

  const { stored, retracted } = await store(prisma, rows, { town: area, viewer: asker });
  const accepted = stored.map((event) => event.id);
  try {
    const standing = stored.filter(({ id }) => !retracted.has(id));
    await publishInParts(platform.bus, 'fieldEvents', standing.map(fieldEventView));
  } catch (error) {
    // The events are committed; whoever missed the announcement reads them.
    platform.logger.warn({ err: error }, 'field events not announced');
  }
  const isAccepted = new Set(accepted);
  return { accepted, duplicates: [...new Set(inputs.map(({ id }) => id))].filter((id) => !isAccepted.has(id)) };
}

/** What was stored now, and which of it was taken back before it came. */
async function store(
  prisma: PrismaClient,
  rows: readonly EventRows[],
  asked: { readonly town: ActiveTown; readonly viewer: SignedIn },
): Promise<{ readonly stored: readonly FieldEvent[]; readonly retracted: ReadonlySet<string> }> {
  try {
    return await prisma.$transaction(async (transaction) => {
      await awaitRetractions(transaction);
      const created = await addReports(
        transaction,
        rows.map(({ event }) => event),
      );
      const isNew = new Set(created.map((event) => event.id));
      // Of an id twice in one batch the first is stored; with ids of its own each row is its first.
      const firsts = rows.filter((row, index) => rows.findIndex((other) => other.event.id === row.event.id) === index);
      const tickets = firsts.flatMap(({ event, ticket }) => (ticket && isNew.has(event.id) ? [ticket] : []));
      await storeReportedTickets(transaction, tickets);
      await refuseDifferent(transaction, rows, isNew);
      const retracted = await markRetracted(
        transaction,
        asked,
        created.map(({ id }) => id),
      );
      return { stored: created, retracted: new Set(retracted.map(({ id }) => id)) };
    }, PATIENCE);
  } catch (error) {
    if (isTaken(error)) {
      const tickets = rows.flatMap(({ ticket }) => ticket ?? []);
      const taken = (await takenNumber(prisma, tickets)) ?? tickets[0]?.number ?? '';
      throw fieldProblem('ticket-number-taken', { number: taken });
    }
    throw error;
  }
}

/** @throws Problem `event-differs` with the ids of events that say something else than what is stored */
async function refuseDifferent(
  transaction: Prisma.TransactionClient,
  rows: readonly EventRows[],
  isNew: ReadonlySet<string>,
): Promise<void> {
  const isRepeated = (row: EventRows, index: number) =>
    !isNew.has(row.event.id) || rows.findIndex((other) => other.event.id === row.event.id) !== index;
  const repeated = rows.filter(isRepeated);
  if (repeated.length === 0) return;
  const stored = await keptReports(
    transaction,
    repeated.map(({ event }) => event.id),
  );
  const byId = new Map(stored.map((event) => [event.id, event]));
  const different = repeated.filter((row) => {
    const known = byId.get(row.event.id);
    return known !== undefined && !saysTheSame(row, known);
  });
  if (different.length > 0) {
    throw fieldProblem('event-differs', {}, { eventIds: [...new Set(different.map(({ event }) => event.id))] });
  }
}
