import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { doubtListSchema, ticketListSchema, ticketTripListSchema } from '../../../domain/tickets/tickets.ts';
import { request } from '../../ui/api/request.ts';

/** Which tickets are shown; what is empty is not asked about. */
export interface TicketFilter {
  readonly from: string;
  readonly to: string;
  readonly facility: string;
  readonly truck: string;
  readonly state: string;
}

/** All that a change of a ticket may change begins so. */
export const TICKETS = ['tickets'] as const;

/** Tickets of some days; facility and truck are chosen among them, so that they are not asked for anew. */
export const ticketsQuery = ({ from, to }: Pick<TicketFilter, 'from' | 'to'>) =>
  queryOptions({
    queryKey: [...TICKETS, 'list', from, to],
    queryFn: ({ signal }) => request(ticketListSchema, `/api/tickets?${new URLSearchParams({ from, to })}`, { signal }),
    refetchInterval: 60_000,
    placeholderData: keepPreviousData,
  });

/** What is strange about tickets. */
export const doubtsQuery = (state: 'open' | 'closed') =>
  queryOptions({
    queryKey: [...TICKETS, 'doubts', state],
    queryFn: ({ signal }) => request(doubtListSchema, `/api/plausibility?state=${state}`, { signal }),
    refetchInterval: 60_000,
  });

/** The trips a ticket can be of. */
export const ticketTripsQuery = (id: string) =>
  queryOptions({
    queryKey: [...TICKETS, 'trips', id],
    queryFn: ({ signal }) => request(ticketTripListSchema, `/api/tickets/${id}/trips`, { signal }),
  });
