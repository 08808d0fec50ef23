import type { z } from 'zod';
import { collectionDaysText, type HeldSchedule, readCollectionDays, weekdaysText } from '../cells/collection-days.ts';
import { readDay } from '../cells/days.ts';
import { choiceWords, readChoice, readStreams, readWeekdays, readWindows } from '../cells/lists.ts';
import { readStretch, stretchText } from '../cells/stretches.ts';
import { cleanText } from '../cells/text.ts';
import { lineStringSchema } from '../geo.ts';
import type { RowReader } from '../area-files/row-reader.ts';
import type { Column } from '../area-files/table.ts';
import type { Language } from '../languages.ts';
import { STREAM_NAMES, type Stream } from '../stream-names.ts';
import { clockOfSecond, type DayWindow } from '../windows.ts';
import type { SheetSubject } from './subjects.ts';

export type SheetCell = string | number | null;

/** A column of a book's spreadsheet: how it is headed, read and written. */
export interface SheetColumn extends Column {
  /** Heading of templates and exports; those of the key and of {@link Column.headings} are read too. */
  readonly title: Readonly<Record<Language, string>>;
  /** A new record needs it, and no record may have it blank. */
  readonly isNeeded?: boolean;
  /** What a blank cell means, and a new record without the column. */
  readonly blank: unknown;
  /** The book whose code stands there. */
  readonly refersTo?: SheetSubject;
  /** Read, but in no export: another column says the same. */
  readonly isReadOnly?: boolean;
  /** The cell of a row, which is not blank; what is wrong with it is told to the row. */
  readonly read: (row: RowReader, key: string) => unknown;
  readonly write: (value: unknown, language: Language) => SheetCell;
  /** What is written there, for templates. */
  readonly hint?: Readonly<Record<Language, string>>;
}

interface Naming {
  readonly headings?: readonly string[];
  readonly isNeeded?: boolean;
  readonly blank?: unknown;
  readonly hint?: Readonly<Record<Language, string>>;
}

const titled = (key: string, vi: string, en: string, { headings = [], blank = null, ...rest }: Naming) => ({
  key,
  title: { vi, en },
  headings: [vi, en, ...headings],
  blank,
  ...rest,
});

export function textColumn(key: string, vi: string, en: string, naming: Naming = {}): SheetColumn {
  return {
    ...titled(key, vi, en, naming),
    read: (row) => row.optionalText(key),
    write: (value) => (typeof value === 'string' ? cleanText(value) : ''),
  };
}

/** A code of another book. */
export function referenceColumn(
  key: string,
  vi: string,
  en: string,
  refersTo: SheetSubject,
  naming: Naming = {},
): SheetColumn {
  return { ...textColumn(key, vi, en, naming), refersTo };
}

interface Range extends Naming {
  readonly min?: number;
  readonly max?: number;
  /** How much of the record's own measure one of the sheet's is: 60 for minutes of seconds, 0.01 for per cent of a share. */
  readonly scale?: number;
}

export function wholeColumn(key: string, vi: string, en: string, { min = 0, max, ...naming }: Range = {}): SheetColumn {
  return {
    ...titled(key, vi, en, naming),
    numbers: 'whole',
    read: (row) => row.optionalNumber(key, { min, ...(max === undefined ? {} : { max }), isInteger: true }),
    write: (value) => (typeof value === 'number' ? value : null),
  };
}

export function fractionColumn(
  key: string,
  vi: string,
  en: string,
  { min = 0, max, scale = 1, ...naming }: Range = {},
): SheetColumn {
  return {
    ...titled(key, vi, en, naming),
    numbers: 'fraction',
    read: (row) => {
      const isPercent = scale === 0.01;
      const value = row.optionalNumber(key, { min, ...(max === undefined ? {} : { max }), isPercent });
      if (value === null || scale === 1) return value;
      return scale > 1 ? Math.round(value * scale) : tidy(value * scale);
    },
    write: (value) => {
      if (typeof value !== 'number') return null;
      const figure = tidy(value / scale);
      // Without its sign less than one in a hundred could be a share.
      return scale === 0.01 && figure > 0 && figure <= 1 ? `${figure}%` : figure;
    },
  };
}

export function degreesColumn(key: 'lon' | 'lat', vi: string, en: string, headings: readonly string[]): SheetColumn {
  const most = key === 'lon' ? 180 : 90;
  return {
    ...titled(key, vi, en, { headings }),
    numbers: 'degrees',
    read: (row) => row.optionalNumber(key, { min: -most, max: most }),
    write: (value) => (typeof value === 'number' ? value : null),
  };
}

/** One of a closed list. `words` are the names of each code, the Vietnamese one to be written first. */
export function choiceColumn<T extends string>(
  key: string,
  vi: string,
  en: string,
  words: Readonly<Record<T, readonly string[]>>,
  naming: Naming = {},
): SheetColumn {
  const known = choiceWords(words);
  const codes = Object.keys(words) as T[];
  const word = (code: T, language: Language) => (language === 'vi' ? (words[code][0] ?? code) : code);
  return {
    ...titled(key, vi, en, { hint: known.named, ...naming }),
    read: (row) => row.optional<T | null>(key, (text) => readChoice(text, known), null),
    write: (value, language) => (codes.includes(value as T) ? word(value as T, language) : ''),
  };
}

/** Yes or no; a blank cell is no. */
export function flagColumn(key: string, vi: string, en: string, naming: Naming = {}): SheetColumn {
  const known = choiceWords(YES_NO);
  return {
    ...titled(key, vi, en, { blank: false, hint: { vi: 'có, không', en: 'yes, no' }, ...naming }),
    read: (row) => row.optional<'yes' | 'no'>(key, (text) => readChoice(text, known), 'no') === 'yes',
    write: (value, language) => (value === true ? YES_NO.yes[language === 'vi' ? 0 : 1] : ''),
  };
}

const YES_NO = { yes: ['có', 'yes', 'x', '1', 'true', 'đúng'], no: ['không', 'no', '0', 'false', 'sai'] } as const;

export function streamsColumn(key: string, vi: string, en: string, naming: Naming = {}): SheetColumn {
  return {
    ...titled(key, vi, en, { blank: [], hint: streamsHint, ...naming }),
    read: (row) => row.optional<Stream[]>(key, readStreams, []),
    write: (value, language) =>
      streamsIn(value)
        .map((stream) => STREAM_NAMES[stream][language])
        .join('; '),
  };
}

const streamsHint = {
  vi: Object.values(STREAM_NAMES)
    .map(({ vi }) => vi)
    .join('; '),
  en: Object.values(STREAM_NAMES)
    .map(({ en }) => en)
    .join('; '),
};

function streamsIn(value: unknown): Stream[] {
  const given = Array.isArray(value) ? (value as Stream[]) : [];
  return (Object.keys(STREAM_NAMES) as Stream[]).filter((stream) => given.includes(stream));
}

export function weekdaysColumn(key: string, vi: string, en: string, naming: Naming = {}): SheetColumn {
  return {
    ...titled(key, vi, en, { hint: { vi: 'T2 T4 CN', en: 'Mon Wed Sun' }, ...naming }),
    read: (row) => row.optional<number[] | null>(key, readWeekdays, null),
    write: (value, language) => weekdaysText(Array.isArray(value) ? (value as number[]) : [], language),
  };
}

/** On which days a stream is collected: weekdays, and what else cells/collection-days.ts has words for. */
export function collectionDaysColumn(key: string, vi: string, en: string, naming: Naming = {}): SheetColumn {
  return {
    ...titled(key, vi, en, { hint: DAYS_HINT, ...naming }),
    read: (row) =>
      row.optional<HeldSchedule | null>(
        key,
        // A single date that the spreadsheet keeps as its number; ascending digits are weekdays.
        (text) => readCollectionDays((/^1?2?3?4?5?6?7?$/.test(text) ? null : row.serialDay(key)) ?? text),
        null,
      ),
    write: (value, language) => (value === null ? '' : collectionDaysText(value as HeldSchedule, language)),
  };
}

const DAYS_HINT = {
  vi: 'T2 T4 CN · T2 2 tuần một lần tính từ 05/01/2026 · T2 T5 từ 15/04 đến 15/10 · 02/09/2026 · cả ngày nghỉ',
  en: 'Mon Wed Sun · Mon every 2 weeks counted from 05/01/2026 · Mon Thu from 15/04 to 15/10 · 02/09/2026 · also on days off',
};

/** A stretch of road, as GIS programs write a line. */
export function stretchColumn(key: string, vi: string, en: string, naming: Naming = {}): SheetColumn {
  const hint = 'LINESTRING (105.86 20.08, 105.87 20.081)';
  return {
    ...titled(key, vi, en, { hint: { vi: hint, en: hint }, ...naming }),
    read: (row) => row.optional<z.infer<typeof lineStringSchema> | null>(key, readStretch, null),
    write: (value) => {
      const line = lineStringSchema.safeParse(value);
      return line.success ? stretchText(line.data) : '';
    },
  };
}

export function windowsColumn(key: string, vi: string, en: string, naming: Naming = {}): SheetColumn {
  return {
    ...titled(key, vi, en, {
      blank: [],
      hint: { vi: '03:00-07:30 18:00-21:00', en: '03:00-07:30 18:00-21:00' },
      ...naming,
    }),
    read: (row) => row.optional<DayWindow[]>(key, readWindows, []),
    write: (value) => (Array.isArray(value) ? (value as DayWindow[]) : []).map(windowText).join(' '),
  };
}

function windowText([start, end]: DayWindow): string {
  return `${clockOfSecond(start)}-${clockOfSecond(end)}`;
}

export function dayColumn(key: string, vi: string, en: string, naming: Naming = {}): SheetColumn {
  return {
    ...titled(key, vi, en, { hint: { vi: '2026-07-01', en: '2026-07-01' }, ...naming }),
    read: (row) => row.optional<string | null>(key, (text) => readDay(row.serialDay(key) ?? text), null),
    write: (value) => (typeof value === 'string' ? value : ''),
  };
}

function tidy(value: number): number {
  return Number.parseFloat(value.toPrecision(12));
}
