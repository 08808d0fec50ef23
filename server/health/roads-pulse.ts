import type { Platform } from '../../platform/platform.ts';

/** Knows whether the road server of ROADS_URL answers. */
export interface RoadsPulse {
  /** Asks at most every 15 seconds, and waits two seconds at most. Any answer will do: it shows that the server lives. */
  isAlive(): Promise<boolean>;
}

const FRESH_MILLISECONDS = 15_000;
const PATIENCE_MILLISECONDS = 2000;

/** @param roadsUrl such as `osrm+http://host:5000` */
export function openRoadsPulse(
  roadsUrl: string,
  logger: Pick<Platform['logger'], 'warn'>,
  now: () => number = Date.now,
): RoadsPulse {
  const address = roadsUrl.replace(/^\w+[+:](?=https?:)/, '').replace(/\/+$/, '');
  let known: { readonly at: number; readonly isAlive: Promise<boolean> } | undefined;
  const ask = async (): Promise<boolean> => {
    try {
      const answer = await fetch(`${address}/status`, { signal: AbortSignal.timeout(PATIENCE_MILLISECONDS) });
      await answer.body?.cancel();
      // A proxy answers 502 to 504 for a server that is not there; OSRM knows no such question and answers 400.
      return answer.status < 500;
    } catch (error) {
      logger.warn({ err: error }, 'health: the road server does not answer');
      return false;
    }
  };
  return {
    isAlive() {
      if (!known || now() - known.at >= FRESH_MILLISECONDS) known = { at: now(), isAlive: ask() };
      return known.isAlive;
    },
  };
}
