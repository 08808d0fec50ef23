import { UnreadableReport } from '../tracker-report.ts';
import { decimalOf } from './device-values.ts';

/** Timestamps up to this are seconds, above it milliseconds. */
const LAST_SECOND = 2_147_483_647;

/**
 * A device's time: seconds or milliseconds since 1970, ISO 8601 (UTC where it names no zone) or `yyyy-MM-dd HH:mm:ss` in UTC.
 *
 * @param now what holds where the device says nothing
 * @throws UnreadableReport
 */
export function readTime(value: unknown, now: Date, deviceId: string): Date {
  if (value === undefined || value === null) return now;
  const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
  const epoch = /^-?\d+(\.\d+)?$/.test(text) ? decimalOf(text) : null;
  const time = epoch === null ? new Date(calendarText(text)) : epochTime(epoch);
  if (Number.isNaN(time.getTime())) throw new UnreadableReport('timestamp is not a time', deviceId);
  return time;
}

function epochTime(value: number): Date {
  return new Date(value < LAST_SECOND ? value * 1000 : value);
}

function calendarText(text: string): string {
  const match = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:?\d{2})?$/i.exec(text);
  return match ? `${match[1]}T${match[2]}${match[3] ?? 'Z'}` : '';
}
