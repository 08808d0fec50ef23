import { fold } from '../area-files/fold.ts';
import { isWholeFileFault } from '../area-files/fault-messages.ts';
import { RowReader } from '../area-files/row-reader.ts';
import { faultOf, type SourceFile } from '../area-files/source-file.ts';
import { type Column, type ColumnMapping, readTable } from '../area-files/table.ts';
import type { ImportFault } from '../areas.ts';
import { readDay } from '../cells/days.ts';
import { readStreams } from '../cells/lists.ts';
import { instantAtClock } from '../clock-times.ts';
import type { Day } from '../day.ts';
import type { Language } from '../languages.ts';
import { sameLetters, ticketNumber } from '../ticket-number.ts';
import type { TicketInput } from './tickets.ts';

/** What a weighbridge's file is compared with. */
export interface TicketFileContext {
  /** Facilities at which tickets may be entered. */
  readonly facilities: readonly { readonly id: string; readonly code: string; readonly name: string }[];
  /** Of rows that name none; `null`: each has to. */
  readonly facilityId: string | null;
  readonly trucks: readonly { readonly id: string; readonly code: string }[];
  readonly timeZone: string;
  /** Nothing was weighed before it, nor after `latest`. */
  readonly earliest: Date;
  readonly latest: Date;
}

export interface TicketRow {
  readonly line: number;
  readonly ticket: TicketInput;
}

interface TicketColumn extends Column {
  readonly title: Readonly<Record<Language, string>>;
}
const column = (key: string, vi: string, en: string, more: Partial<Column> = {}): TicketColumn => ({
  ...{ key, title: { vi, en }, ...more },
  headings: [vi, en, ...(more.headings ?? [])],
});

const NUMBER_COLUMN = column('number', 'Số phiếu', 'Ticket number', {
  isRequired: true,
  headings: ['Số phiếu cân', 'Mã phiếu', 'Phiếu', 'Ticket', 'No'],
});

/** The columns a weighbridge's file may have. */
export const TICKET_COLUMNS: readonly TicketColumn[] = [
  NUMBER_COLUMN,
  column('plate', 'Biển số', 'Plate', { isRequired: true, headings: ['Biển số xe', 'Số xe', 'BKS', 'Xe', 'Truck'] }),
  column('gross', 'Khối lượng tổng (kg)', 'Gross (kg)', {
    ...{ isRequired: true, numbers: 'whole' },
    headings: ['Tổng', 'Khối lượng tổng', 'KL tổng', 'Trọng lượng tổng', 'Cân lần 1', 'TL xe hàng', 'Gross', 'grossKg'],
  }),
  column('tare', 'Khối lượng bì (kg)', 'Tare (kg)', {
    ...{ isRequired: true, numbers: 'whole' },
    headings: ['Bì', 'Khối lượng bì', 'KL bì', 'Trọng lượng bì', 'Cân lần 2', 'Xác xe', 'TL xe', 'Tare', 'tareKg'],
  }),
  column('net', 'Khối lượng hàng (kg)', 'Net (kg)', {
    ...{ numbers: 'whole', headings: ['Hàng', 'Khối lượng hàng', 'KL hàng', 'Thực', 'Net', 'netKg'] },
  }),
  column('date', 'Ngày cân', 'Date', {
    isRequired: true,
    headings: ['Ngày', 'Ngày giờ', 'Thời gian', 'Thời điểm cân', 'Weighed at'],
  }),
  column('time', 'Giờ cân', 'Time', { headings: ['Giờ', 'Giờ ra'] }),
  column('streams', 'Loại rác', 'Streams', { headings: ['Loại hàng', 'Stream'] }),
  column('facility', 'Cơ sở', 'Facility', { headings: ['Nơi cân', 'Bãi rác', 'Trạm cân'] }),
];

export interface ReadTicketFile {
  readonly rows: readonly TicketRow[];
  readonly faults: readonly ImportFault[];
  readonly headings: readonly { readonly heading: string; readonly key: string | null }[];
}

/**
 * Reads the tickets of a weighbridge's file. A row is a ticket or has faults, each with its line, column and value; a number that
 * stands there twice at one facility is a fault of the second row.
 */
export function readTicketFile(
  file: SourceFile,
  context: TicketFileContext,
  mapping: ColumnMapping = {},
): ReadTicketFile {
  const { table, faults, headings = [] } = readTable(file, TICKET_COLUMNS, mapping);
  const keyAt = new Map([...(table?.columns ?? [])].map(([key, { index }]) => [index, key]));
  const named = headings
    .map((heading, index) => ({ heading, key: keyAt.get(index) ?? null }))
    .filter(({ heading }) => heading !== '');
  if (!table) return { rows: [], faults, headings: named };
  const trucks = new Map(context.trucks.map(({ id, code }) => [plain(code), id]));
  const rows: TicketRow[] = [];
  const found = [...faults];
  const seen = new Map<string, number>();
  for (const row of table.rows) {
    const reader = new RowReader(table, row);
    reader.checkLetters();
    const ticket = readTicket(reader, context, trucks);
    const key = ticket && `${ticket.facilityId} ${sameLetters(ticket.number)}`;
    const firstLine = key ? seen.get(key) : undefined;
    if (firstLine !== undefined) reader.fault('number', 'duplicate', { firstLine });
    else if (key) seen.set(key, row.line);
    found.push(...reader.faults);
    if (ticket && reader.faults.length === 0) rows.push({ line: row.line, ticket });
  }
  // Without one of its columns no row is a ticket.
  return { rows: faults.some(isWholeFileFault) ? [] : rows, faults: found, headings: named };
}

/** The fault of a row whose number is of another valid ticket. */
export function takenFault(file: Pick<SourceFile, 'kind' | 'name'>, { line, ticket }: TicketRow): ImportFault {
  return faultOf(file, line, NUMBER_COLUMN.title.vi, 'ticket-number-taken', ticket.number);
}

function readTicket(
  row: RowReader,
  context: TicketFileContext,
  trucks: ReadonlyMap<string, string>,
): TicketInput | null {
  const facilityId = readFacility(row, context);
  const weight = { min: 0, max: 100_000, isInteger: true };
  const [grossKg, tareKg] = [row.number('gross', weight), row.number('tare', weight)];
  const netKg = row.optionalNumber('net', weight);
  const number = ticketNumber(row.text('number'));
  const plate = row.text('plate');
  const streams = row.optional('streams', readStreams, []);
  const weighedAt = readInstant(row, context);
  if (number.length > 40) row.fault('number', 'too-long', { most: 40 });
  const truckId = trucks.get(plain(plate));
  if (plate !== '' && !truckId && (plate.length < 3 || plate.length > 20)) row.fault('plate', 'not-a-plate');
  if (grossKg < tareKg) row.fault('tare', 'tare-above-gross', { gross: grossKg });
  else if (netKg !== null && netKg !== grossKg - tareKg) row.fault('net', 'net-differs', { net: grossKg - tareKg });
  if (row.faults.length > 0 || facilityId === null || weighedAt === null) return null;
  return {
    ...{ facilityId, number, grossKg, tareKg, weighedAt: weighedAt.toISOString() },
    ...(truckId ? { truckId } : { plate }),
    streams: streams.toSorted(),
  };
}

function readFacility(row: RowReader, { facilities, facilityId }: TicketFileContext): string | null {
  const written = row.optionalText('facility');
  if (written === null) {
    if (facilityId === null) row.fault('facility', 'facility-needed');
    return facilityId;
  }
  const found = facilities.find(({ code, name }) => [code, name].some((of) => fold(of) === fold(written)));
  if (!found) row.fault('facility', 'unknown-facility');
  return found?.id ?? null;
}

/** The day and the time of the clock, in one cell or in two; a day alone does not say of which trip a ticket is. */
function readInstant(row: RowReader, { timeZone, earliest, latest }: TicketFileContext): Date | null {
  const [first = '', ...rest] = row.text('date').split(/[\sT]+/);
  if (first === '') return null;
  const day: Day | null = row.serialDay('date') ?? dayOrNull(first);
  if (day === null) {
    row.fault('date', 'not-a-day');
    return null;
  }
  const written = row.optionalText('time') ?? rest.join(' ');
  const clock = /^(\d{1,2})[:hg](\d{2})(?::\d{2})?\s*$/i.exec(written);
  const [hours, minutes] = [Number(clock?.[1]), Number(clock?.[2])];
  if (!clock || hours > 23 || minutes > 59) {
    row.fault(row.has('time') ? 'time' : 'date', 'not-a-time');
    return null;
  }
  const at = instantAtClock(day, `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`, timeZone);
  if (at > latest) row.fault('date', 'not-yet');
  if (at < earliest) row.fault('date', 'long-ago');
  return at;
}

function dayOrNull(text: string): Day | null {
  const read = readDay(text);
  return 'value' in read ? read.value : null;
}

/** A plate as it is compared: however it is written, blanks, dots, dashes and small letters do not matter. */
function plain(plate: string): string {
  return plate
    .normalize('NFC')
    .toUpperCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}
