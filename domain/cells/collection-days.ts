import type { z } from 'zod';
import { fold } from '../area-files/fold.ts';
import {
  type CollectionDays,
  type CollectionRule,
  type CollectionSchedule,
  collectionDaysSchema,
  collectionRuleSchema,
  weekdaysOf,
} from '../collection-days.ts';
import type { Language } from '../languages.ts';
import type { CellValue } from './cell-value.ts';
import { readDay } from './days.ts';
import { readWeekdays } from './lists.ts';

/** On which days a stream is collected, in full. */
export type HeldSchedule = Required<Omit<CollectionSchedule, 'earlier'>>;

const DAY_NAMES = {
  vi: ['T2', 'T3', 'T4', 'T5', 'T6', 'T7', 'CN'],
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
} as const;

/** What is written beside weekdays and dates; read in either language, accents or not. */
const WORDS = {
  vi: {
    everyWeeks: (weeks: number, from: string) => `${weeks} tuần một lần tính từ ${from}`,
    season: (from: string, to: string) => `từ ${from} đến ${to}`,
    alsoOnDaysOff: 'cả ngày nghỉ',
  },
  en: {
    everyWeeks: (weeks: number, from: string) => `every ${weeks} weeks counted from ${from}`,
    season: (from: string, to: string) => `from ${from} to ${to}`,
    alsoOnDaysOff: 'also on days off',
  },
} as const;

/**
 * Collection days as one cell says them: rules, then dates, then whether days off matter, parted by semicolons, such as
 * `T2 T5 từ 15/04 đến 15/10; T2 2 tuần một lần tính từ 05/01/2026; 02/09/2026; cả ngày nghỉ`. Weekdays alone mean every week.
 */
export function collectionDaysText({ weekdays, days }: CollectionSchedule, language: Language): string {
  if (!days) return weekdaysText(weekdays, language);
  const words = WORDS[language];
  const parts = days.rules.map(({ weekdays: own, everyWeeks, season }) =>
    [
      weekdaysText(own, language),
      everyWeeks && words.everyWeeks(everyWeeks.weeks, dateText(everyWeeks.from)),
      season && words.season(dayOfYearText(season.from), dayOfYearText(season.to)),
    ]
      .filter(Boolean)
      .join(' '),
  );
  if (days.dates.length > 0) parts.push(days.dates.map(dateText).join(' '));
  if (days.alsoOnDaysOff) parts.push(words.alsoOnDaysOff);
  return parts.join('; ');
}

/** Weekdays as a cell has them: `T2 T4`, `Mon Wed`. */
export function weekdaysText(weekdays: readonly number[], language: Language): string {
  return weekdays
    .toSorted((a, b) => a - b)
    .map((day) => DAY_NAMES[language][day - 1] ?? '')
    .join(' ');
}

/** Reads what {@link collectionDaysText} writes, and what people write like it. */
export function readCollectionDays(text: string): CellValue<HeldSchedule> {
  const parts = text.split(/[;\n]+/).filter((part) => part.trim() !== '');
  const rules: CollectionRule[] = [];
  const dates: string[] = [];
  let alsoOnDaysOff = false;
  for (const part of parts) {
    const folded = fold(part);
    if (/^(ca|ke ca|also on|on) (ngay nghi|ngay le|ngay nghi le|days off|holidays)$/.test(folded)) {
      alsoOnDaysOff = true;
      continue;
    }
    const named = datesIn(part);
    if (named) {
      dates.push(...named);
      continue;
    }
    const rule = ruleIn(part);
    if (!('value' in rule)) return rule;
    rules.push(rule.value);
  }
  const [only, ...more] = rules;
  const isPlain = more.length === 0 && dates.length === 0 && !alsoOnDaysOff && !only?.everyWeeks && !only?.season;
  if (isPlain) return { value: { weekdays: only?.weekdays ?? [], days: null } };
  return scheduleOf({ rules, dates, alsoOnDaysOff }, text);
}

function scheduleOf(days: z.input<typeof collectionDaysSchema>, text: string): CellValue<HeldSchedule> {
  const checked = collectionDaysSchema.safeParse(days);
  if (!checked.success) return { code: 'not-collection-days', params: { part: text } };
  const kept: CollectionDays = checked.data;
  return { value: { weekdays: weekdaysOf({ weekdays: [], days: kept }), days: kept } };
}

/** The days of a part that names nothing else; `null` for one that is a rule. */
function datesIn(part: string): string[] | null {
  const words = part.trim().split(/[\s,]+/);
  const days = words.map((word) => readDay(word));
  return days.every((day) => 'value' in day) ? days.flatMap((day) => ('value' in day ? [day.value] : [])) : null;
}

const DATE = String.raw`(\d{4}-\d{2}-\d{2}|\d{1,2}[/-]\d{1,2}[/-]\d{4})`;
const DAY_OF_YEAR = String.raw`(\d{1,2})/(\d{1,2})`;
const EVERY_WEEKS = [
  new RegExp(String.raw`(\d{1,2})\s*tuần\s*(?:/|một|1)?\s*lần(?:\s*,?\s*tính)?\s*từ(?:\s*ngày)?\s*${DATE}`, 'iu'),
  new RegExp(String.raw`every\s+(\d{1,2})\s+weeks?(?:\s*,?\s*counted)?\s+from\s+${DATE}`, 'iu'),
];
const SEASON = [
  new RegExp(String.raw`(?:từ(?:\s*ngày)?\s*)${DAY_OF_YEAR}\s*(?:đến|tới|-|–)(?:\s*ngày)?\s*${DAY_OF_YEAR}(?!/)`, 'iu'),
  new RegExp(String.raw`(?:from\s+)${DAY_OF_YEAR}\s*(?:to|until|-|–)\s*${DAY_OF_YEAR}(?!/)`, 'iu'),
];

function ruleIn(part: string): CellValue<CollectionRule> {
  let rest = part.normalize('NFC');
  const taken = (patterns: readonly RegExp[]): RegExpExecArray | null => {
    for (const pattern of patterns) {
      const found = pattern.exec(rest);
      if (!found) continue;
      rest = `${rest.slice(0, found.index)} ${rest.slice(found.index + found[0].length)}`;
      return found;
    }
    return null;
  };
  const every = taken(EVERY_WEEKS);
  const season = taken(SEASON);
  const weekdays = readWeekdays(rest);
  if (!('value' in weekdays)) return weekdays;
  const from = every ? readDay(every[2] ?? '') : null;
  const rule = {
    weekdays: weekdays.value,
    ...(every && { everyWeeks: { weeks: Number(every[1]), from: from && 'value' in from ? from.value : '' } }),
    ...(season && { season: { from: dayOfYear(season[1], season[2]), to: dayOfYear(season[3], season[4]) } }),
  };
  if (rule.everyWeeks?.weeks === 1) delete rule.everyWeeks;
  const checked = collectionRuleSchema.safeParse(rule);
  return checked.success ? { value: checked.data } : { code: 'not-collection-days', params: { part: part.trim() } };
}

const two = (text: string | undefined): string => (text ?? '').padStart(2, '0');
const dayOfYear = (day: string | undefined, month: string | undefined): string => `${two(month)}-${two(day)}`;
const dateText = (day: string): string => day.split('-').reverse().join('/');
const dayOfYearText = (day: string): string => day.split('-').reverse().join('/');
