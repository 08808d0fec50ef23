import type { Day } from '../day.ts';
import type { Language } from '../languages.ts';
import type { LedgerUnit } from '../ledger/rates.ts';
import type { LedgerStream } from '../ledger/ledger-streams.ts';
import { STREAM_NAMES } from '../stream-names.ts';
import { cellText } from './report.ts';

/** Words and figures of a report in one language; instants by the clocks of the town. */
export interface Words {
  readonly language: Language;
  say(vi: string, en: string): string;
  tonnes(kg: number): string;
  kg(kg: number): string;
  count(value: number): string;
  share(share: number | null): string;
  day(day: Day): string;
  span(from: Day, to: Day): string;
  instant(at: string): string;
  unit(unit: LedgerUnit | null): string;
  stream(stream: LedgerStream | null): string;
}

export function wordsOf(language: Language, timeZone: string): Words {
  const say = (vi: string, en: string): string => (language === 'vi' ? vi : en);
  const clock = new Intl.DateTimeFormat('en-GB', {
    ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' },
    ...{ hourCycle: 'h23', timeZone },
  });
  const words: Words = {
    language,
    say,
    tonnes: (kg) => say(`${cellText(kg, 'tonnes', 'vi')} tấn`, `${cellText(kg, 'tonnes', 'en')} t`),
    kg: (kg) => `${cellText(kg, 'kg', language)} kg`,
    count: (value) => cellText(value, 'count', language),
    share: (share) => cellText(share, 'share', language),
    day: (day) => day.split('-').reverse().join('/'),
    span: (from, to) => say(`từ ${words.day(from)} đến ${words.day(to)}`, `${words.day(from)} to ${words.day(to)}`),
    instant: (at) => {
      const parts = Object.fromEntries(clock.formatToParts(new Date(at)).map(({ type, value }) => [type, value]));
      return `${parts.hour}:${parts.minute}:${parts.second} ${parts.day}/${parts.month}/${parts.year}`;
    },
    unit: (unit) => unit?.name ?? '',
    stream: (stream) =>
      stream === null
        ? ''
        : stream === 'unknown'
          ? say('Chưa rõ loại rác', 'Stream not known')
          : STREAM_NAMES[stream][language],
  };
  return words;
}
