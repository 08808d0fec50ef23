import type { Day } from '../../domain/day.ts';
import { addDays } from '../../domain/day.ts';
import type { Language } from '../../domain/languages.ts';

/** A public holiday of the country. */
export interface NationalHoliday {
  readonly day: Day;
  readonly name: string;
}

/** From New Year's Eve to the third day of the lunar year and one more: five days, as the labour code counts them (article 112). */
const TET_DAYS = 5;

/**
 * The public holidays of Vietnam from the first day of a year to the last: fixed ones, Tết and the Hùng Kings' day by the
 * Vietnamese lunar calendar (date-holidays). The days that offices add or move each year are not known to anybody before they
 * are announced: a town enters those itself.
 */
export async function nationalHolidays(year: number, language: Language): Promise<NationalHoliday[]> {
  // Its calendars of all countries take a second to load: only who asks for holidays waits for them.
  const { default: Holidays } = await import('date-holidays');
  const calendar = new Holidays('VN', { timezone: 'UTC' });
  const listed = calendar.getHolidays(year, language).filter(({ type }) => type === 'public');
  const byDay = new Map<Day, string>();
  for (const { date, name, rule } of listed) {
    const first = date.slice(0, 10);
    const isTet = rule.includes('vietnamese 1-0-1');
    const days = isTet && rule.includes('before') ? TET_DAYS : 1;
    for (let k = 0; k < days; k++) {
      const day = addDays(first, k);
      if (!byDay.has(day)) byDay.set(day, isTet ? TET[language] : name);
    }
  }
  // The second day of the national holiday is the day before or after, as the prime minister says each year.
  return [...byDay].map(([day, name]) => ({ day, name })).sort((a, b) => (a.day < b.day ? -1 : 1));
}

const TET = { vi: 'Tết Nguyên Đán', en: 'Lunar New Year (Tết)' } as const;
