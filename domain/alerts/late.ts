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
const LATE_MILLISECONDS = 3 * MINUTE;
const AHEAD_SHARE = 0.1;
/** Shifts stretch: so much past their end is told of. */
const PAST_END_MILLISECONDS = 10 * MINUTE;
/** A truck that ends late is told of so far ahead. */
const END_AHEAD_MILLISECONDS = 3 * 60 * MINUTE;

const marginAt = (expected: number, now: number, least: number): number =>
  least + AHEAD_SHARE * Math.max(0, expected - now);

/** A truck that runs late is one matter, whatever it is late for. */
const keyOf = ({ truckId, shiftId }: RouteNow): string => `late ${truckId} ${shiftId}`;

/**
 * Trucks that run late for windows, for the end of their shift, or for both: one condition a truck, of what can be saved first. What
 * comes of it later is told within it and not again.
 */
export function runningLate(situation: Situation, wasThere: WasThere): Condition[] {
  return situation.routes.flatMap((route): Condition[] => {
    const alone = { ...situation, routes: [route] };
    const [window] = lateForWindow(alone, wasThere);
    // That it is late for one thing makes it no likelier to be late for the other.
    const [end] = pastShiftEnd(alone, window ? () => false : wasThere);
    if (!window || !end) return window ? [window] : end ? [end] : [];
    return [{ ...window, facts: { ...window.facts, afterShiftSeconds: end.facts.seconds ?? null } }];
  });
}

/**
 * Trucks that are expected to begin stops after their last window closes, told of before it does: one condition a truck, with all such
 * stops, named by the one that closes next. Where the plan itself has it so, somebody allowed it.
 */
export function lateForWindow({ now, routes }: Situation, wasThere: WasThere): Condition[] {
  return routes.flatMap((route): Condition[] => {
    const key = keyOf(route);
    const late = route.expected.stops.flatMap(({ stopId, startsAt }) => {
      const stop = route.stops.find(({ id }) => id === stopId);
      const closes = stop?.windows.at(-1)?.[1];
      if (!stop || stop.kind !== 'point' || closes === undefined || stop.startsAt > closes) return [];
      const margin = marginAt(startsAt, now, LATE_MILLISECONDS);
      const isLate = wasThere(key) ? startsAt - closes > margin / 2 : startsAt - closes > margin;
      return isLate && startsAt - now <= AHEAD_MILLISECONDS ? [{ stop, startsAt, closes }] : [];
    });
    const savable = late.filter(({ closes }) => closes > now);
    const [first] = [...savable, ...late].toSorted(
      (a, b) => Number(a.closes <= now) - Number(b.closes <= now) || a.closes - b.closes || a.startsAt - b.startsAt,
    );
    if (!first) return [];
    const { id: stopId, visitId, pointId, stream } = first.stop;
    return [
      {
        ...{ key, kind: 'late-for-window', truckId: route.truckId, stopId, visitId, pointId },
        facts: {
          expectedAt: instantText(first.startsAt),
          limitAt: instantText(first.closes),
          seconds: Math.round((first.startsAt - first.closes) / 1000),
          ...{ kg: massOf(late.map(({ stop }) => stop)), stops: late.length, stream },
          visitIds: late.flatMap(({ stop }) => stop.visitId ?? []),
        },
        savableKg: massOf(savable.map(({ stop }) => stop)),
        saveBy: first.closes,
      },
    ];
  });
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

/**
 * Trucks expected back after the crew's shift ends, and later than the plan has them. Who has only the way home left needs nobody, and
 * may be there already without a word of it.
 */
export function pastShiftEnd({ now, routes }: Situation, wasThere: WasThere): Condition[] {
  return routes.flatMap((route): Condition[] => {
    const last = route.expected.stops.at(-1);
    const left = new Set(route.expected.stops.map(({ stopId }) => stopId));
    const isWorkLeft = route.stops.some(({ id, kind }) => left.has(id) && (kind === 'point' || kind === 'unload'));
    if (!last || !isWorkLeft) return [];
    const key = keyOf(route);
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
          visitIds: after.flatMap(({ visitId }) => visitId ?? []),
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
