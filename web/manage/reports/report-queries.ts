import { queryOptions } from '@tanstack/react-query';
import { reportDetailSchema, reportListSchema } from '../../../domain/reports/requests.ts';
import { request } from '../../ui/api/request.ts';

/** While one is being made the list is asked for again so often. */
const MADE_MILLISECONDS = 700;

export const reportsQuery = () =>
  queryOptions({
    queryKey: ['reports', 'list'],
    queryFn: ({ signal }) => request(reportListSchema, '/api/reports', { signal }),
    refetchInterval: (query) =>
      query.state.data?.items.some(({ state }) => state === 'queued' || state === 'running')
        ? MADE_MILLISECONDS
        : false,
  });

export const reportQuery = (id: string) =>
  queryOptions({
    queryKey: ['reports', 'one', id],
    queryFn: ({ signal }) => request(reportDetailSchema, `/api/reports/${id}`, { signal }),
  });
