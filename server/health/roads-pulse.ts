import type { Platform } from '../../platform/platform.ts';
import { openRoads } from '../../roads/open-roads.ts';

/** Knows whether the road server of ROADS_URL answers. */
export interface RoadsPulse {
  /**
   * Asks at most every 15 seconds, and waits two seconds at most. Only an answer as a server of its kind gives it counts: a
   * page of something else at the same address is no road server.
   */
  isAlive(): Promise<boolean>;
}

const FRESH_MILLISECONDS = 15_000;
/** Whoever asks how we are does not wait longer, and asks again. */
const HASTY = { limits: { timeoutMs: 2000, tries: 1 } };

/** @param roadsUrl such as `osrm+http://host:5000` */
export function openRoadsPulse(
  roadsUrl: string,
  logger: Pick<Platform['logger'], 'warn'>,
  now: () => number = () => performance.now(),
): RoadsPulse {
  let known: { readonly at: number; readonly isAlive: Promise<boolean> } | undefined;
  const ask = async (): Promise<boolean> => {
    try {
      const engine = await openRoads({ roadsUrl, directory: '', server: HASTY });
      await engine.close();
      return true;
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
