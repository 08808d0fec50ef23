/** Between plans as callers write them and routes as the search holds them. */
import { keepsLoads } from '../constraints/load.ts';
import { keepsTrips } from '../constraints/trips.ts';
import { endsEmpty, keepsSites, startsLoaded } from '../constraints/unloading.ts';
import type { Plan, Stop } from '../problem.ts';
import { ProblemError } from '../validate.ts';
import { Routes } from './routes.ts';
import type { Model } from '../model/model.ts';
import { breakPositions } from './place-breaks.ts';
import { shareSites, type Unloading } from './share-sites.ts';

/** Cells a route needs for its start, its end, and a little room. */
const SPARE = 8;

/**
 * Empty routes for the model; vehicles that start loaded get the unloading they need.
 * @param longestGiven stops of the longest route of a plan that `loadPlan` is then to put in, 0 = none
 * @throws ProblemError when no way is seen for all of those to unload and be back in time. If a plan is to be put in, that plan
 *   may be the way: then it is for `loadPlan` to throw.
 */
export function emptyRoutes(model: Model, longestGiven: number): Routes {
  const { pointCount, vehicleCount } = model;
  const generous = Math.max(256, Math.ceil((8 * pointCount) / Math.max(1, vehicleCount)) + 64);
  const stride = Math.max(Math.min(2 * pointCount + SPARE, generous), longestGiven + 64);
  const routes = new Routes(model, stride);
  const stuck = unloadStarts(routes);
  if (stuck >= 0 && longestGiven === 0) throw noWayHome(stuck);
  return routes;
}

function noWayHome(vehicle: number): ProblemError {
  return new ProblemError(
    `vehicles[${vehicle}].frozen leaves no way to unload and be back at the end within shift, windows and intake; allow the vehicle overtime, or leave it out.`,
  );
}

/**
 * Puts `plan` into empty routes as far as it keeps the rules; points that would break one are left unserved.
 * @throws ProblemError when it breaks one and no other way is seen for a vehicle that starts loaded to unload and be back in time.
 */
export function loadPlan(routes: Routes, plan: Plan): void {
  const { model } = routes;
  const taken = new Uint8Array(model.pointCount);
  const wanted = new Map<number, number[]>();
  for (const route of plan.routes) {
    const r = route.vehicle;
    if (!(r >= 0 && r < model.vehicleCount) || wanted.has(r)) continue;
    const nodes: number[] = [];
    for (const stop of route.stops) {
      if (stop.kind === 'site' && stop.site < model.siteCount) nodes.push(model.pointCount + stop.site);
      if (stop.kind !== 'point' || stop.point >= model.pointCount || taken[stop.point] === 1) continue;
      if (model.allowed[stop.point * model.vehicleCount + r] === 0) continue;
      taken[stop.point] = 1;
      nodes.push(stop.point);
    }
    wanted.set(r, nodes);
  }
  // All at once first: judged one by one, a route would have to share a site's intake with what routes not yet put in unload
  // there for want of better.
  if (tryAll(routes, wanted)) return;
  const stuck = unloadStarts(routes);
  if (stuck >= 0) throw noWayHome(stuck);
  for (const [r, nodes] of wanted) {
    if (tryNodes(routes, r, nodes)) continue;
    const kept = new Set<number>();
    for (const node of nodes) {
      if (node >= model.pointCount) continue;
      kept.add(node);
      const fits = tryNodes(routes, r, withPoints(model, nodes, kept));
      if (fits) continue;
      kept.delete(node);
      tryNodes(routes, r, withPoints(model, nodes, kept));
    }
  }
}

/** Sets all routes if together they keep all rules. @returns whether they do; otherwise they are of no use. */
function tryAll(routes: Routes, wanted: ReadonlyMap<number, readonly number[]>): boolean {
  const { model } = routes;
  for (const nodes of wanted.values()) if (nodes.length + SPARE > routes.stride) return false;
  for (const [r, nodes] of wanted) setNodes(routes, r, nodes);
  let isFeasible = true;
  for (let r = 0; r < model.vehicleCount; r++) isFeasible = keepsRules(routes, r) && isFeasible;
  return isFeasible;
}

/** Of `nodes` the sites and those points that are in `kept`. */
function withPoints(model: Model, nodes: readonly number[], kept: ReadonlySet<number>): number[] {
  return nodes.filter((node) => node >= model.pointCount || kept.has(node));
}

/** Sets the route if it keeps all rules. */
function tryNodes(routes: Routes, r: number, nodes: readonly number[]): boolean {
  if (nodes.length + SPARE > routes.stride) return false;
  setNodes(routes, r, nodes);
  if (keepsRules(routes, r)) return true;
  setNodes(routes, r, []);
  return false;
}

/**
 * Adds a trip over `points` to route `r`, as the last one or, where it fits there only, before another.
 * @returns whether the route keeps every rule with it; otherwise it is as it was.
 */
export function addTrip(routes: Routes, r: number, points: readonly number[]): boolean {
  const { model, stride, length, sequence } = routes;
  const base = r * stride;
  if (points.some((p) => model.allowed[p * model.vehicleCount + r] === 0)) return false;
  const before = Array.from(sequence.subarray(base + 1, base + length[r] - 1));
  if (tryNodes(routes, r, [...before, ...points])) return true;
  const [site] = sitesByWay(model, r, points[points.length - 1]);
  const sorted = [...points, model.pointCount + site];
  for (let k = before.length - 1; k >= 0; k--) {
    const tripBegins = k === 0 || before[k - 1] >= model.pointCount;
    if (tripBegins && tryNodes(routes, r, [...before.slice(0, k), ...sorted, ...before.slice(k)])) return true;
  }
  setNodes(routes, r, before);
  return false;
}

/**
 * Empties all routes and gives vehicles that start loaded the unloading they need, so that together they keep to the sites'
 * intake. @returns −1, or a vehicle for which no way was found; the routes are then of no use.
 */
function unloadStarts(routes: Routes): number {
  const { model } = routes;
  const unloadings: Unloading[] = [];
  for (let r = 0; r < model.vehicleCount; r++) clear(routes, r);
  for (let r = 0; r < model.vehicleCount; r++) {
    if (!startsLoaded(model, r)) {
      if (model.isFrozen[r] === 1 && !keepsRules(routes, r)) return r;
      continue;
    }
    const sites = sitesByWay(model, r, model.startNode[r]).filter((site) => {
      setNodes(routes, r, [model.pointCount + site]);
      return keepsRules(routes, r);
    });
    clear(routes, r);
    if (sites.length === 0) return r;
    unloadings.push({ vehicle: r, sites });
  }
  unloadings.sort((a, b) => a.sites.length - b.sites.length);
  const { chosen, stuck } = shareSites(model, unloadings);
  unloadings.forEach(({ vehicle }, k) => {
    setNodes(routes, vehicle, chosen[k] === undefined ? [] : [model.pointCount + chosen[k]]);
  });
  return stuck;
}

/** Takes every stop out of route `r`. */
function clear(routes: Routes, r: number): void {
  const { model, sequence, length, stride } = routes;
  const base = r * stride;
  for (let i = base + 1; i < base + length[r] - 1; i++) {
    if (sequence[i] < model.pointCount && routes.routeOf[sequence[i]] === r) routes.markUnserved(sequence[i]);
  }
  length[r] = 2;
  sequence[base + 1] = model.endNode[r];
  routes.refresh(r);
}

/** Replaces the stops of route `r`; needless unloadings are left out and a missing last one is added. */
function setNodes(routes: Routes, r: number, nodes: readonly number[]): void {
  const { model, sequence, length, stride } = routes;
  const base = r * stride;
  clear(routes, r);
  let to = base + 1;
  let carries = startsLoaded(model, r);
  for (const node of nodes) {
    if (node < model.pointCount) {
      carries = true;
      routes.markServed(node);
    } else {
      if (!carries) continue;
      carries = false;
    }
    sequence[to++] = node;
  }
  if (!carries) {
    sequence[to++] = model.endNode[r];
    length[r] = to - base;
    routes.refresh(r);
    return;
  }
  sequence[to + 1] = model.endNode[r];
  length[r] = to + 2 - base;
  for (const site of sitesByWay(model, r, sequence[to - 1])) {
    sequence[to] = model.pointCount + site;
    if (routes.refresh(r) && keepsSites(routes, r)) return;
  }
}

/** The sites vehicle `r` may use, or site 0 if it may use none, those first with the shortest way over them to its end. */
function sitesByWay(model: Model, r: number, from: number): number[] {
  const { nodeCount, pointCount, seconds } = model;
  const way = (s: number): number =>
    seconds[from * nodeCount + pointCount + s] + seconds[(pointCount + s) * nodeCount + model.endNode[r]];
  const usable = Array.from({ length: model.siteCount }, (_, s) => s).filter((s) => (model.vehicleSites[r] >> s) & 1);
  return usable.length === 0 ? [0] : usable.sort((a, b) => way(a) - way(b));
}

/** Whether route `r` keeps every hard rule, the shared intake included. */
function keepsRules(routes: Routes, r: number): boolean {
  return (
    routes.refresh(r) && keepsTrips(routes, r) && keepsLoads(routes, r) && endsEmpty(routes, r) && keepsSites(routes, r)
  );
}

/** The plan held in `sequence` and `length`; breaks are put where they delay least. */
export function readPlan(routes: Routes): Plan {
  const { model, sequence, length, stride } = routes;
  const { pointCount } = model;
  const plan: { vehicle: number; stops: Stop[] }[] = [];
  for (let r = 0; r < model.vehicleCount; r++) {
    if (length[r] === 2 && model.isFrozen[r] === 0) continue;
    const rests = breakPositions(routes, r);
    const stops: Stop[] = [];
    const base = r * stride;
    for (let i = 0; i < length[r] - 1; i++) {
      const node = sequence[base + i];
      if (i > 0) {
        stops.push(node < pointCount ? { kind: 'point', point: node } : { kind: 'site', site: node - pointCount });
      }
      for (const rest of rests) if (rest.after === i) stops.push({ kind: 'break', breakIndex: rest.breakIndex });
    }
    plan.push({ vehicle: r, stops });
  }
  return { routes: plan };
}
