import type { ExpectedRoute } from '../etas/expect.ts';
import type { RouteNow, Situation, StopNow } from './situation.ts';

const MINUTE = 60_000;
/** Minutes of the tests' day as an instant. */
export const at = (minutes: number): number => minutes * MINUTE;

/** Stop `k`: at a point a kilometre from the one before, planned at `60 + 15 k` minutes, five minutes, 500 kg; 0 is the depot. */
export function stopNow(k: number, more: Partial<StopNow> = {}): StopNow {
  const arrivesAt = at(60 + 15 * k);
  const kind = more.kind ?? (k === 0 ? 'start' : 'point');
  const isPoint = kind === 'point';
  return {
    ...{ id: `stop-${k}`, kind, position: [105 + k * 0.01, 20], windows: [], report: null },
    ...{ pointId: isPoint ? `point-${k}` : null, visitId: isPoint ? `visit-${k}` : null },
    ...{ stream: isPoint ? ('food' as const) : null, facilityId: isPoint ? null : 'place' },
    ...{ loadKg: isPoint ? 500 : 0, legSeconds: k === 0 ? 0 : 600 },
    ...{ arrivesAt, startsAt: arrivesAt, departsAt: arrivesAt + 5 * MINUTE },
    ...more,
  };
}

/** What somebody reported of a stop. */
export function reported(k: number, kind: string, more: Partial<NonNullable<StopNow['report']>> = {}): StopNow {
  return stopNow(k, { report: { kind, truckId: 'truck', at: at(65 + 15 * k), loadKg: null, reason: null, ...more } });
}

/**
 * A truck that leaves at minute 60, has three points, a landfill and the way home, and is back at 140; its shift ends at 180. What is
 * not reported is expected as planned, by so many minutes later.
 */
export function routeNow(
  more: Partial<RouteNow> = {},
  lateMinutes = 0,
  expected: Partial<ExpectedRoute> = {},
): RouteNow {
  const stops = more.stops ?? usualStops();
  const lastDone = stops.findLastIndex(({ report }) => report !== null);
  return {
    ...{
      truckId: 'truck',
      shiftId: 'shift',
      capacityKg: 5000,
      startsAt: at(60),
      endsAt: at(140),
      shiftEndsAt: at(180),
    },
    ...{ startedAt: at(60), isEnded: false, fixes: [], way: [], stops },
    expected: {
      ...{ truckId: 'truck', routeId: 'route', latenessSeconds: 60 * lateMinutes, from: 'report', heardAt: null },
      standing: null,
      stops: stops.slice(lastDone + 1).flatMap(({ id, kind, arrivesAt, startsAt, departsAt }) => {
        const later = (instant: number): number => instant + lateMinutes * MINUTE;
        if (kind === 'start') return [];
        const times = { arrivesAt: later(arrivesAt), startsAt: later(startsAt), departsAt: later(departsAt) };
        return [{ stopId: id, ...times, learntFrom: 0 }];
      }),
      ...expected,
    },
    ...more,
  };
}

export function usualStops(): StopNow[] {
  return [
    ...[0, 1, 2, 3].map((k) => stopNow(k)),
    stopNow(4, { kind: 'unload', facilityId: 'landfill', loadKg: 1500 }),
    stopNow(5, { kind: 'end' }),
  ];
}

export function situation(minutes: number, routes: readonly RouteNow[], more: Partial<Situation> = {}): Situation {
  return {
    now: at(minutes),
    routes,
    units: [],
    incidents: [],
    unitOf: () => 'unit',
    facilityClosesAt: new Map(),
    ...more,
  };
}

export const never = (): boolean => false;
export const always = (): boolean => true;
