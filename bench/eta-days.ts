import { asDriven, trafficOf } from '../demo/simulate/as-driven.ts';
import type { PastGap } from '../domain/etas/learn.ts';
import type { RouteView } from '../domain/plans.ts';

/** Local midnight of the simulated days, and the hour of an instant on them. */
export const MIDNIGHT = Date.parse('2026-11-22T17:00:00Z');
export const hourOf = (instant: number): number => Math.floor((instant - MIDNIGHT) / 3_600_000) % 24;

/** The routes as they are driven on a day of this name, with its traffic. */
export function drive(planned: readonly RouteView[], name: string): RouteView[] {
  const traffic = trafficOf(name, hourOf);
  return planned.map((route) => asDriven(route, traffic));
}

/** What a driven day teaches of times at stops and of streets. */
export function gapsOf(planned: readonly RouteView[], driven: readonly RouteView[]): PastGap[] {
  return planned.flatMap((route, r) =>
    route.stops.flatMap((stop, k): PastGap[] => {
      const before = route.stops[k - 1];
      if (stop.kind !== 'point' || before?.kind !== 'point' || !stop.pointId || !stop.stream) return [];
      const [from, to] = [k - 1, k].map((at) => Date.parse(driven[r].stops[at].departsAt));
      const { pointId, stream, legSeconds } = stop;
      return [{ pointId, stream, legSeconds, seconds: (to - from) / 1000, hour: hourOf(to) }];
    }),
  );
}
