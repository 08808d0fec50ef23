import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Weighbridge } from '../../domain/tickets/tickets.ts';
import { areaQuery, meQuery } from '../ui/api/queries.ts';
import { keepDesk, keptDesk } from '../ui/kept-desk.ts';
import { forgetDesk } from '../ui/forget-kept.ts';
import { weighbridgeQuery } from './weighbridge-query.ts';

/** Shows at once what this device kept of its clerk's desk; it counts as old, so all of it is asked for at the same time. */
export function useKeptDesk(): void {
  const queryClient = useQueryClient();
  // Before anything asks for it.
  useState(() => showKeptDesk(queryClient));
  const isNobody = useQuery(meQuery()).data === null;
  useEffect(() => {
    if (isNobody) forgetDesk();
  }, [isNobody]);
}

/** Keeps what was loaded of the desk for hours without a network. */
export function useKeepDesk(weighbridge: Weighbridge | undefined): void {
  const me = useQuery(meQuery()).data;
  const area = useQuery(areaQuery()).data;
  useEffect(() => {
    if (me && area && weighbridge) keepDesk({ me, area, weighbridge });
  }, [me, area, weighbridge]);
}

function showKeptDesk(queryClient: QueryClient): void {
  const known = queryClient.getQueryData(meQuery().queryKey);
  const kept = known === null ? null : keptDesk();
  if (!kept || (known && known.id !== kept.me.id)) return;
  const asOld = { updatedAt: 1 };
  const show = <T>(queryKey: readonly unknown[], value: T) => {
    if (queryClient.getQueryData(queryKey) === undefined) queryClient.setQueryData(queryKey, value, asOld);
  };
  show(meQuery().queryKey, kept.me);
  show(areaQuery().queryKey, kept.area);
  // The facility looked at last is the one the clerk stands at.
  show(weighbridgeQuery(kept.me.id, kept.weighbridge.facility?.id ?? null).queryKey, kept.weighbridge);
}
