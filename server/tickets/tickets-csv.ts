import { csv } from '../../domain/area-files/write-csv.ts';
import type { TicketView } from '../../domain/tickets/tickets.ts';

/** Tickets as a file: one row each, void ones too. Streams of one ticket stand in one cell, blanks between them. */
export function ticketsCsv(tickets: readonly TicketView[]): string {
  return csv(
    ['day', 'facility', 'number', 'truck', 'stream', 'netKg', 'state'],
    tickets.map(({ day, facilityCode, number, truckCode, streams, netKg, state }) => [
      ...[day, asText(facilityCode), asText(number), asText(truckCode), streams.join(' ')],
      ...[netKg, state],
    ]),
  );
}

/** What somebody wrote on a slip must not become a formula in a spreadsheet. */
function asText(cell: string): string {
  return /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
}
