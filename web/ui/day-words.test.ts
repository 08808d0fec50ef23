import { expect, it } from 'vitest';
import { dayWords } from './day-words.ts';

const MIDNIGHTS = Array.from({ length: 800 }, (_, index) => new Date(Date.UTC(2027, 0, 1 + index)));

it.each([
  ['vi', 'vi-VN'],
  ['en', 'en-GB'],
] as const)('writes every day of two years in %s as the locale has it', (language, locale) => {
  const asLocale = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
    return MIDNIGHTS.map((midnight) => format.format(midnight));
  };
  const { long, short, weekday } = dayWords(language);
  const written = (write: (day: string) => string) =>
    MIDNIGHTS.map((midnight) => write(midnight.toISOString().slice(0, 10)));
  expect(written(long)).toEqual(asLocale({ weekday: 'long', day: 'numeric', month: 'numeric', year: 'numeric' }));
  expect(written(short)).toEqual(asLocale({ weekday: 'short', day: '2-digit', month: '2-digit' }));
  expect(written(weekday).map((name) => name.toLowerCase())).toEqual(
    asLocale({ weekday: 'long' }).map((name) => name.toLowerCase()),
  );
});
