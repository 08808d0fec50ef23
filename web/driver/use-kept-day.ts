import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useLayoutEffect } from 'react';
import { areaQuery, meQuery } from '../ui/api/queries.ts';
import { forgetDay, keptDay } from '../ui/kept-day.ts';
import { ownRouteQuery } from './own-route-query.ts';

/**
 * Lets what this phone kept of its driver's day stand in for the server while the server cannot be asked. It counts as
 * old, so that all of it is asked for again once there is a network.
 */
export function useKeptDay(): void {
  const queryClient = useQueryClient();
  const me = useQuery(meQuery());
  const isUnanswered = me.data === undefined && me.failureCount > 0;
  // Before anything is drawn that says there is nothing.
  useLayoutEffect(() => {
    const kept = isUnanswered ? keptDay(new Date()) : null;
    if (!kept) return;
    const asOld = { updatedAt: 1 };
    queryClient.setQueryData(meQuery().queryKey, kept.me, asOld);
    queryClient.setQueryData(areaQuery().queryKey, kept.area, asOld);
    queryClient.setQueryData(ownRouteQuery().queryKey, kept.route, asOld);
  }, [isUnanswered, queryClient]);
  const isNobody = me.data === null;
  useEffect(() => {
    if (isNobody) forgetDay();
  }, [isNobody]);
}
