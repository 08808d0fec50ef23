import i18next from 'i18next';
import { dayOf } from '../../domain/day-of.ts';
import type { Language } from '../../domain/languages.ts';
import { dayWords } from './day-words.ts';

/** Until it is known where the town lies. */
export const ASSUMED_TIME_ZONE = 'Asia/Ho_Chi_Minh';

const LOCALES: Record<Language, string> = { vi: 'vi-VN', en: 'en-GB' };

/** Words and figures as a reader of `language` expects them; instants by the wall clock of `timeZone`. */
export interface Format {
  /** A whole number with the language's grouping. */
  count(value: number): string;
  /** Up to two decimals. */
  decimal(value: number): string;
  kg(value: number): string;
  litres(value: number): string;
  /** Tonnes with one decimal; kilograms below a tenth of a tonne. */
  tonnes(kilograms: number): string;
  km(metres: number): string;
  /** Metres below one kilometre, kilometres above. */
  distance(metres: number): string;
  /** Hours and minutes, or minutes; seconds below one minute, but none is no minutes. */
  duration(seconds: number): string;
  money(dong: number): string;
  /** A part of a mass and the whole, in tonnes; the part rounded down, so that what lacks a little never reads as complete. */
  tonnesOf(partKg: number, wholeKg: number): string;
  /** A share 0…1 as per cent, one decimal unless it is whole. Rounded down, so that 99.96 % never reads as done. */
  percent(share: number): string;
  /** The same, always with one decimal: figures beside one another. */
  percentTenths(share: number): string;
  /** A number with one decimal. */
  tenths(value: number): string;
  /** Two shares as a range with one sign, `50–70 %`, both rounded down; as one where they read the same. */
  percents(from: number, to: number): string;
  /** `HH:MM`. With `day`, a time on the day after says so. */
  time(instant: string | Date, day?: string): string;
  timeWithSeconds(instant: string | Date): string;
  day(day: string): string;
  dayShort(day: string): string;
  /** The weekday of a day, as it stands within a sentence. */
  weekday(day: string): string;
  instant(instant: string): string;
  compare(a: string, b: string): number;
}

/** Made when it is first asked for: of a dozen a page of a phone wants three, and each takes tens of milliseconds there. */
function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

/** Makes the formats of one language and time zone; keep the result, its Intl objects are dear. */
export function makeFormat(language: Language, timeZone: string): Format {
  const locale = LOCALES[language];
  const t = i18next.getFixedT(language, 'ui');
  const whole = once(() => new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }));
  const oneDecimal = once(() => new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }));
  const upToOne = once(() => new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }));
  const upToTwo = once(() => new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }));
  const dong = once(
    () => new Intl.NumberFormat(locale, { style: 'currency', currency: 'VND', maximumFractionDigits: 0 }),
  );
  const time = once(
    () => new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }),
  );
  const timeSeconds = once(() => new Intl.DateTimeFormat(locale, { timeStyle: 'medium', hourCycle: 'h23', timeZone }));
  const instant = once(
    () =>
      new Intl.DateTimeFormat(locale, {
        dateStyle: 'short',
        timeStyle: 'short',
        hourCycle: 'h23',
        timeZone,
      }),
  );
  const collator = once(() => new Intl.Collator(locale, { numeric: true }));
  const percentSign = language === 'vi' ? '\u00a0%' : '%';
  // The small addend keeps 0.57 × 1000 = 569.9999… at 570.
  const tenthsOf = (share: number) => Math.floor(share * 1000 + 1e-6) / 10;
  const words = dayWords(language);

  const format: Format = {
    count: (value) => whole().format(value),
    decimal: (value) => upToTwo().format(value),
    litres: (value) => t('unit.litres', { value: whole().format(value) }),
    kg: (value) => t('unit.kg', { value: whole().format(value) }),
    tonnes: (kilograms) =>
      kilograms < 100 ? format.kg(kilograms) : t('unit.tonnes', { value: oneDecimal().format(kilograms / 1000) }),
    tonnesOf: (part, total) => {
      const shown = part < total ? Math.floor(part / 100) * 100 : part;
      return `${total < 100 ? whole().format(part) : oneDecimal().format(shown / 1000)} / ${format.tonnes(total)}`;
    },
    km: (metres) => t('unit.km', { value: oneDecimal().format(metres / 1000) }),
    distance: (metres) =>
      metres < 995 ? t('unit.metres', { value: whole().format(Math.round(metres / 10) * 10) }) : format.km(metres),
    duration: (seconds) => {
      if (seconds > 0 && seconds < 60) return t('unit.seconds', { seconds: whole().format(seconds) });
      const minutes = Math.round(seconds / 60);
      if (minutes < 60) return t('unit.minutes', { minutes });
      return t('unit.hoursMinutes', {
        hours: Math.floor(minutes / 60),
        minutes: String(minutes % 60).padStart(2, '0'),
      });
    },
    money: (value) => dong().format(value),
    percents: (from, to) => {
      const [low, high] = [from, to].map((share) => upToOne().format(tenthsOf(share)));
      return low === high ? `${high}${percentSign}` : `${low}–${high}${percentSign}`;
    },
    percent: (share) => `${upToOne().format(tenthsOf(share))}${percentSign}`,
    tenths: (value) => oneDecimal().format(value),
    percentTenths: (share) => `${oneDecimal().format(tenthsOf(share))}${percentSign}`,
    time: (value, day) => {
      const at = typeof value === 'string' ? new Date(value) : value;
      const text = time().format(at);
      return day !== undefined && dayOf(at, timeZone) > day ? t('unit.nextDay', { time: text }) : text;
    },
    timeWithSeconds: (value) => timeSeconds().format(typeof value === 'string' ? new Date(value) : value),
    day: words.long,
    dayShort: words.short,
    weekday: words.weekday,
    instant: (value) => instant().format(new Date(value)),
    compare: (a, b) => collator().compare(a, b),
  };
  return format;
}
