import type { Request } from 'express';
import { z } from 'zod';
import { idSchema } from '../../domain/ids.ts';
import { isWholeFileFault } from '../../domain/area-files/fault-messages.ts';
import type { ImportFault } from '../../domain/areas.ts';
import type { Language } from '../../domain/languages.ts';
import { LISTED_ROWS } from '../../domain/sheets/views.ts';
import { STREAM_NAMES } from '../../domain/stream-names.ts';
import {
  readTicketFile,
  type ReadTicketFile,
  takenFault,
  TICKET_COLUMNS,
  type TicketRow,
} from '../../domain/tickets/ticket-file.ts';
import type { TicketFilePreview } from '../../domain/tickets/ticket-file-view.ts';
import { earliestInLedger } from '../../domain/ledger/ledger-days.ts';
import type { Platform } from '../../platform/platform.ts';
import { withRows } from '../../platform/source-rows.ts';
import { readWeighingPlaces } from '../../records/tickets/weighing-places.ts';
import { findAlike, writeTicket } from '../../records/tickets/write-ticket.ts';
import type { ActiveTown } from '../../records/towns/active-town.ts';
import { latestInstantOf } from '../demo-area.ts';
import type { SignedIn } from '../http/route.ts';
import { parseInput } from '../http/validation.ts';
import { columnMappingSchema } from '../register/sheets/import-sheet.ts';
import { faultViews } from '../register/sheets/preview-view.ts';
import { sheetProblem } from '../register/sheets/problems.ts';
import { receiveSheet } from '../register/sheets/receive-sheet.ts';

/** The fields of the form beside its file. */
export const ticketFileFormSchema = z.object({
  /** Where rows were weighed that do not say it. */
  facility: idSchema.optional(),
  /** Nothing is kept: the answer says what would be. */
  dryRun: z
    .enum(['0', '1'])
    .default('0')
    .transform((text) => text === '1'),
  /** What to do with rows that have faults: with `refuse` nothing of the file is kept. */
  onFault: z.enum(['refuse', 'skip']).default('refuse'),
  mapping: columnMappingSchema.optional(),
});

/** Takes the tickets of a weighbridge's file in, or says what that would do. @throws Problem */
export async function takeTicketFile(
  platform: Platform,
  town: ActiveTown,
  request: Request,
  user: SignedIn,
  language: Language,
): Promise<TicketFilePreview> {
  const { file: received, fields } = await receiveSheet(request);
  const form = parseInput(ticketFileFormSchema, fields, 'body', language);
  if (!received) throw sheetProblem('sheet-missing');
  const { prisma } = platform.database;
  const { facilities, trucks } = await readWeighingPlaces(prisma, town.id, user);
  const { file, fault } = await withRows({ kind: 'tickets', ...received });
  const read: ReadTicketFile = fault
    ? { rows: [], faults: [fault], headings: [] }
    : readTicketFile(
        file,
        {
          ...{ facilities, trucks, timeZone: town.timeZone },
          facilityId: facilities.find(({ id }) => id === form.facility)?.id ?? null,
          earliest: earliestInLedger(new Date()),
          latest: latestInstantOf(platform.config, town),
        },
        form.mapping ?? {},
      );
  const added: TicketRow[] = [];
  const taken: ImportFault[] = [];
  for (const row of read.rows) {
    const found = await findAlike(prisma, row.ticket, 'file');
    if (found === null) added.push(row);
    else if (found.outcome === 'taken') taken.push(takenFault(file, row));
  }
  const faults = [...read.faults, ...taken];
  if (!form.dryRun) {
    if (faults.length > 0 && (form.onFault === 'refuse' || faults.some(isWholeFileFault))) {
      throw sheetProblem('rows-refused', { count: faults.length }, { faults: faultViews(faults, language) });
    }
    // One after the other: what is strange about a ticket is told by those before it.
    for (const { ticket } of added.toSorted((a, b) => a.ticket.weighedAt.localeCompare(b.ticket.weighedAt))) {
      await writeTicket(prisma, town, ticket, user.id, 'file');
    }
  }
  const nameOf = (id: string): string => facilities.find((facility) => facility.id === id)?.name ?? '';
  return {
    isKept: !form.dryRun,
    fileName: file.name,
    headings: [...read.headings],
    columns: TICKET_COLUMNS.map(({ key, title, isRequired = false }) => ({
      ...{ key, title: title[language], isNeeded: isRequired },
    })),
    counts: {
      ...{ added: added.length, changed: 0, archived: 0 },
      unchanged: read.rows.length - added.length - taken.length,
      refused: new Set(faults.flatMap(({ line }) => line ?? [])).size,
    },
    added: added.slice(0, LISTED_ROWS).map(({ line, ticket }) => ({
      ...{ line, name: ticket.number },
      cells: [
        {
          column: titleOf('plate', language),
          value: trucks.find(({ id }) => id === ticket.truckId)?.code ?? ticket.plate ?? '',
        },
        { column: titleOf('net', language), value: ticket.grossKg - ticket.tareKg },
        { column: titleOf('date', language), value: shownAt(ticket.weighedAt, town.timeZone) },
        { column: titleOf('facility', language), value: nameOf(ticket.facilityId) },
        ...ticket.streams.map((stream) => ({
          ...{ column: titleOf('streams', language), value: STREAM_NAMES[stream][language] },
        })),
      ],
    })),
    ...{ changed: [], archived: [] },
    faults: faultViews(faults, language).slice(0, LISTED_ROWS),
  };
}

function titleOf(key: string, language: Language): string {
  return TICKET_COLUMNS.find((column) => column.key === key)?.title[language] ?? key;
}

/** As a clock of the town showed it. */
function shownAt(instant: string, timeZone: string): string {
  return new Date(instant).toLocaleString('sv-SE', { timeZone }).slice(0, 16);
}
