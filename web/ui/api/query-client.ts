import { QueryClient } from '@tanstack/react-query';
import { ApiProblem } from './problem.ts';

/**
 * So long an answer serves all parts of a page that open together. A page opened later asks anew, showing what it knows
 * meanwhile: what was written on the page before must be there at once.
 */
const SHARED_MILLISECONDS = 1000;

/** How all pages ask the server. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: SHARED_MILLISECONDS,
        // Without a network a page says that it cannot load, instead of loading for ever.
        networkMode: 'always',
        refetchOnReconnect: true,
        // An answer the server meant will not change by asking again; a broken connection may.
        retry: (failures, error) =>
          failures < 2 && !(error instanceof ApiProblem && error.status > 0 && error.status < 500),
      },
      // What is pressed without a network fails at once; else it would be done when nobody expects it any more.
      mutations: { networkMode: 'always' },
    },
  });
}
