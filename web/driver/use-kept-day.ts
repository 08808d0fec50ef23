import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { areaQuery, meQuery } from '../ui/api/queries.ts';
import { serverClock } from '../ui/api/server-clock.ts';
import { forgetDay, keptDay } from '../ui/kept-day.ts';
import { ownRouteQuery } from './own-route-query.ts';

/**
 * Shows at once what this phone kept of its driver's day. It counts as old, and all of it is asked for at the same time:
 * a signal that answers nothing keeps nobody waiting.
 */
export function useKeptDay(): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    const page = { isOpen: true };
    void showKeptDay(queryClient, page);
    return () => {
      page.isOpen = false;
    };
  }, [queryClient]);
  const isNobody = useQuery(meQuery()).data === null;
  useEffect(() => {
    if (isNobody) void forgetDay();
  }, [isNobody]);
}

async function showKeptDay(queryClient: QueryClient, page: { readonly isOpen: boolean }): Promise<void> {
  const kept = await keptDay(new Date(serverClock.now()));
  // The server may have answered meanwhile: what it says of who is there goes before.
  const known = queryClient.getQueryData(meQuery().queryKey);
  if (!kept || !page.isOpen || known === null || (known && known.id !== kept.me.id)) return;
  const asOld = { updatedAt: 1 };
  const show = <T>(queryKey: readonly unknown[], value: T) => {
    if (queryClient.getQueryData(queryKey) === undefined) queryClient.setQueryData(queryKey, value, asOld);
  };
  show(meQuery().queryKey, kept.me);
  show(areaQuery().queryKey, kept.area);
  show(ownRouteQuery().queryKey, kept.route);
}
