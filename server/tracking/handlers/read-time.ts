import { UnreadableReport } from '../tracker-report.ts';
import { decimalOf } from './device-values.ts';

/** Timestamps up to this are seconds, above it milliseconds. */
const LAST_SECOND = 2_147_483_647;

/**
 * A device's time: seconds or milliseconds since 1970, ISO 8601 (UTC where it names no zone) or `yyyy-MM-dd HH:mm:ss` in UTC.
 * A blank before an offset was a plus, which an address turns into one.
 *
 * @param now what holds where the device says nothing
 * @throws UnreadableReport
 */
export function readTime(value: unknown, now: Date, deviceId: string): Date {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
  const epoch = /^-?\d+(\.\d+)?$/.test(text) ? decimalOf(text) : null;
  const isSilent = value === undefined || value === null;
  const time = isSilent ? now : epoch === null ? calendarTime(text) : epochTime(epoch);
  if (Number.isNaN(time.getTime())) throw new UnreadableReport('timestamp is not a time', deviceId);
  return time;
}

function epochTime(value: number): Date {
  return new Date(value < LAST_SECOND ? value * 1000 : value);
}

const CALENDAR = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)(?:[.,](\d+))? ?(?:(Z)|([ +-])(\d{2}):?(\d{2})?)?$/i;

function calendarTime(text: string): Date {
  const [, day = '', time = '', fraction = '0', , sign = '+', hours = '00', minutes = '00'] = CALENDAR.exec(text) ?? [];
  // A day that is in no month would become one of the next.
  if (new Date(`${day}T00:00Z`).toJSON()?.slice(0, 10) !== day) return new Date(Number.NaN);
  const seconds = time.length === 5 ? `${time}:00` : time;
  return new Date(`${day}T${seconds}.${fraction.slice(0, 3)}${sign === '-' ? '-' : '+'}${hours}:${minutes}`);
}
