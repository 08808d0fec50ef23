import { useEffect, useState } from 'react';
import { v7 } from 'uuid';
import { serverClock } from '../../ui/api/server-clock.ts';
import type { Outbox } from '../../ui/outbox/outbox.ts';
import { FixSampler } from './fix-sampler.ts';

/** `off`: the shift does not run; `unknown`: the phone does not say where it is. */
export type Watching = 'off' | 'asking' | 'on' | 'unknown';

const BUNDLE_MS = 30_000;

/**
 * Keeps in the outbox where the phone is while the shift runs and the page is open: a browser tells nothing to a page that is
 * out of sight.
 */
export function usePositions(outbox: Outbox, truckId: string, isRunning: boolean): Watching {
  const [watching, setWatching] = useState<Watching>('off');
  useEffect(() => {
    if (!isRunning) {
      setWatching('off');
      return;
    }
    // Plain http has none.
    const geolocation = navigator.geolocation as Geolocation | undefined;
    if (!geolocation) {
      setWatching('unknown');
      return;
    }
    setWatching('asking');
    const sampler = new FixSampler();
    const keep = (): void => {
      const fixes = sampler.bundle(Date.now());
      if (!fixes) return;
      const id = v7();
      const at = new Date(serverClock.now()).toISOString();
      outbox.add('positions', id, { id, truckId, at, fixes }).catch((error: unknown) => console.error(error));
    };
    const watch = geolocation.watchPosition(
      ({ coords, timestamp }) => {
        setWatching('on');
        const isFull = sampler.take({
          deviceMs: timestamp,
          position: [coords.longitude, coords.latitude],
          speed: coords.speed,
          course: coords.heading === null || Number.isNaN(coords.heading) ? null : coords.heading,
          accuracyMetres: coords.accuracy,
        });
        if (isFull) keep();
      },
      () => setWatching('unknown'),
      { enableHighAccuracy: true, maximumAge: 5_000, timeout: 60_000 },
    );
    const timer = setInterval(keep, BUNDLE_MS);
    const keepBeforeHidden = () => document.visibilityState === 'hidden' && keep();
    document.addEventListener('visibilitychange', keepBeforeHidden);
    return () => {
      geolocation.clearWatch(watch);
      clearInterval(timer);
      document.removeEventListener('visibilitychange', keepBeforeHidden);
      keep();
    };
  }, [outbox, truckId, isRunning]);
  return watching;
}
