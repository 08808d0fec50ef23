import { useEffect, useState } from 'react';
import type { LonLat } from '../../domain/geo.ts';

/** Where the phone is: asked, told, or not known. */
export type Place =
  | { readonly state: 'asking' | 'unknown' }
  | { readonly state: 'known'; readonly position: LonLat; readonly accuracyMetres: number };

/** So long a phone may look for satellites, and so old a place may be. */
const LOOKING = { enableHighAccuracy: true, timeout: 20_000, maximumAge: 30_000 };

/** Asks once where the phone is. Without https, without leave or under a roof it does not say. */
export function usePlaceOnce(): Place {
  const [place, setPlace] = useState<Place>({ state: 'asking' });
  useEffect(() => {
    const page = { isOpen: true };
    const tell = (told: Place) => page.isOpen && setPlace(told);
    // Plain http has none.
    const geolocation = navigator.geolocation as Geolocation | undefined;
    if (geolocation) {
      geolocation.getCurrentPosition(
        ({ coords: { longitude, latitude, accuracy } }) =>
          tell({ state: 'known', position: [longitude, latitude], accuracyMetres: accuracy }),
        () => tell({ state: 'unknown' }),
        LOOKING,
      );
    } else tell({ state: 'unknown' });
    return () => {
      page.isOpen = false;
    };
  }, []);
  return place;
}

/** Where the phone is, as long as it is asked; `unknown` once it does not say any more. */
export function usePlace(): Place {
  const [place, setPlace] = useState<Place>({ state: 'asking' });
  useEffect(() => {
    const geolocation = navigator.geolocation as Geolocation | undefined;
    if (!geolocation) {
      setPlace({ state: 'unknown' });
      return;
    }
    const watch = geolocation.watchPosition(
      ({ coords: { longitude, latitude, accuracy } }) =>
        setPlace({ state: 'known', position: [longitude, latitude], accuracyMetres: accuracy }),
      () => setPlace({ state: 'unknown' }),
      { ...LOOKING, maximumAge: 5_000 },
    );
    return () => geolocation.clearWatch(watch);
  }, []);
  return place;
}
