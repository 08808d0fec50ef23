import type { Language } from '../../domain/languages.ts';

/** Sunday first, as `getUTCDay` counts. */
const WEEKDAYS: Readonly<Record<Language, readonly string[]>> = {
  vi: ['Chủ Nhật', 'Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
};
const SHORT_WEEKDAYS: Readonly<Record<Language, readonly string[]>> = {
  vi: ['CN', 'Thứ 2', 'Thứ 3', 'Thứ 4', 'Thứ 5', 'Thứ 6', 'Thứ 7'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
};

/**
 * Calendar days, `YYYY-MM-DD`, as `Intl` writes them for Vietnam and Great Britain. A browser takes 60 to 125 ms for its first
 * `Intl.DateTimeFormat`, and nearly every page names a day before anything else.
 */
export function dayWords(language: Language) {
  const isVietnamese = language === 'vi';
  const namedIn = (names: typeof WEEKDAYS, day: string): string => names[language][new Date(day).getUTCDay()] ?? '';
  return {
    /** `Thứ Ba, 1/12/2026` */
    long(day: string): string {
      const [year, month, date] = day.split('-');
      const figures = isVietnamese ? `${Number(date)}/${Number(month)}/${year}` : `${date}/${month}/${year}`;
      return `${namedIn(WEEKDAYS, day)}, ${figures}`;
    },
    /** `Thứ 3, 01/12` */
    short(day: string): string {
      const [, month, date] = day.split('-');
      return `${namedIn(SHORT_WEEKDAYS, day)}${isVietnamese ? ',' : ''} ${date}/${month}`;
    },
    /** The weekday within a sentence: Vietnamese has it in small letters there. */
    weekday(day: string): string {
      const name = namedIn(WEEKDAYS, day);
      return isVietnamese ? name.toLocaleLowerCase('vi') : name;
    },
  };
}
