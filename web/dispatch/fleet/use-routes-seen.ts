import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Day } from '../../../domain/day.ts';
import { type RoutesSeen, routesSeenSchema } from '../../../domain/routes-seen.ts';
import { request } from '../../ui/api/request.ts';
import { useLive, useLiveConnection } from '../../ui/live/LiveProvider.tsx';
import { usePermission } from '../../ui/session.ts';
import type { DayModel } from '../day-model.ts';

/** Heals what no announcement told; where none can be heard, a crew that has its phone at hand is known within seconds all the same. */
const HEAL_MILLISECONDS = 60_000;
const DEAF_MILLISECONDS = 5_000;

/** By route: when its driver saw it on the phone, `null` not yet; nothing for a plan that nobody drives. */
export function useRoutesSeen(day: Day, { revision }: DayModel): ReadonlyMap<string, string | null> {
  const isDriven = revision?.isPublished === true;
  const enabled = usePermission('fleet.watch') && isDriven;
  const queryClient = useQueryClient();
  const { isConnected } = useLiveConnection();
  useLive('routesSeen', ({ day: of }) => {
    if (of === day) void queryClient.invalidateQueries({ queryKey: ['day', day, 'seen'] });
  });
  const { data } = useQuery({
    queryKey: ['day', day, 'seen', revision?.id],
    queryFn: ({ signal }) => request(routesSeenSchema, `/api/day/${day}/seen`, { signal }),
    refetchInterval: isConnected ? HEAL_MILLISECONDS : DEAF_MILLISECONDS,
    enabled,
  });
  return useMemo(() => byRoute(enabled ? data : undefined), [enabled, data]);
}

const byRoute = (seen: RoutesSeen | undefined) =>
  new Map((seen?.items ?? []).map(({ routeId, seenAt }) => [routeId, seenAt]));
