import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { areaQuery, meQuery } from '../ui/api/queries.ts';
import { serverClock } from '../ui/api/server-clock.ts';
import { forgetDay, keptDay } from '../ui/kept-day.ts';
import { ownRouteQuery } from './own-route-query.ts';

/**
 * Shows at once what this phone kept of its driver's day. It counts as old, so that all of it is asked for at the same time:
 * a signal that answers nothing keeps nobody waiting.
 */
export function useKeptDay(): void {
  const queryClient = useQueryClient();
  // Before anything asks for it.
  useState(() => showKeptDay(queryClient));
  const isNobody = useQuery(meQuery()).data === null;
  useEffect(() => {
    if (isNobody) forgetDay();
  }, [isNobody]);
}

function showKeptDay(queryClient: QueryClient): void {
  const known = queryClient.getQueryData(meQuery().queryKey);
  const kept = known === null ? null : keptDay(new Date(serverClock.now()));
  if (!kept || (known && known.id !== kept.me.id)) return;
  const asOld = { updatedAt: 1 };
  const show = <T>(queryKey: readonly unknown[], value: T) => {
    if (queryClient.getQueryData(queryKey) === undefined) queryClient.setQueryData(queryKey, value, asOld);
  };
  show(meQuery().queryKey, kept.me);
  show(areaQuery().queryKey, kept.area);
  show(ownRouteQuery().queryKey, kept.route);
}
