import type { RevisionView, RouteView, StopView } from '../plans.ts';
import type { RevisionDiff } from './replans.ts';

/** Earlier or later by less is not told. */
const TOLD_SECONDS = 600;

interface Placed {
  readonly route: RouteView;
  readonly stop: StopView;
  /** On its truck's trip, each from 1. */
  readonly trip: number;
  readonly position: number;
}

/**
 * What is otherwise in one revision of a day than in another: visits that change trucks or their place on one, are dropped or added,
 * that come at other times, loads that stay aboard, and what that does to each unit. A visit taken in parts is where its first part is.
 */
export function revisionDiff(a: RevisionView, b: RevisionView): RevisionDiff {
  const [before, after] = [placesOf(a), placesOf(b)];
  const left = new Map(b.unserved.map((visit) => [visit.visitId, visit]));
  const stays = inTheirOrder(before, after);
  const leftBefore = new Set(a.unserved.map(({ visitId }) => visitId));
  const moved: RevisionDiff['moved'] = [];
  const reordered: RevisionDiff['reordered'] = [];
  const dropped: RevisionDiff['dropped'] = [];
  const added: RevisionDiff['added'] = [];
  const retimed = new Map<string, RevisionDiff['retimed'][number]>();
  for (const [visitId, was] of before) {
    const is = after.get(visitId);
    const visit = visitOf(visitId, was.stop);
    if (!visit) continue;
    const { reason = null, note = null } = left.get(visitId) ?? {};
    if (!is) dropped.push({ ...visit, from: placed(was), reason, note });
    else if (is.route.truckId !== was.route.truckId) moved.push({ ...visit, from: placed(was), to: placed(is) });
    else if (is.trip !== was.trip || !stays.has(visitId))
      reordered.push({ ...visit, from: onTrip(was), to: onTrip(is) });
    else noteRetimed(retimed, was, is);
  }
  for (const [visitId, is] of after) {
    const visit = before.has(visitId) ? null : visitOf(visitId, is.stop);
    if (visit) added.push({ ...visit, to: placed(is) });
  }
  const byArrival = (one: { to: { arrivesAt: string } }, other: { to: { arrivesAt: string } }): number =>
    one.to.arrivesAt < other.to.arrivesAt ? -1 : 1;
  return {
    from: a.number,
    to: b.number,
    moved: moved.sort((one, other) => one.to.number - other.to.number || byArrival(one, other)),
    reordered: reordered.sort((one, other) => one.to.number - other.to.number || byArrival(one, other)),
    dropped: dropped.sort((one, other) => other.loadKg - one.loadKg),
    added: added.sort(byArrival),
    refused: b.unserved.flatMap(({ unitId: _, note: __, ...visit }) =>
      before.has(visit.visitId) || leftBefore.has(visit.visitId) ? [] : [visit],
    ),
    retimed: [...retimed.values()].sort((one, other) => Math.abs(other.mostSeconds) - Math.abs(one.mostSeconds)),
    stranded: b.routes.flatMap((route) => {
      const last = route.stops.at(-1);
      return last && last.loadAfterKg > 0 ? [{ ...truckOf(route), loadKg: last.loadAfterKg }] : [];
    }),
    units: unitsOf(a, b),
    before: totalsOf(a),
    after: totalsOf(b),
  };
}

function placesOf({ routes }: RevisionView): Map<string, Placed> {
  const places = new Map<string, Placed>();
  for (const route of routes) {
    const visits = new Map<number, number>();
    for (const stop of route.stops) {
      if (!stop.visitId || places.has(stop.visitId)) continue;
      const trip = stop.tripNumber ?? 1;
      const position = (visits.get(trip) ?? 0) + 1;
      visits.set(trip, position);
      places.set(stop.visitId, { route, stop, trip, position });
    }
  }
  return places;
}

/**
 * The visits that keep their truck and, of each truck, as many as can be that follow each other as they did: only what is not among
 * them was given another place, however far it has shifted by what came or went before it.
 */
function inTheirOrder(before: ReadonlyMap<string, Placed>, after: ReadonlyMap<string, Placed>): Set<string> {
  const placeBefore = new Map([...before.keys()].map((visitId, index) => [visitId, index]));
  const byTruck = new Map<string, string[]>();
  for (const [visitId, { route }] of after) {
    if (before.get(visitId)?.route.truckId !== route.truckId) continue;
    byTruck.set(route.truckId, [...(byTruck.get(route.truckId) ?? []), visitId]);
  }
  return new Set([...byTruck.values()].flatMap((visits) => longestRising(visits, (id) => placeBefore.get(id) ?? 0)));
}

/** A longest part of `items`, in their order, whose values rise. */
function longestRising<T>(items: readonly T[], valueOf: (item: T) => number): T[] {
  // By index, the longest rising part that ends there: how long it is, and what comes before its last.
  const ends: { item: T; value: number; length: number; before: number }[] = [];
  let best = -1;
  for (const item of items) {
    const value = valueOf(item);
    let [length, before] = [1, -1];
    for (const [index, end] of ends.entries()) {
      if (end.value < value && end.length >= length) [length, before] = [end.length + 1, index];
    }
    ends.push({ item, value, length, before });
    if (length > (ends[best]?.length ?? 0)) best = ends.length - 1;
  }
  const part: T[] = [];
  for (let end = ends[best]; end; end = ends[end.before]) part.unshift(end.item);
  return part;
}

function visitOf(visitId: string, { pointId, code, name, stream, loadKg }: StopView) {
  return pointId && stream ? { visitId, pointId, code, name, stream, loadKg } : null;
}

const truckOf = ({ truckId, truckNumber, truckCode }: RouteView) => ({ truckId, number: truckNumber, code: truckCode });
const placed = ({ route, stop }: Placed) => ({ ...truckOf(route), arrivesAt: stop.arrivesAt });
const onTrip = (place: Placed) => ({ ...placed(place), trip: place.trip, position: place.position });

function noteRetimed(retimed: Map<string, RevisionDiff['retimed'][number]>, was: Placed, is: Placed): void {
  const seconds = Math.round((Date.parse(is.stop.arrivesAt) - Date.parse(was.stop.arrivesAt)) / 1000);
  if (Math.abs(seconds) < TOLD_SECONDS) return;
  const known = retimed.get(is.route.truckId);
  const most = known && Math.abs(known.mostSeconds) > Math.abs(seconds) ? known.mostSeconds : seconds;
  retimed.set(is.route.truckId, { ...truckOf(is.route), visits: (known?.visits ?? 0) + 1, mostSeconds: most });
}

function unitsOf(a: RevisionView, b: RevisionView): RevisionDiff['units'] {
  const before = new Map(a.totals.units.map((unit) => [unit.unitId, unit.share]));
  return b.totals.units
    .map(({ unitId, unitName, targetShare, share }) => ({
      ...{ unitId, unitName, targetShare, shareAfter: share },
      shareBefore: before.get(unitId) ?? share,
    }))
    .filter(({ shareBefore, shareAfter }) => Math.abs(shareBefore - shareAfter) > 1e-9)
    .sort((one, other) => one.shareAfter - one.shareBefore - (other.shareAfter - other.shareBefore));
}

function totalsOf({ totals }: RevisionView): RevisionDiff['before'] {
  const { servedKg, servedVisits, drivingSeconds, lengthMetres, overtimeSeconds, costDong } = totals;
  return { servedKg, servedVisits, drivingSeconds, lengthMetres, overtimeSeconds, costDong };
}
