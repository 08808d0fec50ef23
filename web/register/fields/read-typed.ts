import { readDay } from '../../../domain/cells/days.ts';
import { readWindows } from '../../../domain/cells/lists.ts';
import { readNumber } from '../../../domain/cells/numbers.ts';
import { readPastedPlace } from '../../../domain/cells/pasted-places.ts';
import { cleanText } from '../../../domain/cells/text.ts';
import type { Language } from '../../../domain/languages.ts';
import type { vi } from '../../ui/texts/vi/register.ts';
import type { Field, NumberField } from './field.ts';
import { readClock } from '../../ui/typed-clock.ts';
import { dayText, shownNumber, plainText } from './value-text.ts';
import { clockOfSecond } from '../../../domain/windows.ts';

/** What was typed as the API takes it, or what is wrong with it: a key of the texts under `fault`. */
export type Typed =
  | { readonly value: unknown }
  | { readonly fault: Exclude<keyof typeof vi.fault, 'ambiguous' | 'outside'> }
  | { readonly fault: 'ambiguous'; readonly params: Readonly<Record<'text' | 'thousands' | 'fraction', string>> }
  | { readonly fault: 'outside'; readonly params: Readonly<Record<'from' | 'to', string>> };

const DAY_SECONDS = 86_400;

/** Reads what somebody typed into a field. Blank is nothing: `null`, or a fault where something is needed. */
export function readTyped(field: Field, text: string, language: Language): Typed {
  const cleaned = cleanText(text);
  if (cleaned === '') return blank(field);
  switch (field.kind) {
    case 'number':
      return readFigure(field, cleaned, language);
    case 'clock': {
      const second = readClock(cleaned);
      return second === null ? { fault: 'clock' } : { value: second };
    }
    case 'day': {
      const day = readDay(cleaned);
      return 'value' in day ? day : { fault: 'day' };
    }
    case 'windows': {
      const windows = readWindows(cleaned);
      if ('value' in windows) return windows;
      return { fault: windows.code === 'windows-overlap' ? 'overlap' : 'windows' };
    }
    case 'place': {
      const place = readPastedPlace(cleaned);
      if ('value' in place) return place;
      return { fault: place.code === 'short-map-link' ? 'shortLink' : 'place' };
    }
    default:
      return { value: field.kind === 'text' && field.isLong ? text.trim() : cleaned };
  }
}

function blank(field: Field): Typed {
  if (field.kind === 'windows') return { value: [] };
  if ('isNullable' in field && field.isNullable) return { value: null };
  return field.kind === 'text' && !field.isRequired ? { value: null } : { fault: 'needed' };
}

function readFigure(field: NumberField, text: string, language: Language): Typed {
  const read = readNumber(text, {
    isWhole: field.isWhole,
    decimalSign: language === 'vi' ? ',' : '.',
    isSignSeen: true,
  });
  if ('value' in read) return within(field, read.value, language);
  // One figure typed by hand, seen at once as it is understood: what has a single reading is taken.
  const suggestion = String(read.params?.['suggestion'] ?? '').replace(',', '.');
  if (suggestion !== '' && !field.isWhole) return within(field, Number(suggestion), language);
  if (read.code === 'thousands-or-fraction') {
    const { thousands = '', fraction = '' } = read.params ?? {};
    return { fault: 'ambiguous', params: { text, thousands: String(thousands), fraction: String(fraction) } };
  }
  return { fault: read.code === 'not-whole' ? 'whole' : 'number' };
}

/** Of figures shown in another unit than they are kept in, the server could tell the bounds in its own only. */
function within(field: NumberField, shown: number, language: Language): Typed {
  const [from, to] = field.range ?? [-Infinity, Infinity];
  if (shown >= from && shown <= to) return { value: kept(field, shown) };
  return { fault: 'outside', params: { from: numberTyped(from, language), to: numberTyped(to, language) } };
}

function kept({ scale = 1 }: NumberField, shown: number): number {
  const value = Number((shown * scale).toPrecision(12));
  return scale > 1 ? Math.round(value) : value;
}

/** A kept value as it is typed, for an editor to begin with. */
export function typedText(field: Field, value: unknown, language: Language): string {
  if (value === null || value === undefined) return '';
  switch (field.kind) {
    case 'number':
      return typeof value === 'number' ? numberTyped(shownNumber(field, value), language) : '';
    case 'clock':
      return typeof value === 'number' ? `${clockOfSecond(value)}${value > DAY_SECONDS ? '+' : ''}` : '';
    case 'day':
      return dayText(plainText(value));
    case 'windows':
      return Array.isArray(value)
        ? value.map(([start, end]: [number, number]) => `${clockOfSecond(start)}-${clockOfSecond(end)}`).join(' ')
        : '';
    case 'place':
      return Array.isArray(value) ? `${value[1]}, ${value[0]}` : '';
    default:
      return plainText(value);
  }
}

function numberTyped(value: number, language: Language): string {
  return language === 'vi' ? plainText(value).replace('.', ',') : plainText(value);
}
