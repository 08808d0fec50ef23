import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { areaQuery } from './api/queries.ts';
import { type Format, makeFormat } from './format.ts';

/** The time zone of the active area, or Vietnam's until it is known. */
export function useTimeZone(): string {
  return useQuery(areaQuery()).data?.timeZone ?? 'Asia/Ho_Chi_Minh';
}

/** Formats of the language chosen now, in the area's time zone. */
export function useFormat(): Format {
  const { i18n } = useTranslation();
  const timeZone = useTimeZone();
  return useMemo(() => makeFormat(i18n.language === 'en' ? 'en' : 'vi', timeZone), [i18n.language, timeZone]);
}
