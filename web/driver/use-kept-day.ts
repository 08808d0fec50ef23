import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { areaQuery, meQuery } from '../ui/api/queries.ts';
import { serverClock } from '../ui/api/server-clock.ts';
import { type KeptDay, keptDay } from '../ui/kept-day.ts';
import { ownRouteQuery } from './own-route-query.ts';

/**
 * Shows at once what this phone kept of its driver's day. It counts as old, and all of it is asked for at the same time:
 * a signal that answers nothing keeps nobody waiting. When the session is over it is looked at again: it is what there is to go on with.
 *
 * @returns the day, unless it is another's than who is signed in; `undefined` until it was read
 */
export function useKeptDay(): KeptDay | null | undefined {
  const queryClient = useQueryClient();
  const me = useQuery(meQuery()).data;
  const isNobody = me === null;
  const [read, setRead] = useState<{ kept: KeptDay | null; isNobody: boolean } | null>(null);
  useEffect(() => {
    const page = { isOpen: true };
    void keptDay(new Date(serverClock.now())).then((kept) => {
      if (!page.isOpen) return;
      if (kept) showKeptDay(queryClient, kept);
      setRead({ kept, isNobody });
    });
    return () => {
      page.isOpen = false;
    };
  }, [queryClient, isNobody]);
  if (read?.isNobody !== isNobody) return undefined;
  return me && me.id !== read.kept?.me.id ? null : read.kept;
}

function showKeptDay(queryClient: QueryClient, kept: KeptDay): void {
  // The server may have answered meanwhile: what it says of who is there goes before.
  const known = queryClient.getQueryData(meQuery().queryKey);
  if (known && known.id !== kept.me.id) return;
  const asOld = { updatedAt: 1 };
  const show = <T>(queryKey: readonly unknown[], value: T) => {
    if (queryClient.getQueryData(queryKey) === undefined) queryClient.setQueryData(queryKey, value, asOld);
  };
  show(meQuery().queryKey, kept.me);
  show(areaQuery().queryKey, kept.area);
  show(ownRouteQuery().queryKey, kept.route);
}
