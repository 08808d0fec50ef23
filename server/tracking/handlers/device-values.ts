import { UnreadableReport } from '../tracker-report.ts';
import { firstOf, withoutLoneSurrogates } from '../../../domain/cells/text.ts';

export const METRES_PER_SECOND_PER_KNOT = 1852 / 3600;
const LONGEST_ID = 100;
const MOST_ATTRIBUTES = 40;
const LONGEST_TEXT = 200;

/** A decimal figure as devices write it, or the number that it is; anything else — `NaN`, `3,2`, `80%` — is not known. */
export function decimalOf(value: unknown): number | null {
  const isFigure = typeof value === 'string' && /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value.trim());
  const number = isFigure ? Number.parseFloat(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number + 0 : null;
}

/** As {@link decimalOf}; what is below nought says that the device does not know. */
export function measureOf(value: unknown): number | null {
  const number = decimalOf(value);
  return number === null || number < 0 ? null : number;
}

/** A share of a hundred; what is none is not known. */
export function percentOf(value: unknown): number | null {
  const number = measureOf(value);
  return number === null || number > 100 ? null : number;
}

/** Degrees from north. */
export function courseOf(value: unknown): number | null {
  const degrees = measureOf(value);
  return degrees === null ? null : degrees % 360;
}

/** `V` and `void` as NMEA says it of a fix. */
const NO = new Set(['0', 'f', 'false', 'n', 'no', 'off', 'v', 'void', 'invalid']);
const YES = new Set(['1', 't', 'true', 'y', 'yes', 'on']);
const wordOf = (value: unknown): string =>
  ['string', 'number', 'boolean'].includes(typeof value) ? `${value as string}`.trim().toLowerCase() : '';

/** Whether a device says no, in whichever way; what is not said is no `no`. */
export function isNo(value: unknown): boolean {
  return NO.has(wordOf(value));
}

/** As {@link isNo}, yes. */
export function isYes(value: unknown): boolean {
  return YES.has(wordOf(value));
}

/** A text that the database can hold: without NUL and without halves of surrogate pairs, no character cut in two. */
function deviceText(value: string): string {
  return firstOf(withoutLoneSurrogates(value).replaceAll('\0', '').trim(), LONGEST_TEXT);
}

/**
 * What a device calls itself. `name` is what its protocol calls that.
 *
 * @throws UnreadableReport where it is missing, or too long to be kept
 */
export function deviceIdOf(value: unknown, name: string): string {
  const id = typeof value === 'string' || typeof value === 'number' ? deviceText(String(value)) : '';
  if (!id) throw new UnreadableReport(`${name} is missing`);
  if (id.length > LONGEST_ID) throw new UnreadableReport(`${name} is too long`);
  return id;
}

/** What a device says beside the position: plain values by name, the first forty. */
export function attributesOf(members: Iterable<readonly [string, unknown]>): Record<string, string | number | boolean> {
  const plain = new Map<string, string | number | boolean>();
  for (const [name, value] of members) {
    if (plain.size === MOST_ATTRIBUTES) break;
    const key = deviceText(name);
    if (key === '') continue;
    if (typeof value === 'boolean') plain.set(key, value);
    else if (typeof value === 'number' && Number.isFinite(value)) plain.set(key, value);
    else if (typeof value === 'string') plain.set(key, deviceText(value));
  }
  return Object.fromEntries(plain);
}

/** Attributes of a form, where everything is text: figures and truth values as what they are. */
export function typedText(value: string): string | number | boolean {
  if (value === 'true' || value === 'false') return value === 'true';
  return /^-?\d{1,15}(\.\d+)?$/.test(value) ? (decimalOf(value) ?? value) : value;
}
