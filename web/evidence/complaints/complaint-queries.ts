import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import {
  complaintDetailSchema,
  complaintListSchema,
  type ComplaintQuery,
} from '../../../domain/complaints/complaints.ts';
import { request } from '../../ui/api/request.ts';

/** Under which all that is read of complaints is kept. */
export const COMPLAINTS = ['complaints'];

const REFETCH_MS = 60_000;

/** Complaints as they are filtered, the latest first. */
export const complaintsQuery = (asked: ComplaintQuery) =>
  queryOptions({
    queryKey: [...COMPLAINTS, 'list', asked],
    queryFn: ({ signal }) => {
      const given = Object.entries(asked).flatMap(([key, value]) => (value ? [[key, value]] : []));
      return request(complaintListSchema, `/api/complaints?${new URLSearchParams(given)}`, { signal });
    },
    refetchInterval: REFETCH_MS,
    placeholderData: keepPreviousData,
  });

/** One with the visits of its day. */
export const complaintQuery = (id: string) =>
  queryOptions({
    queryKey: [...COMPLAINTS, 'one', id],
    queryFn: ({ signal }) => request(complaintDetailSchema, `/api/complaints/${id}`, { signal }),
    refetchInterval: REFETCH_MS,
  });
