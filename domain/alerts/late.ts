import {
  type Condition,
  instantText,
  massOf,
  MINUTE,
  type RouteNow,
  type Situation,
  type WasThere,
} from './situation.ts';

/** So far ahead arrivals are looked at: what is later is told in time, and better known. */
const AHEAD_MILLISECONDS = 2 * 60 * MINUTE;
/** Less late than this is none; the further ahead, the more it takes, for arrivals are only expected. */
const LATE_MILLISECONDS = 5 * MINUTE;
const AHEAD_SHARE = 0.1;
/** What was told of before goes on as long as there is any lateness at all. */
const STILL_MILLISECONDS = 1;
/** Shifts stretch: so much past their end is told of. */
const PAST_END_MILLISECONDS = 20 * MINUTE;
/** A truck that ends late is told of so far ahead. */
const END_AHEAD_MILLISECONDS = 3 * 60 * MINUTE;

const marginAt = (expected: number, now: number, least: number): number =>
  least + AHEAD_SHARE * Math.max(0, expected - now);

/**
 * Stops that are expected to be begun after their last window closes, told of before it does. Where the plan itself has it so,
 * somebody allowed it.
 */
export function lateForWindow({ now, routes }: Situation, wasThere: WasThere): Condition[] {
  return routes.flatMap((route) =>
    route.expected.stops.flatMap(({ stopId, startsAt }): Condition[] => {
      const stop = route.stops.find(({ id }) => id === stopId);
      const closes = stop?.windows.at(-1)?.[1];
      if (!stop || stop.kind !== 'point' || closes === undefined || stop.startsAt > closes) return [];
      const key = `late-for-window ${stop.visitId ?? stop.id}`;
      const isLate = wasThere(key)
        ? startsAt - closes >= STILL_MILLISECONDS
        : startsAt - closes > marginAt(startsAt, now, LATE_MILLISECONDS) && startsAt - now <= AHEAD_MILLISECONDS;
      if (!isLate) return [];
      const { visitId, pointId, stream, loadKg } = stop;
      return [
        {
          ...{ key, kind: 'late-for-window', truckId: route.truckId, stopId, visitId, pointId },
          facts: {
            expectedAt: instantText(startsAt),
            limitAt: instantText(closes),
            seconds: Math.round((startsAt - closes) / 1000),
            ...{ kg: loadKg, stream },
          },
          savableKg: closes > now ? loadKg : 0,
          saveBy: closes,
        },
      ];
    }),
  );
}

/** Facilities that close before trucks come to unload: one condition a facility, with all of its trucks. */
export function facilityCloses({ now, routes, facilityClosesAt }: Situation, wasThere: WasThere): Condition[] {
  return [...facilityClosesAt].flatMap(([facilityId, closes]): Condition[] => {
    const key = `facility-closes ${facilityId}`;
    const late = routes.flatMap((route) =>
      route.expected.stops.flatMap(({ stopId, arrivesAt }) => {
        const stop = route.stops.find(({ id }) => id === stopId);
        if (!stop || stop.kind !== 'unload' || stop.facilityId !== facilityId) return [];
        const isLate = wasThere(key)
          ? arrivesAt > closes
          : arrivesAt - closes > marginAt(arrivesAt, now, 0) && arrivesAt - now <= END_AHEAD_MILLISECONDS;
        return isLate ? [{ route, stop, arrivesAt }] : [];
      }),
    );
    const first = late.toSorted((a, b) => a.arrivesAt - b.arrivesAt).at(0);
    if (!first) return [];
    const kg = massOf(late.map(({ stop }) => stop));
    const truckIds = [...new Set(late.map(({ route }) => route.truckId))];
    return [
      {
        ...{ key, kind: 'facility-closes', facilityId, stopId: first.stop.id },
        truckId: truckIds.length === 1 ? truckIds[0] : undefined,
        facts: {
          expectedAt: instantText(first.arrivesAt),
          limitAt: instantText(closes),
          seconds: Math.round((first.arrivesAt - closes) / 1000),
          ...{ kg, truckIds },
        },
        savableKg: kg,
        saveBy: closes > now ? closes : null,
      },
    ];
  });
}

/** Trucks expected back after the crew's shift ends, and later than the plan has them. */
export function pastShiftEnd({ now, routes }: Situation, wasThere: WasThere): Condition[] {
  return routes.flatMap((route): Condition[] => {
    const last = route.expected.stops.at(-1);
    if (!last) return [];
    const key = `past-shift-end ${route.truckId} ${route.shiftId}`;
    const limit = Math.max(route.shiftEndsAt, route.endsAt);
    const over = last.arrivesAt - limit;
    const isOver = wasThere(key)
      ? over > PAST_END_MILLISECONDS / 2
      : over > marginAt(last.arrivesAt, now, PAST_END_MILLISECONDS) && last.arrivesAt - now <= END_AHEAD_MILLISECONDS;
    if (!isOver) return [];
    const after = lateStops(route, limit);
    const kg = massOf(after);
    return [
      {
        ...{ key, kind: 'past-shift-end', truckId: route.truckId, stopId: after[0]?.id ?? last.stopId },
        facts: {
          expectedAt: instantText(last.arrivesAt),
          limitAt: instantText(limit),
          seconds: Math.round(over / 1000),
          ...{ kg, stops: after.length },
        },
        savableKg: kg,
        saveBy: limit > now ? limit : null,
      },
    ];
  });
}

/** Visits expected to be begun only after an instant. */
export function lateStops(route: RouteNow, after: number): RouteNow['stops'] {
  const late = new Set(route.expected.stops.flatMap(({ stopId, startsAt }) => (startsAt > after ? [stopId] : [])));
  return route.stops.filter(({ id, kind }) => kind === 'point' && late.has(id));
}
