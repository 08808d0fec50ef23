import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { areaQuery } from './api/queries.ts';
import { ASSUMED_TIME_ZONE, type Format, makeFormat } from './format.ts';

/** The time zone of the active area, or Vietnam's until it is known. */
export function useTimeZone(): string {
  return useQuery(areaQuery()).data?.timeZone ?? ASSUMED_TIME_ZONE;
}

/** One for each language and time zone: hundreds of components ask, and making one takes milliseconds. */
const kept = new Map<string, Format>();

/** Formats of the language chosen now, in the area's time zone. */
export function useFormat(): Format {
  const { i18n } = useTranslation();
  const language = i18n.language === 'en' ? 'en' : 'vi';
  const timeZone = useTimeZone();
  const key = `${language} ${timeZone}`;
  const format = kept.get(key) ?? makeFormat(language, timeZone);
  kept.set(key, format);
  return format;
}
