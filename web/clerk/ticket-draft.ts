import { instantAtClock } from '../../domain/clock-times.ts';
import type { Stream } from '../../domain/stream-names.ts';
import type { TicketBody } from '../../domain/tickets/tickets.ts';
import type { WeighbridgeTruck } from '../../domain/tickets/tickets.ts';

/** What stands in the form, as it was written. */
export interface TicketDraft {
  readonly plate: string;
  readonly grossKg: string;
  readonly tareKg: string;
  readonly number: string;
  readonly streams: readonly Stream[];
  /** When it was weighed, by the town's clocks: `2026-11-23T06:05`, day or time blank where it was not given; empty: now. */
  readonly weighedAt: string;
}

/** What is missing or cannot be so, by the field. */
export type DraftFault =
  | 'plateNeeded'
  | 'grossNeeded'
  | 'tareNeeded'
  | 'tareAbove'
  | 'numberNeeded'
  | 'timeUnclear'
  | 'timeAhead';

/** The truck of this plate, however it is written: blanks, dots, dashes and small letters do not matter. */
export function truckOfPlate(plate: string, trucks: readonly WeighbridgeTruck[]): WeighbridgeTruck | undefined {
  const wanted = plain(plate);
  return wanted === '' ? undefined : trucks.find(({ code }) => plain(code) === wanted);
}

const EMPTY: TicketDraft = { plate: '', grossKg: '', tareKg: '', number: '', streams: [], weighedAt: '' };

/** What the form shows: what was written, and where nothing was, what is proposed. */
export function draftWith(
  proposed: Partial<TicketDraft>,
  written: { readonly [K in keyof TicketDraft]?: TicketDraft[K] | undefined },
): TicketDraft {
  const said = Object.fromEntries(Object.entries(written).filter(([, value]) => value !== undefined));
  return { ...EMPTY, ...proposed, ...said };
}

/** What a ticket of before is written again with. */
export function draftOf(
  ticket: TicketBody,
  trucks: readonly WeighbridgeTruck[],
  shownAt: (instant: string) => string,
): TicketDraft {
  const { number, grossKg, tareKg, streams = [], truckId, plate, weighedAt } = ticket;
  return {
    ...{ number, grossKg: String(grossKg), tareKg: String(tareKg), streams, weighedAt: shownAt(weighedAt) },
    plate: trucks.find(({ id }) => id === truckId)?.code ?? plate ?? '',
  };
}

/** An instant as a draft has it, by the clocks of `timeZone`. */
export function localTime(instant: string, timeZone: string): string {
  const shown = new Date(instant).toLocaleString('sv-SE', { timeZone });
  return shown.slice(0, 16).replace(' ', 'T');
}

/** A whole number of kg as it was typed; `null` where it is none. Dots and blanks part thousands. */
export function kgOf(text: string): number | null {
  const digits = text.replaceAll(/[\s.,]/g, '');
  return /^\d{1,6}$/.test(digits) ? Number(digits) : null;
}

/** What a draft is read with. */
interface DraftContext {
  readonly facilityId: string;
  readonly trucks: readonly WeighbridgeTruck[];
  readonly timeZone: string;
  readonly now: Date;
}

/** The ticket of a draft, or everything that is wrong with it. */
export function ticketOf(
  draft: TicketDraft,
  { facilityId, trucks, timeZone, now }: DraftContext,
): { readonly ticket: TicketBody } | { readonly faults: readonly DraftFault[] } {
  const truck = truckOfPlate(draft.plate, trucks);
  const grossKg = kgOf(draft.grossKg);
  const tareKg = kgOf(draft.tareKg);
  const weighedAt = draft.weighedAt === '' ? now : momentOf(draft.weighedAt, timeZone);
  const missing: readonly (DraftFault | false)[] = [
    draft.plate.trim().length < 3 && 'plateNeeded',
    grossKg === null && 'grossNeeded',
    tareKg === null && 'tareNeeded',
    grossKg !== null && tareKg !== null && tareKg > grossKg && 'tareAbove',
    draft.number.trim() === '' && 'numberNeeded',
    weighedAt === null && 'timeUnclear',
    weighedAt !== null && weighedAt > now && 'timeAhead',
  ];
  const faults = missing.filter((fault) => fault !== false);
  if (faults.length > 0 || grossKg === null || tareKg === null || weighedAt === null) return { faults };
  const of = truck ? { truckId: truck.id } : { plate: draft.plate.trim() };
  const slip = { number: draft.number, grossKg, tareKg, streams: [...draft.streams] };
  return { ticket: { facilityId, ...of, ...slip, weighedAt: weighedAt.toISOString() } };
}

function momentOf(typed: string, timeZone: string): Date | null {
  const [day = '', clock = ''] = typed.split('T');
  return day === '' || clock === '' ? null : instantAtClock(day, clock, timeZone);
}

function plain(plate: string): string {
  return plate
    .normalize('NFC')
    .toUpperCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}
