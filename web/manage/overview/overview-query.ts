import { queryOptions } from '@tanstack/react-query';
import { request } from '../../ui/api/request.ts';

/** What reads it comes behind what draws it. */
const overviewForm = async () => (await import('../../../domain/ledger/overview.ts')).overviewSchema;

/** While days are being recomputed the figures are asked for again so often. */
const RECOMPUTED_MILLISECONDS = 3000;

export const overviewQuery = () =>
  queryOptions({
    // With the ledger's: an announcement of it has this asked for again too.
    queryKey: ['ledger', 'overview'],
    queryFn: ({ signal }) => request(overviewForm, '/api/ledger/overview', { signal, takesEarly: true }),
    refetchInterval: (query) => ((query.state.data?.dirtyDays ?? 0) > 0 ? RECOMPUTED_MILLISECONDS : 60_000),
  });
