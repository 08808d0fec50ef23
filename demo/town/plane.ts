/**
 * The plane the town is drawn on: metres east and north of the south-west corner of the town's bounding box.
 * Metres and degrees are tied by the mean Earth radius, as in @turf/turf, so that areas agree with it.
 */
export type Xy = readonly [number, number];
export type LonLat = [number, number];

/** `[west, south, east, north]` of Bỉm Sơn, degrees. */
export const TOWN_BBOX = [105.833, 20.04, 105.972, 20.133] as const;

const METRES_PER_DEGREE = (Math.PI / 180) * 6371008.8;
const METRES_PER_DEGREE_EAST = METRES_PER_DEGREE * Math.cos((20.0665 * Math.PI) / 180);

/** Width and height of the bounding box, metres. */
export const TOWN_SIZE: Xy = [
  (TOWN_BBOX[2] - TOWN_BBOX[0]) * METRES_PER_DEGREE_EAST,
  (TOWN_BBOX[3] - TOWN_BBOX[1]) * METRES_PER_DEGREE,
];

/** Degrees of a place on the plane, to 1e-7 (about a centimetre), as OpenStreetMap stores them. */
export function toLonLat([x, y]: Xy): LonLat {
  return [round7(TOWN_BBOX[0] + x / METRES_PER_DEGREE_EAST), round7(TOWN_BBOX[1] + y / METRES_PER_DEGREE)];
}

function round7(degrees: number): number {
  return Math.round(degrees * 1e7) / 1e7;
}

export function distance(a: Xy, b: Xy): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}

/** The place `share` of the way from `a` to `b`. */
export function between(a: Xy, b: Xy, share: number): Xy {
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
}

/** The place `metres` from `from` in direction `angle` (radians, counter-clockwise from east). */
export function ahead(from: Xy, angle: number, metres: number): Xy {
  return [from[0] + Math.cos(angle) * metres, from[1] + Math.sin(angle) * metres];
}

/** Direction from `a` to `b`, radians counter-clockwise from east. */
export function heading(a: Xy, b: Xy): number {
  return Math.atan2(b[1] - a[1], b[0] - a[0]);
}

/** Smallest angle between two directions, 0…π. */
export function turn(a: number, b: number): number {
  const difference = Math.abs(a - b) % (2 * Math.PI);
  return difference > Math.PI ? 2 * Math.PI - difference : difference;
}

/** Where the segments `a`–`b` and `c`–`d` cross, with the share of the way along each; `null` where they do not. */
export function crossing(a: Xy, b: Xy, c: Xy, d: Xy): { at: Xy; shareAb: number; shareCd: number } | null {
  const [rx, ry] = [b[0] - a[0], b[1] - a[1]];
  const [sx, sy] = [d[0] - c[0], d[1] - c[1]];
  const cross = rx * sy - ry * sx;
  if (Math.abs(cross) < 1e-9) return null;
  const shareAb = ((c[0] - a[0]) * sy - (c[1] - a[1]) * sx) / cross;
  const shareCd = ((c[0] - a[0]) * ry - (c[1] - a[1]) * rx) / cross;
  if (shareAb < 0 || shareAb > 1 || shareCd < 0 || shareCd > 1) return null;
  return { at: between(a, b, shareAb), shareAb, shareCd };
}

/** The place on the segment `a`–`b` nearest to `p`, with its share of the way and distance. */
export function nearestOnSegment(p: Xy, a: Xy, b: Xy): { at: Xy; share: number; metres: number } {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const squared = dx * dx + dy * dy;
  const raw = squared === 0 ? 0 : ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / squared;
  const share = Math.min(1, Math.max(0, raw));
  const at = between(a, b, share);
  return { at, share, metres: distance(p, at) };
}

/** Signed area of a ring (closed or not), square metres; positive when counter-clockwise. */
export function signedArea(ring: readonly Xy[]): number {
  let twice = 0;
  let before: Xy | undefined;
  for (const at of ring) {
    if (before) twice += before[0] * at[1] - at[0] * before[1];
    before = at;
  }
  const [first] = ring;
  if (first && before) twice += before[0] * first[1] - first[0] * before[1];
  return twice / 2;
}

/** Whether `p` lies inside a ring (even–odd rule). */
export function isInside(p: Xy, ring: readonly Xy[]): boolean {
  let inside = false;
  let before = ring.at(-1);
  for (const at of ring) {
    if (!before) break;
    const [ax, ay] = at;
    const [bx, by] = before;
    if (ay > p[1] !== by > p[1] && p[0] < ((bx - ax) * (p[1] - ay)) / (by - ay) + ax) inside = !inside;
    before = at;
  }
  return inside;
}

/** A smooth curve through all `controls` (centripetal Catmull–Rom), a place about every `stepMetres`. */
export function curveThrough(controls: readonly Xy[], stepMetres: number): Xy[] {
  const points = controls.slice(0, 1);
  for (const [i, p1] of controls.entries()) {
    const p2 = controls[i + 1];
    if (!p2) break;
    const p0 = controls[i - 1] ?? between(p1, p2, -1);
    const p3 = controls[i + 2] ?? between(p2, p1, -1);
    const steps = Math.max(1, Math.round(distance(p1, p2) / stepMetres));
    for (let step = 1; step <= steps; step++) points.push(catmullRom(p0, p1, p2, p3, step / steps));
  }
  return points;
}

function catmullRom(p0: Xy, p1: Xy, p2: Xy, p3: Xy, share: number): Xy {
  const t1 = Math.sqrt(distance(p0, p1));
  const t2 = t1 + Math.sqrt(distance(p1, p2));
  const t3 = t2 + Math.sqrt(distance(p2, p3));
  const t = t1 + (t2 - t1) * share;
  const mix = (a: Xy, b: Xy, ta: number, tb: number): Xy => between(a, b, (t - ta) / (tb - ta));
  const a1 = mix(p0, p1, 0, t1);
  const a2 = mix(p1, p2, t1, t2);
  const a3 = mix(p2, p3, t2, t3);
  return mix(mix(a1, a2, 0, t2), mix(a2, a3, t1, t3), t1, t2);
}
