import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Day } from '../../../domain/day.ts';
import { visitListSchema, visitStorySchema } from '../../../domain/visits/visits.ts';
import { request } from '../../ui/api/request.ts';

const REFETCH_MS = 60_000;

/** The visits of a day; with a point, its latest ones, the last day first. */
export const visitsQuery = (of: { readonly day: Day } | { readonly point: string }) =>
  queryOptions({
    queryKey: ['visits', of],
    queryFn: ({ signal }) => request(visitListSchema, `/api/visits?${new URLSearchParams({ ...of })}`, { signal }),
    refetchInterval: REFETCH_MS,
    placeholderData: keepPreviousData,
  });

/** One visit with all that is known of it. */
export const storyQuery = (visitId: string) =>
  queryOptions({
    queryKey: ['visit', visitId],
    queryFn: ({ signal }) => request(visitStorySchema, `/api/visits/${visitId}`, { signal }),
    refetchInterval: REFETCH_MS,
  });
