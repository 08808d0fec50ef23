import { instantAtClock } from '../../../domain/clock-times.ts';
import { addDays, type Day } from '../../../domain/day.ts';
import type { FieldEventInput } from '../../../domain/field-events.ts';
import type { RouteView, StopView } from '../../../domain/plans.ts';
import { reasonOfFigure } from '../../../domain/run-sheets.ts';
import { otherReason } from '../../../domain/skip-reasons.ts';

/** What was typed of one stop, as it was typed. */
export interface TypedRow {
  readonly isDone: boolean;
  readonly kg: string;
  readonly reason: string;
  readonly time: string;
  readonly number: string;
  readonly gross: string;
  readonly tare: string;
}
export const EMPTY_ROW: TypedRow = { isDone: false, kg: '', reason: '', time: '', number: '', gross: '', tare: '' };

export type RowFault = 'kg' | 'both' | 'time' | 'ticket' | 'tare';

/** By stop. */
export type TypedSheet = ReadonlyMap<string, TypedRow>;

/** A report as it is sent, but for its id. */
export type TypedReport = Omit<FieldEventInput, 'id'> & { readonly stopId: string };

interface Context {
  readonly day: Day;
  readonly timeZone: string;
  readonly now: Date;
}

/** Whether a row says anything. */
export function isTyped({ isDone, ...cells }: TypedRow): boolean {
  return isDone || Object.values(cells).some((cell) => cell.trim() !== '');
}

/**
 * What a typed sheet reports, in the order of the route, and what in it cannot be so. A row without a time was done when it was
 * planned, and the report says that its time is not known; one without kg says nothing of its mass.
 */
export function readSheet(
  route: Pick<RouteView, 'truckId' | 'stops'>,
  sheet: TypedSheet,
  context: Context,
): { readonly reports: readonly TypedReport[]; readonly faults: ReadonlyMap<string, RowFault> } {
  const reports: TypedReport[] = [];
  const faults = new Map<string, RowFault>();
  for (const stop of route.stops) {
    const row = sheet.get(stop.id);
    if (!row || !isTyped(row)) continue;
    const read = stop.kind === 'unload' ? unloading(row) : collection(row, stop);
    const time = timeOf(row.time, stop, context);
    if (typeof read === 'string') faults.set(stop.id, read);
    else if (time === null) faults.set(stop.id, 'time');
    else reports.push({ ...read, ...time, truckId: route.truckId, stopId: stop.id, source: 'paper' });
  }
  return { reports, faults };
}

type Read = Pick<FieldEventInput, 'kind' | 'visitId' | 'stream' | 'mass' | 'reason' | 'ticket'> | RowFault;

function collection({ kg, reason }: TypedRow, stop: StopView): Read {
  const visit = { visitId: stop.visitId, stream: stop.stream };
  const why = reason.trim();
  if (why !== '') {
    if (kg.trim() !== '') return 'both';
    return { kind: 'skipped', ...visit, reason: reasonOfFigure(why) ?? otherReason(why) };
  }
  if (kg.trim() === '') return { kind: 'served', ...visit };
  const typed = wholeOf(kg);
  return typed === null ? 'kg' : { kind: 'served', ...visit, mass: { kg: typed, how: 'typed' } };
}

function unloading({ number, gross, tare }: TypedRow): Read {
  if ([number, gross, tare].every((cell) => cell.trim() === '')) return { kind: 'unloaded' };
  const [grossKg, tareKg] = [wholeOf(gross), wholeOf(tare)];
  if (number.trim() === '' || grossKg === null || tareKg === null) return 'ticket';
  if (tareKg > grossKg) return 'tare';
  return { kind: 'unloaded', ticket: { number: number.trim(), grossKg, tareKg } };
}

/** A time of the clock nearest to when it was planned: after midnight that is the next day's. `null` for what is no time. */
function timeOf(
  written: string,
  { departsAt }: StopView,
  { day, timeZone, now }: Context,
): Pick<FieldEventInput, 'doneAt' | 'isTimeKnown'> | null {
  const planned = Date.parse(departsAt);
  if (written.trim() === '') {
    return { doneAt: new Date(Math.min(planned, now.getTime())).toISOString(), isTimeKnown: false };
  }
  const [, hours = '', minutes = ''] = /^(\d{1,2})(?:[:.h ]?(\d{2}))?$/.exec(written.trim()) ?? [];
  if (hours === '' || Number(hours) > 23 || Number(minutes) > 59) return null;
  const clock = `${hours.padStart(2, '0')}:${minutes || '00'}`;
  const [first, next] = [instantAtClock(day, clock, timeZone), instantAtClock(addDays(day, 1), clock, timeZone)];
  const isNext = Math.abs(next.getTime() - planned) < Math.abs(first.getTime() - planned);
  return { doneAt: (isNext ? next : first).toISOString(), isTimeKnown: true };
}

/** A whole number of kg; dots, commas and blanks part thousands. */
function wholeOf(text: string): number | null {
  const digits = text.replaceAll(/[\s.,]/g, '');
  return /^\d{1,6}$/.test(digits) ? Number(digits) : null;
}
