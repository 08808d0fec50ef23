import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Day } from '../../../domain/day.ts';
import { type RoutesSeen, routesSeenSchema } from '../../../domain/routes-seen.ts';
import { request } from '../../ui/api/request.ts';
import { usePermission } from '../../ui/session.ts';
import type { DayModel } from '../day-model.ts';

/** A crew that has its phone at hand tells within seconds. */
const REFETCH_MILLISECONDS = 5_000;

/** By route: when its driver saw it on the phone, `null` not yet; nothing for a plan that nobody drives. */
export function useRoutesSeen(day: Day, { revision }: DayModel): ReadonlyMap<string, string | null> {
  const isDriven = revision?.isPublished === true;
  const enabled = usePermission('fleet.watch') && isDriven;
  const { data } = useQuery({
    queryKey: ['day', day, 'seen', revision?.id],
    queryFn: ({ signal }) => request(routesSeenSchema, `/api/day/${day}/seen`, { signal }),
    refetchInterval: REFETCH_MILLISECONDS,
    enabled,
  });
  return useMemo(() => byRoute(enabled ? data : undefined), [enabled, data]);
}

const byRoute = (seen: RoutesSeen | undefined) =>
  new Map((seen?.items ?? []).map(({ routeId, seenAt }) => [routeId, seenAt]));
