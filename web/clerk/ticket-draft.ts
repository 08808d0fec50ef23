import type { Stream } from '../../domain/streams.ts';
import type { TicketBody } from '../../domain/tickets/tickets.ts';
import type { WeighbridgeTruck } from '../../domain/tickets/tickets.ts';

/** What stands in the form, as it was written. */
export interface TicketDraft {
  readonly plate: string;
  readonly grossKg: string;
  readonly tareKg: string;
  readonly number: string;
  readonly streams: readonly Stream[];
}

/** What is missing or cannot be so, by the field. */
export type DraftFault = 'plateNeeded' | 'grossNeeded' | 'tareNeeded' | 'tareAbove' | 'numberNeeded';

/** The truck of this plate, however it is written: blanks, dots, dashes and small letters do not matter. */
export function truckOfPlate(plate: string, trucks: readonly WeighbridgeTruck[]): WeighbridgeTruck | undefined {
  const wanted = plain(plate);
  return wanted === '' ? undefined : trucks.find(({ code }) => plain(code) === wanted);
}

/** A whole number of kg as it was typed; `null` where it is none. Dots and blanks part thousands. */
export function kgOf(text: string): number | null {
  const digits = text.replaceAll(/[\s.,]/g, '');
  return /^\d{1,6}$/.test(digits) ? Number(digits) : null;
}

/** The ticket of a draft, or everything that is wrong with it. */
export function ticketOf(
  draft: TicketDraft,
  { facilityId, trucks, weighedAt }: { facilityId: string; trucks: readonly WeighbridgeTruck[]; weighedAt: string },
): { readonly ticket: TicketBody } | { readonly faults: readonly DraftFault[] } {
  const truck = truckOfPlate(draft.plate, trucks);
  const grossKg = kgOf(draft.grossKg);
  const tareKg = kgOf(draft.tareKg);
  const missing: readonly (DraftFault | false)[] = [
    draft.plate.trim().length < 3 && 'plateNeeded',
    grossKg === null && 'grossNeeded',
    tareKg === null && 'tareNeeded',
    grossKg !== null && tareKg !== null && tareKg > grossKg && 'tareAbove',
    draft.number.trim() === '' && 'numberNeeded',
  ];
  const faults = missing.filter((fault) => fault !== false);
  if (faults.length > 0 || grossKg === null || tareKg === null) return { faults };
  const of = truck ? { truckId: truck.id } : { plate: draft.plate.trim() };
  return {
    ticket: { facilityId, ...of, number: draft.number, grossKg, tareKg, streams: [...draft.streams], weighedAt },
  };
}

function plain(plate: string): string {
  return plate
    .normalize('NFC')
    .toUpperCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}
