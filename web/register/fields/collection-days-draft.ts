import {
  type CollectionSchedule,
  collectionDaysSchema,
  collectionRuleSchema,
} from '../../../domain/collection-days.ts';
import { readDay } from '../../../domain/cells/days.ts';
import { dayText } from './value-text.ts';

/** A rule as it is typed in. */
export interface RuleDraft {
  readonly weekdays: readonly number[];
  /** `1` is every week. */
  readonly weeks: string;
  /** `YYYY-MM-DD`, a day of a week that is one of them. */
  readonly from: string;
  /** `15/04`; blank = all year. */
  readonly seasonFrom: string;
  readonly seasonTo: string;
}

/** Collection days as they are typed in. */
export interface DaysDraft {
  readonly rules: readonly RuleDraft[];
  readonly dates: string;
  readonly alsoOnDaysOff: boolean;
}

/** What is wrong, as a text of `fault`. */
export type DaysFault = 'noWeekday' | 'weeks' | 'season' | 'dates';

export const EVERY_WEEK: RuleDraft = { weekdays: [], weeks: '1', from: '', seasonFrom: '', seasonTo: '' };

const seasonDay = (day: string | undefined): string => (day ?? '').split('-').reverse().join('/');

/** A schedule as it is typed in; `today` is proposed where a week has to be named. */
export function draftOf({ weekdays, days }: CollectionSchedule, today: string): DaysDraft {
  if (!days) {
    return { rules: [{ ...EVERY_WEEK, weekdays, from: today }], dates: '', alsoOnDaysOff: false };
  }
  return {
    rules: days.rules.map(({ weekdays: own, everyWeeks, season }) => ({
      weekdays: own,
      weeks: String(everyWeeks?.weeks ?? 1),
      from: everyWeeks?.from ?? today,
      seasonFrom: seasonDay(season?.from),
      seasonTo: seasonDay(season?.to),
    })),
    dates: days.dates.map(dayText).join(', '),
    alsoOnDaysOff: days.alsoOnDaysOff,
  };
}

/** What was typed in, as it is kept, or what is wrong with it. */
export function scheduleOf(draft: DaysDraft): { value: CollectionSchedule } | { fault: DaysFault } {
  const dates = draft.dates.split(/[\s,;]+/).filter((word) => word !== '');
  const read = dates.map((word) => readDay(word));
  if (read.some((day) => !('value' in day))) return { fault: 'dates' };
  const rules = [];
  for (const rule of draft.rules) {
    if (rule.weekdays.length === 0) return { fault: 'noWeekday' };
    const weeks = Number(rule.weeks);
    const isSeason = rule.seasonFrom.trim() !== '' || rule.seasonTo.trim() !== '';
    const made = collectionRuleSchema.safeParse({
      weekdays: [...rule.weekdays],
      ...(weeks !== 1 && { everyWeeks: { weeks, from: rule.from } }),
      ...(isSeason && { season: { from: dayOfYear(rule.seasonFrom), to: dayOfYear(rule.seasonTo) } }),
    });
    if (!made.success) {
      return { fault: made.error.issues.some(({ path }) => path[0] === 'season') ? 'season' : 'weeks' };
    }
    rules.push(made.data);
  }
  const days = collectionDaysSchema.safeParse({
    rules,
    dates: read.flatMap((day) => ('value' in day ? [day.value] : [])),
    alsoOnDaysOff: draft.alsoOnDaysOff,
  });
  if (!days.success) return { fault: 'noWeekday' };
  const [only, ...more] = days.data.rules;
  const isPlain = only && more.length === 0 && !only.everyWeeks && !only.season;
  if (isPlain && days.data.dates.length === 0 && !days.data.alsoOnDaysOff) {
    return { value: { weekdays: only.weekdays, days: null } };
  }
  const weekdays = [...new Set(days.data.rules.flatMap((rule) => rule.weekdays))].sort((a, b) => a - b);
  return { value: { weekdays, days: days.data } };
}

/** `15/4` as `04-15`. */
function dayOfYear(text: string): string {
  const [, day = '', month = ''] = /^\s*(\d{1,2})[/.-](\d{1,2})\s*$/.exec(text) ?? [];
  return `${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}
