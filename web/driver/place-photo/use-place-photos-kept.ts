import { useEffect } from 'react';
import type { OwnRouteView } from '../../../domain/own-route.ts';
import { forgetPlacePhoto, keepPlacePhoto, keptPlacePhotoIds } from '../../ui/kept-place-photos.ts';
import { useOnline } from '../../ui/use-online.ts';

/** The route itself goes before, and what lies beside its stops. */
const AFTER_MS = 5_000;
/** The most a phone keeps of them, in bytes. */
const MOST_BYTES = 12_000_000;

/** While there is a network, keeps on the phone how the places on the way look; photos of other days go. */
export function usePlacePhotosKept(route: OwnRouteView): void {
  const isOnline = useOnline();
  // In the order they are driven to.
  const wanted = route.stops
    .flatMap(({ pointId }) => route.pointNotes.find((told) => told.pointId === pointId)?.photoId ?? [])
    .join(' ');
  useEffect(() => {
    if (!isOnline) return;
    const end = new AbortController();
    const timer = setTimeout(() => {
      keepAll([...new Set(wanted.split(' ').filter(Boolean))], end.signal).catch((error: unknown) => {
        // No network or no room: what is missing is loaded when it is looked at.
        if (!end.signal.aborted) console.error(error);
      });
    }, AFTER_MS);
    return () => {
      clearTimeout(timer);
      end.abort();
    };
  }, [wanted, isOnline]);
}

async function keepAll(ids: readonly string[], signal: AbortSignal): Promise<void> {
  const kept = new Set(await keptPlacePhotoIds());
  for (const id of kept) if (!ids.includes(id)) await forgetPlacePhoto(id);
  let bytes = 0;
  for (const id of ids) {
    if (kept.has(id)) continue;
    const response = await fetch(`/api/photos/${id}`, { signal });
    // One that was taken away meanwhile keeps no other from being kept.
    if (!response.ok) continue;
    const jpeg = await response.arrayBuffer();
    bytes += jpeg.byteLength;
    if (bytes > MOST_BYTES) return;
    await keepPlacePhoto(id, jpeg);
  }
}
