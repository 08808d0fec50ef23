import { queryOptions } from '@tanstack/react-query';
import { weighbridgeSchema } from '../../domain/tickets/tickets.ts';
import { request } from '../ui/api/request.ts';

/** What the clerk has at hand at a facility; at the first of theirs where none is named. */
export const weighbridgeQuery = (owner: string, facilityId: string | null) =>
  queryOptions({
    queryKey: ['weighbridge', owner, facilityId],
    queryFn: ({ signal }) => {
      const query = facilityId === null ? '' : `?facility=${facilityId}`;
      return request(weighbridgeSchema, `/api/weighbridge${query}`, { signal });
    },
    refetchInterval: 60_000,
  });
