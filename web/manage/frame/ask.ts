import { keepPreviousData, type UseQueryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { request } from '../../ui/api/request.ts';

/** Today's figures come in while a page is looked at. */
const LOOK_AGAIN_MILLISECONDS = 60_000;

/**
 * What one of the manager's pages shows, by `GET /api/ledger/NAME` with what is asked, or `undefined` to leave something out. Whatever the
 * ledger announces has it asked for again.
 */
export const figuresQuery = <S extends z.ZodType>(
  schema: S,
  name: string,
  asked: Readonly<Record<string, string | undefined>>,
): UseQueryOptions<z.infer<S>> => ({
  queryKey: ['ledger', name, asked],
  queryFn: ({ signal }) => {
    const given = Object.entries(asked).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]));
    return request(schema, `/api/ledger/${name}?${new URLSearchParams(given)}`, { signal });
  },
  placeholderData: keepPreviousData,
  refetchInterval: LOOK_AGAIN_MILLISECONDS,
});
