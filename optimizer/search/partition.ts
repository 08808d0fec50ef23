/** Cuts a plan into parts that can be searched apart, at once or one after the other: neighbouring routes stay together. */
import type { Model } from '../model/model.ts';
import type { Random } from '../random.ts';
import type { Routes } from '../state/routes.ts';

/** A part: the routes a search may change and the unserved points it may insert. */
export interface Part {
  /** `routes[r] = 1` for its routes. */
  readonly routes: Uint8Array;
  /** `points[p] = 1` for the unserved points it may insert. */
  readonly points: Uint8Array;
}

/**
 * Cuts all routes into `count` parts with about as many points each, by repeated halving: routes nearest to a random point on
 * one side. Empty vehicles and unserved points are dealt out in turn.
 */
export function cutIntoParts(routes: Routes, count: number, random: Random): Part[] {
  const { model } = routes;
  const used: number[] = [];
  const empty: number[] = [];
  for (let r = 0; r < model.vehicleCount; r++) (routes.isUsed(r) ? used : empty).push(r);
  const parts = halve(routes, used, count, random).map((members) => {
    const part: Part = { routes: new Uint8Array(model.vehicleCount), points: new Uint8Array(model.pointCount) };
    for (const r of members) part.routes[r] = 1;
    return part;
  });
  const offset = random.below(parts.length);
  empty.forEach((r, x) => {
    parts[(x + offset) % parts.length].routes[r] = 1;
  });
  for (let x = 0; x < routes.unservedCount; x++) parts[(x + offset) % parts.length].points[routes.unserved[x]] = 1;
  return parts;
}

/** The part that holds everything. */
export function wholePlan(model: Model): Part {
  return { routes: new Uint8Array(model.vehicleCount).fill(1), points: new Uint8Array(model.pointCount).fill(1) };
}

function halve(routes: Routes, members: readonly number[], count: number, random: Random): number[][] {
  if (count <= 1 || members.length <= 1) return [[...members]];
  const { model, sequence, stride, length } = routes;
  const someRoute = members[random.below(members.length)];
  const pivot = sequence[someRoute * stride + 1 + random.below(length[someRoute] - 2)];
  const ranked = members
    .map((r) => {
      let way = 0;
      let points = 0;
      for (let i = r * stride + 1; i < r * stride + length[r] - 1; i++) {
        if (sequence[i] >= model.pointCount) continue;
        way += model.seconds[pivot * model.nodeCount + sequence[i]];
        points++;
      }
      return { r, points, mean: way / Math.max(1, points) };
    })
    .sort((a, b) => a.mean - b.mean || a.r - b.r);
  const left = count >> 1;
  const total = ranked.reduce((sum, route) => sum + route.points, 0);
  const near: number[] = [];
  const far: number[] = [];
  let sum = 0;
  for (const route of ranked) {
    const nearSide =
      near.length === 0 || (sum + route.points / 2 <= (total * left) / count && near.length < ranked.length - 1);
    (nearSide ? near : far).push(route.r);
    sum += route.points;
  }
  return [...halve(routes, near, left, random), ...halve(routes, far, count - left, random)];
}
