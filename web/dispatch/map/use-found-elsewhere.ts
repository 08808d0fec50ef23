import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { foldAccents } from '../../../domain/fold-accents.ts';
import { ticketListSchema } from '../../../domain/tickets/tickets.ts';
import { request } from '../../ui/api/request.ts';
import { streetsQuery } from '../../ui/api/streets-query.ts';
import { usePermission } from '../../ui/session.ts';

const WHILE_TYPING_MS = 250;
/** Shorter numbers are of half the tickets. */
const SHORTEST_NUMBER = 3;
const MOST_TICKETS = 8;

/** Streets and weighbridge tickets that a search is after: they are not in the town's books and asked for as one types. */
export function useFoundElsewhere(query: string) {
  const typed = query.trim();
  const [asked] = useDebouncedValue(typed, WHILE_TYPING_MS);
  const maySeeTickets = usePermission('tickets.read');
  const streets = useQuery(streetsQuery(foldAccents(asked)));
  const tickets = useQuery({
    queryKey: ['tickets', 'numbered', asked],
    queryFn: ({ signal }) =>
      request(ticketListSchema, `/api/tickets?number=${encodeURIComponent(asked)}&most=${MOST_TICKETS}`, { signal }),
    enabled: maySeeTickets && asked.length >= SHORTEST_NUMBER && /\d/.test(asked),
  });
  // What was asked for before is no answer to what stands there now.
  const isCurrent = asked === typed;
  return {
    streets: isCurrent && !streets.isPlaceholderData ? streets.data?.streets : undefined,
    tickets: isCurrent ? tickets.data?.items : undefined,
  };
}
