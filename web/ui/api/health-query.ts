import { queryOptions } from '@tanstack/react-query';
import { readAs } from './request.ts';

/** Every page of the office asks this, and none is drawn by it. */
const healthForm = async () => (await import('../../../domain/health.ts')).healthSchema;

/** How the server is, as it says itself; it is an answer with status 503, too, while planning is not possible. */
export const healthQuery = () =>
  queryOptions({
    queryKey: ['health'],
    queryFn: async ({ signal }) =>
      readAs(healthForm, '/api/health', await (await fetch('/api/health', { signal })).json()),
    refetchInterval: 60_000,
    retry: false,
  });
