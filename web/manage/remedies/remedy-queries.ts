import { queryOptions } from '@tanstack/react-query';
import { remediesSchema } from '../../../domain/remedies/remedies.ts';
import { request } from '../../ui/api/request.ts';

/** While one is being reckoned it is asked for again so often. */
const RECKONED_MILLISECONDS = 1500;

export const remediesQuery = () =>
  queryOptions({
    // With the ledger's: the worker announces there when a study is done.
    queryKey: ['ledger', 'remedies'],
    queryFn: ({ signal }) => request(remediesSchema, '/api/remedies', { signal }),
    refetchInterval: (query) => {
      const state = query.state.data?.latest?.state;
      return state === 'queued' || state === 'running' ? RECKONED_MILLISECONDS : false;
    },
  });
