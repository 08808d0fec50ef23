import { describe, expect, it } from 'vitest';
import { addDays } from '../../domain/day.ts';
import { nationalHolidays } from './national-holidays.ts';

/**
 * First day of the lunar year and 10th of its third month, of the years whose calendars are in print (astronomical new moons in
 * UTC+7; in 2030 Tết falls a day before the Chinese new year, because that new moon is at 23:07 in Hanoi and 00:07 in Beijing).
 */
const LUNAR: readonly [year: number, tet: string, hung: string][] = [
  [2026, '2026-02-17', '2026-04-26'],
  [2027, '2027-02-06', '2027-04-16'],
  [2028, '2028-01-26', '2028-04-04'],
  [2029, '2029-02-13', '2029-04-23'],
  [2030, '2030-02-02', '2030-04-12'],
];

describe('the public holidays of the country', () => {
  it.each(LUNAR)('of %i have Tết from its eve on for five days, and the Hùng Kings’ day', async (year, tet, hung) => {
    const days = (await nationalHolidays(year, 'vi')).map(({ day }) => day);
    const wanted = [
      `${year}-01-01`,
      ...[-1, 0, 1, 2, 3].map((k) => addDays(tet, k)),
      hung,
      `${year}-04-30`,
      `${year}-05-01`,
      `${year}-09-02`,
    ];
    expect(days).toEqual(wanted.sort());
  });

  it('are named in both languages', async () => {
    const named = async (language: 'vi' | 'en') =>
      new Map((await nationalHolidays(2026, language)).map(({ day, name }) => [day, name])).get('2026-02-18');
    expect(await named('vi')).toBe('Tết Nguyên Đán');
    expect(await named('en')).toBe('Lunar New Year (Tết)');
  });
});
