import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { SHORTEST_STREET_QUERY, streetsFoundSchema } from '../../../domain/streets.ts';
import { request } from './request.ts';

/** Streets of the area by name, with nothing asked for while `text` is too short; its letters folded. */
export const streetsQuery = (text: string) =>
  queryOptions({
    queryKey: ['streets', text],
    queryFn: ({ signal }) =>
      request(streetsFoundSchema, `/api/public/streets?q=${encodeURIComponent(text)}`, { signal }),
    enabled: text.length >= SHORTEST_STREET_QUERY,
    staleTime: 300_000,
    placeholderData: keepPreviousData,
  });
