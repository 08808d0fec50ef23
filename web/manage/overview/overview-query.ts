import { queryOptions } from '@tanstack/react-query';
import { overviewSchema } from '../../../domain/ledger/overview.ts';
import { request } from '../../ui/api/request.ts';

/** While days are being recomputed the figures are asked for again so often. */
const RECOMPUTED_MILLISECONDS = 3000;

export const overviewQuery = () =>
  queryOptions({
    // With the ledger's: an announcement of it has this asked for again too.
    queryKey: ['ledger', 'overview'],
    queryFn: ({ signal }) => request(overviewSchema, '/api/ledger/overview', { signal }),
    refetchInterval: (query) => ((query.state.data?.dirtyDays ?? 0) > 0 ? RECOMPUTED_MILLISECONDS : 60_000),
  });
