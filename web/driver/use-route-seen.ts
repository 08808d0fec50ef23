import { useMutation } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import type { OwnRouteView } from '../../domain/own-route.ts';
import { changesOfRoute, isKnownRoute, type KnownRoute, type RouteChanges } from '../../domain/own-route-changes.ts';
import { command } from '../ui/api/request.ts';
import { SEEN_ROUTE_KEY } from '../ui/kept-day.ts';

/** The route that was last seen on this phone, and whether the office knows that it was. */
interface Kept {
  readonly route: KnownRoute;
  readonly isTold: boolean;
}

/**
 * What the route asks otherwise than when it was last seen here; `null`: nothing. What needs no look, a route seen first or one that is
 * as it was, counts as seen; the office is told, without a network as soon as there is one.
 */
export function useRouteSeen(
  route: OwnRouteView,
  isDone: (visitId: string) => boolean,
): { readonly changes: RouteChanges | null; readonly understand: () => void } {
  const [kept, setKept] = useState(read);
  const known = kept && kept.route.day === route.day && kept.route.shiftId === route.shiftId ? kept : null;
  const changes = useMemo(
    () => (known && known.route.id !== route.id ? changesOfRoute(known.route, knownOf(route), isDone) : null),
    [known, route, isDone],
  );
  const keep = (next: Kept): void => {
    setKept(next);
    write(next);
  };
  const tell = useMutation({
    mutationFn: (routeId: string) => command('/api/own-route/seen', { body: { routeId } }),
    onSuccess: (_, routeId) => routeId === route.id && keep({ route: knownOf(route), isTold: true }),
  });
  const { mutate, isPending } = tell;
  const isSeen = changes === null;
  const isTold = known?.isTold === true && known.route.id === route.id;
  useEffect(() => {
    // Each time the route is read again, until the office knows.
    if (isSeen && !isTold && !isPending) mutate(route.id);
    // What is under way when it is read again is waited for.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [isSeen, isTold, route, mutate]);
  return {
    changes,
    understand: () => keep({ route: knownOf(route), isTold: false }),
  };
}

function knownOf({ id, day, truckId, shiftId, shiftEndsAt, stops }: OwnRouteView): KnownRoute {
  return {
    ...{ id, day, truckId, shiftId, shiftEndsAt },
    stops: stops.map(({ kind, visitId, visitPart, facilityId, name }) => ({
      ...{ kind, visitId, visitPart, facilityId, name },
    })),
  };
}

function read(): Kept | null {
  try {
    const { route, isTold } = JSON.parse(localStorage.getItem(SEEN_ROUTE_KEY) ?? '{}') as Partial<Kept>;
    return isKnownRoute(route) && typeof isTold === 'boolean' ? { route, isTold } : null;
  } catch {
    // Half written: the route counts as seen first.
    return null;
  }
}

function write(kept: Kept): void {
  try {
    localStorage.setItem(SEEN_ROUTE_KEY, JSON.stringify(kept));
  } catch {
    // No room: it is known until the page is closed.
  }
}
