import { useEffect } from 'react';
import type { OwnRouteView } from '../../../domain/own-route.ts';
import { forgetPlacePhoto, keepPlacePhoto, keptPlacePhoto, keptPlacePhotoIds } from '../../ui/kept-place-photos.ts';
import { useOnline } from '../../ui/use-online.ts';
import { keepPlacePhotos, type PlacePhotoStore } from './keep-place-photos.ts';

/** The route itself goes before, and what lies beside its stops. */
const AFTER_MS = 5_000;

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
      const ids = [...new Set(wanted.split(' ').filter(Boolean))];
      keepPlacePhotos(ids, STORE, (id) => loadPhoto(id, end.signal)).catch((error: unknown) => {
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

const STORE: PlacePhotoStore = {
  ids: keptPlacePhotoIds,
  bytesOf: async (id) => (await keptPlacePhoto(id))?.size ?? null,
  keep: keepPlacePhoto,
  forget: forgetPlacePhoto,
};

async function loadPhoto(id: string, signal: AbortSignal): Promise<ArrayBuffer | null> {
  const response = await fetch(`/api/photos/${id}`, { signal });
  return response.ok ? await response.arrayBuffer() : null;
}
