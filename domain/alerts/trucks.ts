import type { LonLat } from '../geo.ts';
import { nearestOn, straightMetres } from '../straight-line.ts';
import {
  type Condition,
  instantText,
  massOf,
  MINUTE,
  openStops,
  type RouteNow,
  type Situation,
  type StopNow,
  type WasThere,
} from './situation.ts';

/** Nothing heard for longer than this; trackers have gaps of some minutes. */
const SILENT_MILLISECONDS = 15 * MINUTE;
/** So many trucks, and such a part of those under way, are most of a fleet. */
const LEAST_OF_FLEET = 4;
const MOST_OF_FLEET = 0.6;
/** So long after a route should be over nobody has to be heard any more. */
const OVERRUN_MILLISECONDS = 2 * 60 * MINUTE;
/** Stands longer than a stop takes, by so much. */
const STANDING_MILLISECONDS = 15 * MINUTE;
/** At a site there is a queue, and at the depot a truck may be made ready. */
const STANDING_AT_SITE_MILLISECONDS = 25 * MINUTE;
/** Where a truck stands for a stop. */
const AT_STOP_METRES = 70;
/** Crews take their rest so much earlier or later than planned. */
const REST_MOVES_MILLISECONDS = 30 * MINUTE;
/** Seen this far off every street of its route, all of the time for this long, and so many times. */
const OFF_ROUTE_METRES = 500;
const OFF_ROUTE_MILLISECONDS = 6 * MINUTE;
const OFF_ROUTE_FIXES = 4;
/** Back on it is nearer than this. */
const ON_ROUTE_METRES = 250;
/** So much the load of a point is off what is expected there, as a share of it (standard deviation): assumed, not measured. */
const LOAD_SPREAD = 0.1;
/** An excess that is this much of the spread of what is left is more likely than not: about 7 in 10. */
const LIKELY_SPREADS = 0.5;
/** Loads so far say as much of those to come as so many points would that are as expected. */
const USUAL_POINTS = 20;

/** There is more to come of it than the way home. */
function isDriven({ isEnded, expected, stops }: RouteNow): boolean {
  const end = stops.find(({ kind }) => kind === 'end')?.id;
  return !isEnded && expected.stops.some(({ stopId }) => stopId !== end);
}

/** What stays behind when a truck does no more: that can be given to others. */
const leftBehind = (route: RouteNow) => {
  const open = openStops(route);
  return { kg: massOf(open), stops: open.length };
};

/**
 * Trucks that should be on their way and are not heard of, by report or position. Where most of a fleet falls silent, it is not the
 * trucks: that is one condition.
 */
export function silent(situation: Situation): Condition[] {
  const each = silentTrucks(situation);
  const driven = situation.routes.filter((route) => isDriven(route) && route.startsAt <= situation.now);
  const [since] = each.map(({ facts }) => facts.since ?? '').sort();
  if (since === undefined || each.length < LEAST_OF_FLEET || each.length < MOST_OF_FLEET * driven.length) return each;
  const sum = (of: (condition: Condition) => number): number => each.reduce((all, one) => all + of(one), 0);
  const [kg, stops] = [sum(({ facts }) => facts.kg ?? 0), sum(({ facts }) => facts.stops ?? 0)];
  return [
    {
      ...{ key: 'silent fleet', kind: 'silent', savableKg: kg, saveBy: null },
      facts: {
        ...{ since, kg, stops, seconds: Math.round((situation.now - Date.parse(since)) / 1000) },
        truckIds: [...new Set(each.flatMap(({ truckId }) => truckId ?? []))],
      },
    },
  ];
}

function silentTrucks({ now, routes }: Situation): Condition[] {
  return routes.flatMap((route): Condition[] => {
    const { truckId, shiftId, startsAt, endsAt, expected, fixes } = route;
    const [ahead] = expected.stops;
    if (!ahead || !isDriven(route) || now > endsAt + OVERRUN_MILLISECONDS) return [];
    const heardAt = expected.heardAt ?? 0;
    const since = Math.max(heardAt, startsAt);
    const next = route.stops.find(({ id }) => id === ahead.stopId);
    // A truck without a tracker is heard when it has done its next stop, no sooner.
    const wait =
      fixes.length === 0 && next && heardAt > 0 ? next.departsAt - next.arrivesAt + next.legSeconds * 1000 : 0;
    if (now - since <= SILENT_MILLISECONDS + wait) return [];
    const left = leftBehind(route);
    return [
      {
        ...{ key: `silent ${truckId} ${shiftId}`, kind: 'silent', truckId, stopId: ahead.stopId },
        facts: { since: instantText(since), seconds: Math.round((now - since) / 1000), ...left },
        savableKg: left.kg,
        saveBy: null,
      },
    ];
  });
}

/** What crews told of, until somebody of the office closes it. */
export function incidents({ routes, incidents: told }: Situation): Condition[] {
  return told.map(({ id, kind, truckId, at, note }): Condition => {
    const route = routes.findLast((candidate) => candidate.truckId === truckId && isDriven(candidate));
    const endsDay = kind === 'breakdown' || kind === 'accident';
    const left = route && endsDay ? leftBehind(route) : null;
    return {
      ...{ key: `incident ${id}`, kind: 'incident', truckId, stopId: route?.expected.stops[0]?.stopId },
      facts: { since: instantText(at), incident: kind, note, ...left },
      ...{ savableKg: left?.kg ?? 0, saveBy: null },
    };
  });
}

/** Trucks that stand longer than what they stand for takes: a stop, an unloading, a rest, or nothing at all. */
export function standing({ now, routes }: Situation): Condition[] {
  return routes.flatMap((route): Condition[] => {
    const { truckId, shiftId, stops, expected } = route;
    const [ahead] = expected.stops;
    if (!ahead || !isDriven(route) || !expected.standing) return [];
    const at = stops.find(({ id }) => id === expected.standing?.atStopId);
    // Before it has to leave, a truck stands where it belongs.
    const since = Math.max(expected.standing.since, stops[0]?.departsAt ?? 0, waitsUntil(route, at?.id));
    const isAtSite = at !== undefined && at.kind !== 'point';
    // With the wait for its window, where one is planned.
    const taken = at ? Math.max(0, at.departsAt - at.arrivesAt) : 0;
    const allowed =
      (isAtSite ? STANDING_AT_SITE_MILLISECONDS : STANDING_MILLISECONDS) + taken + restAround(route, since);
    // A truck not heard of since is silent: where it stands now nobody knows.
    if (now - since <= allowed || now - (expected.heardAt ?? 0) > SILENT_MILLISECONDS) return [];
    const left = leftBehind(route);
    return [
      {
        ...{ key: `standing ${truckId} ${shiftId}`, kind: 'standing', truckId },
        ...{ stopId: at?.id ?? ahead.stopId, pointId: at?.pointId, facilityId: at?.facilityId },
        facts: { since: instantText(since), seconds: Math.round((now - since) / 1000), ...left },
        savableKg: left.kg,
        saveBy: null,
      },
    ];
  });
}

/** A crew that is early waits where its next stop is until that may be begun. */
function waitsUntil({ expected, stops, fixes }: RouteNow, stopId: string | undefined): number {
  const [next] = expected.stops;
  if (!next) return 0;
  const place = stops.find(({ id }) => id === next.stopId)?.position;
  const last = fixes.at(-1)?.position;
  const isThere = place && last && straightMetres(place, last) <= AT_STOP_METRES;
  return isThere || next.stopId === stopId ? next.startsAt : 0;
}

/** The rest that is planned around the time, in milliseconds: crews take it where it suits them. */
function restAround({ stops }: RouteNow, since: number): number {
  const rests = stops.filter(
    ({ kind, startsAt, departsAt }) =>
      kind === 'break' && since > startsAt - REST_MOVES_MILLISECONDS && since < departsAt + REST_MOVES_MILLISECONDS,
  );
  return Math.max(0, ...rests.map(({ startsAt, departsAt }) => departsAt - startsAt));
}

/** Trucks seen for minutes far from every street of their route. */
export function offRoute({ now, routes }: Situation, wasThere: WasThere): Condition[] {
  return routes.flatMap((route): Condition[] => {
    const { truckId, shiftId, fixes, way, stops, expected } = route;
    const [ahead] = expected.stops;
    if (!ahead || !isDriven(route) || way.length === 0) return [];
    const key = `off-route ${truckId} ${shiftId}`;
    const recent = fixes.filter(({ at }) => at > now - OFF_ROUTE_MILLISECONDS);
    const [first] = recent;
    if (!first || recent.length < (wasThere(key) ? 1 : OFF_ROUTE_FIXES)) return [];
    const limit = wasThere(key) ? ON_ROUTE_METRES : OFF_ROUTE_METRES;
    const lines = [...way, ...stops.map(({ position }) => [position])];
    const off = recent.map(({ position }) => metresFrom(lines, position, limit));
    const metresNow = off.at(-1);
    if (metresNow === undefined || off.some((metres) => metres <= limit)) return [];
    const left = leftBehind(route);
    return [
      {
        ...{ key, kind: 'off-route', truckId, stopId: ahead.stopId },
        facts: { since: instantText(first.at), metres: Math.round(metresNow), ...left },
        savableKg: left.kg,
        saveBy: null,
      },
    ];
  });
}

/** Straight-line metres to the nearest of some lines; anything within `enough` is as good. */
function metresFrom(lines: readonly (readonly LonLat[])[], from: LonLat, enough: number): number {
  let nearest = Number.POSITIVE_INFINITY;
  for (const line of lines) {
    let [before] = line;
    for (const place of line) {
      nearest = Math.min(nearest, nearestOn(before ?? place, place, from).metres);
      if (nearest <= enough) return nearest;
      before = place;
    }
  }
  return nearest;
}

/**
 * Trucks that are expected to be overfull before they unload, by what they have taken so far: what is left of the trip is reckoned with
 * in proportion to that, and the less is left, the less room for error it is given. By the crews' reckoning and by weight alone:
 * litres aboard nobody reports.
 */
export function nearlyFull({ routes }: Situation, wasThere: WasThere): Condition[] {
  return routes.flatMap((route): Condition[] => {
    const { truckId, shiftId, capacityKg, stops } = route;
    if (!isDriven(route) || capacityKg <= 0) return [];
    const unloaded = stops.findLastIndex(({ kind, report }) => kind === 'unload' && report !== null);
    const trip = stops.slice(unloaded + 1);
    const ends = trip.findIndex(({ kind }) => kind === 'unload');
    const points = trip.slice(0, ends < 0 ? trip.length : ends).filter(({ kind }) => kind === 'point');
    const aboardKg = massOf(points.filter((stop) => isTakenBy(truckId, stop)).map(asReported));
    const left = points.filter(({ report }) => report === null);
    const last = left.at(-1);
    if (!last || aboardKg === 0) return [];
    const ratio = ratioSoFar(stops.filter((stop) => isTakenBy(truckId, stop)));
    const tooMuch = aboardKg + ratio * massOf(left) - capacityKg;
    const spread = LOAD_SPREAD * Math.hypot(...left.map(({ loadKg }) => loadKg));
    const key = `nearly-full ${truckId} ${shiftId} ${unloaded + 1}`;
    if (tooMuch <= (wasThere(key) ? 0 : LIKELY_SPREADS * spread)) return [];
    let roomKg = capacityKg - aboardKg;
    const first = left.find(({ loadKg }) => (roomKg -= ratio * loadKg) < 0) ?? last;
    const at = route.expected.stops.find(({ stopId }) => stopId === first.id)?.arrivesAt ?? null;
    return [
      {
        ...{ key, kind: 'nearly-full', truckId, stopId: first.id, visitId: first.visitId, pointId: first.pointId },
        facts: {
          ...{ kg: Math.round(aboardKg), capacityKg, stops: left.length },
          expectedAt: at === null ? null : instantText(at),
        },
        savableKg: Math.round(tooMuch),
        saveBy: at,
      },
    ];
  });
}

const isTakenBy = (truckId: string, { kind, report }: StopNow): boolean =>
  kind === 'point' && report?.kind === 'served' && report.truckId === truckId;

const asReported = ({ loadKg, report }: StopNow) => ({ loadKg: report?.loadKg ?? loadKg });

/** What a truck takes of what is expected, by its loads of the day so far, held back to 1 as long as they are few. */
function ratioSoFar(taken: readonly StopNow[]): number {
  const planned = taken.reduce((sum, { loadKg }) => sum + loadKg, 0);
  if (planned === 0) return 1;
  const usual = (USUAL_POINTS * planned) / taken.length;
  const reported = taken.reduce((sum, stop) => sum + asReported(stop).loadKg, 0);
  return (reported + usual) / (planned + usual);
}
