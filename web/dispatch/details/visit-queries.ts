import { queryOptions } from '@tanstack/react-query';
import { visitListSchema, visitStorySchema } from '../../../domain/visits/visits.ts';
import { request } from '../../ui/api/request.ts';

/** The latest visits of a point, the last day first. */
export const pointVisitsQuery = (pointId: string) =>
  queryOptions({
    queryKey: ['visits', pointId],
    queryFn: ({ signal }) => request(visitListSchema, `/api/visits?point=${pointId}`, { signal }),
    refetchInterval: 60_000,
  });

/** One visit with all that is known of it. */
export const storyQuery = (visitId: string) =>
  queryOptions({
    queryKey: ['visit', visitId],
    queryFn: ({ signal }) => request(visitStorySchema, `/api/visits/${visitId}`, { signal }),
    refetchInterval: 60_000,
  });
