import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { OwnRouteView } from '../../../domain/own-route.ts';
import { areaQuery } from '../../ui/api/queries.ts';
import { useOnline } from '../../ui/use-online.ts';
import { useDirections } from './use-directions.ts';

/** The route itself goes before: the map is loaded once the page has had time for that. */
const AFTER_MS = 20_000;

/** What Chromium tells of a phone whose owner saves data. */
interface Saving {
  readonly connection?: { readonly saveData?: boolean };
}

/**
 * While there is a network, keeps on the phone what the way is found by without one: the directions, the base map around the route, and
 * the files that draw it. Not on a phone that is set to save data: there the map is loaded when it is looked at.
 */
export function useMapKept(route: OwnRouteView): void {
  useDirections(route);
  const area = useQuery(areaQuery()).data;
  const isOnline = useOnline();
  const mapUrl = area ? new URL(area.baseMapUrl, window.location.href).href : null;
  useEffect(() => {
    if (mapUrl === null || !isOnline || (navigator as Saving).connection?.saveData) return;
    const end = new AbortController();
    const timer = setTimeout(() => {
      const way = route.stops.flatMap(({ geometry, position }) => geometry?.coordinates ?? [position]);
      void import('./keep-map.ts')
        .then(({ keepMap }) => keepMap(mapUrl, way, end.signal))
        // No network or no room: what the map lacks is loaded when it is looked at.
        .catch((error: unknown) => end.signal.aborted || console.error(error));
      // A service worker is of this page's own origin, and takes no other argument.
      // oxlint-disable-next-line unicorn/require-post-message-target-origin
      void navigator.serviceWorker?.ready.then(({ active }) => active?.postMessage('keep-map'));
    }, AFTER_MS);
    return () => {
      clearTimeout(timer);
      end.abort();
    };
    // Of one revision the way stays as it is.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [mapUrl, isOnline, route.id]);
}
