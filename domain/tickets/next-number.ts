import { addDays, type Day } from '../day.ts';

/** How a number may tell its day, its month or its year: the longest first, since it holds the others. */
const SPELLINGS: readonly ((day: Day) => string)[] = [
  ...spelled((year, month, day) => [year, month, day]),
  ...spelled((year, month, day) => [day, month, year]),
  ...spelled((year, month, day) => [year.slice(2), month, day]),
  ...spelled((year, month, day) => [day, month, year.slice(2)]),
  ...spelled((year, month) => [year, month]),
  ...spelled((year, month) => [month, year]),
  (day) => day.slice(0, 4),
];

function spelled(parts: (year: string, month: string, day: string) => string[]): ((day: Day) => string)[] {
  return ['', '-', '/', '.'].map((mark) => (day) => parts(day.slice(0, 4), day.slice(5, 7), day.slice(8)).join(mark));
}

/**
 * The ticket number that follows `last` on the day `today`: its last run of digits counted up, leading zeros kept. Where the number
 * also tells the day, the month or the year of `last`, or of the day before it, that is not what counts; on another day, or in another month or year, the
 * new one is told and counting begins at 1, as many digits wide.
 *
 * @returns `null` where there is none to follow
 */
export function nextNumber(last: { readonly number: string; readonly day: Day } | null, today: Day): string | null {
  if (last === null) return null;
  // What a night shift weighs after midnight may be numbered by the day it began.
  const days = [last.day, addDays(last.day, -1)];
  for (const spell of SPELLINGS) {
    for (const told of new Set(days.map(spell))) {
      const next = retold(last.number, told, spell(today));
      if (next !== null) return next;
    }
  }
  return counted(last.number, (count) => BigInt(count) + 1n);
}

/** The number after `last`, which tells `told`, where it now is to tell `now`; `null` where it does not, or nothing else counts. */
function retold(last: string, told: string, now: string): string | null {
  const [before = '', ...rest] = last.split(standingAlone(told));
  if (rest.length === 0) return null;
  const after = rest.join(told);
  const follows = (count: string) => (now === told ? BigInt(count) + 1n : 1n);
  const next = counted(after, follows);
  if (next !== null) return before + now + next;
  const previous = counted(before, follows);
  return previous === null ? null : previous + now + after;
}

/** `told` where it is no part of a longer run of digits. */
function standingAlone(told: string): RegExp {
  return new RegExp(`(?<!\\d)${told.replaceAll('.', '\\.')}(?!\\d)`, 'u');
}

/** `text` with its last run of digits followed by the next, as wide as it was; `null` where it has none. */
function counted(text: string, follows: (count: string) => bigint): string | null {
  const [, before = '', count, after = ''] = /^(.*?)(\d+)(\D*)$/u.exec(text) ?? [];
  if (count === undefined) return null;
  return before + String(follows(count)).padStart(count.length, '0') + after;
}
