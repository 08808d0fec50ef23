import { STREAM_OTHER_NAMES } from '../streams.ts';
import { STREAM_NAMES, STREAMS, type Stream } from '../stream-names.ts';
import { areAscending, type DayWindow } from '../windows.ts';
import { fold } from '../area-files/fold.ts';
import type { CellValue } from './cell-value.ts';

const DAY_SECONDS = 86_400;

/** Windows such as `03:00-07:30 18:00-21:00`, ascending; an end at or before its start lies on the next day. */
export function readWindows(text: string): CellValue<DayWindow[]> {
  const tokens = splitList(text.replace(/\s*[-–—]\s*/g, '-'));
  const windows: DayWindow[] = [];
  for (const token of tokens) {
    const [from, to, ...rest] = token.split('-').map(secondOf);
    if (
      from === undefined ||
      to === undefined ||
      from === null ||
      to === null ||
      from === DAY_SECONDS ||
      rest.length > 0
    ) {
      return { code: 'not-a-window', params: { part: token } };
    }
    windows.push([from, to > from ? to : to + DAY_SECONDS]);
  }
  windows.sort((a, b) => a[0] - b[0]);
  return areAscending(windows) ? { value: windows } : { code: 'windows-overlap' };
}

function secondOf(text: string): number | null {
  const match = /^(\d{1,2})(?:[:hg](\d{2})?)?$/i.exec(text);
  if (!match) return null;
  const hours = Number(match[1]);
  const minutes = Number(match[2] ?? 0);
  if (minutes > 59 || hours * 60 + minutes > 1440) return null;
  return hours * 3600 + minutes * 60;
}

const WEEKDAY_NAMES: Readonly<Record<string, number>> = {
  t2: 1,
  t3: 2,
  t4: 3,
  t5: 4,
  t6: 5,
  t7: 6,
  cn: 7,
  mon: 1,
  tue: 2,
  wed: 3,
  thu: 4,
  fri: 5,
  sat: 6,
  sun: 7,
};

const EVERY_DAY = /^(hang ngay|moi ngay|ca tuan|tat ca cac ngay( trong tuan)?|daily|every day)$/;
/** `thứ Hai`, `thứ 2`, `chủ nhật`; whatever stands alone behind such a day (`thứ 2, 4 và 6`) is counted as it is. */
const SAID_DAYS: readonly (readonly [RegExp, string])[] = [
  [/(?<!\p{L})(?:thứ|thu|t)\.?\s*(?:hai|2)(?![\d\p{L}])/giu, 'T2'],
  [/(?<!\p{L})(?:thứ|thu|t)\.?\s*(?:ba|3)(?![\d\p{L}])/giu, 'T3'],
  [/(?<!\p{L})(?:thứ|thu|t)\.?\s*(?:tư|tu|4)(?![\d\p{L}])/giu, 'T4'],
  [/(?<!\p{L})(?:thứ|thu|t)\.?\s*(?:năm|nam|5)(?![\d\p{L}])/giu, 'T5'],
  [/(?<!\p{L})(?:thứ|thu|t)\.?\s*(?:sáu|sau|6)(?![\d\p{L}])/giu, 'T6'],
  [/(?<!\p{L})(?:thứ|thu|t)\.?\s*(?:bảy|bẩy|bay|7)(?![\d\p{L}])/giu, 'T7'],
  [/chủ\s*nhật|chu\s*nhat/giu, 'CN'],
  [/\s+(?:và|va|and|&)\s+/giu, ' '],
  [/\s+(?:đến|den|tới|toi|to)\s+/giu, '-'],
];

/**
 * ISO weekdays, ascending: from digits (`135`, `1-6`), or from names (`T2 T4 CN`, `thứ Hai, thứ 4`, `Mon-Fri`, `hằng ngày`), of
 * which the first says how digits behind it count. Digits that may be either are a question.
 */
export function readWeekdays(text: string): CellValue<number[]> {
  if (EVERY_DAY.test(fold(text))) return { value: [1, 2, 3, 4, 5, 6, 7] };
  const said = SAID_DAYS.reduce((rest, [pattern, name]) => rest.replace(pattern, name), text.normalize('NFC'));
  const tokens = splitList(said.replace(/\s*[-–—]\s*/g, '-'));
  const countsFromMonday = !/(^|[^\p{L}])T[2-7]/iu.test(said);
  if (countsFromMonday && tokens.length > 1 && tokens.every((token) => /^[2-7]$/.test(token))) {
    const names = tokens.map((token) => `T${token}`).join(' ');
    return { code: 'weekdays-two-ways', params: { part: text.trim(), names, digits: tokens.join('') } };
  }
  const days = new Set<number>();
  for (const token of tokens) {
    const range = token.split('-').map((name) => weekdayOf(countsFromMonday ? name : name.replace(/^[2-7]$/, 'T$&')));
    if (countsFromMonday && /^[1-7]+$/.test(token)) {
      for (const digit of token) days.add(Number(digit));
    } else if (range.length <= 2 && range.every((day) => day !== null)) {
      const first = range[0] ?? 0;
      const last = range.at(-1) ?? 0;
      if (first > last) return { code: 'not-weekdays', params: { part: text.trim() } };
      for (let day = first; day <= last; day++) days.add(day);
    } else {
      return { code: 'not-weekdays', params: { part: text.trim() } };
    }
  }
  return { value: [...days].sort((a, b) => a - b) };
}

function weekdayOf(text: string): number | null {
  return /^[1-7]$/.test(text) ? Number(text) : (WEEKDAY_NAMES[text.toLowerCase()] ?? null);
}

const STREAM_BY_WORD = new Map<string, Stream>(
  STREAMS.flatMap((stream) => [
    [fold(stream), stream] as const,
    [fold(STREAM_NAMES[stream].vi), stream] as const,
    [fold(STREAM_NAMES[stream].en), stream] as const,
    ...(STREAM_OTHER_NAMES[stream] ?? []).map((name) => [fold(name), stream] as const),
  ]),
);

/** Streams by code or by Vietnamese or English name, without repetition. */
export function readStreams(text: string): CellValue<Stream[]> {
  const found = new Set<Stream>();
  for (const part of text.split(/[;|+]/).filter((piece) => piece.trim() !== '')) {
    const whole = STREAM_BY_WORD.get(fold(part));
    // English names hold a comma, Vietnamese ones spaces: the whole part first, its pieces only if it is no name.
    for (const word of whole ? [part] : splitList(part)) {
      const stream = STREAM_BY_WORD.get(fold(word));
      if (!stream) return { code: 'unknown-stream', params: { part: word } };
      found.add(stream);
    }
  }
  return { value: [...found] };
}

/** A closed list as {@link readChoice} knows it. */
export interface Choices<T extends string> {
  /** By folded word: every code itself, and its other names. */
  readonly byWord: ReadonlyMap<string, T>;
  /** All of them, as a person is told of them. */
  readonly named: { readonly vi: string; readonly en: string };
}

/** One of a closed list, by code or by one of its other names. */
export function readChoice<T extends string>(text: string, { byWord, named }: Choices<T>): CellValue<T> {
  const value = byWord.get(fold(text));
  return value ? { value } : { code: 'not-a-choice', params: { choices: named.en, choicesVi: named.vi } };
}

/** A closed list: by code its other names, the Vietnamese one to be written first. */
export function choiceWords<T extends string>(names: Readonly<Record<T, readonly string[]>>): Choices<T> {
  const codes = Object.keys(names) as T[];
  return {
    byWord: new Map(codes.flatMap((code) => [code, ...names[code]].map((word) => [fold(word), code] as const))),
    named: { vi: codes.map((code) => names[code][0] ?? code).join(', '), en: codes.join(', ') },
  };
}

function splitList(text: string): string[] {
  return text.split(/[;,|+\s]+/).filter((piece) => piece !== '');
}
