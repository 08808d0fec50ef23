import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Day } from '../../../domain/day.ts';
import { streetClosuresQuery } from '../../ui/api/town-queries.ts';
import { useLive } from '../../ui/live/LiveProvider.tsx';
import { ClosedStreets } from '../../ui/map/ClosedStreets.tsx';
import { usePermission } from '../../ui/session.ts';

/** Streets that are closed for trucks on the day. */
export function ClosedStreetsOfDay({ day }: { day: Day }) {
  const queryClient = useQueryClient();
  const mayRead = usePermission('closures.read');
  const { data } = useQuery({ ...streetClosuresQuery(day), enabled: mayRead });
  useLive('register', ({ subject }) => {
    if (subject === 'closures') void queryClient.invalidateQueries({ queryKey: ['register', 'closures'] });
  });
  const closures = useMemo(() => (data?.items ?? []).filter(({ from }) => from <= day), [data, day]);
  return closures.length > 0 ? <ClosedStreets closures={closures} /> : null;
}
