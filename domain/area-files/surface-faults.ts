import type { Bbox, LonLat } from '../geo.ts';
import { ringMeetings } from './ring-crossings.ts';

/** What is wrong with a geometry: a fault's code with its parameters. */
export interface GeometryFault {
  code: string;
  params: Record<string, string | number>;
}

type Ring = readonly LonLat[];

/** A ring this narrow, in degrees, encloses nothing: a centimetre, the last digit that files write. */
const NARROWEST = 1e-7;

/**
 * What is wrong with polygons whose rings close, by the rules of OGC's Simple Features: a ring neither crosses nor touches
 * itself; rings of a polygon may touch in points, but share no stretch and do not part its inside; a hole lies in the shell
 * and in no other hole. Parts of one surface may share a border, but not lie on each other.
 *
 * @param polygons of each the shell and its holes
 */
export function surfaceFaults(polygons: readonly (readonly Ring[])[]): GeometryFault[] {
  const flat = polygons.flat().filter(isFlat);
  if (flat.length > 0) return flat.map(([corner]) => fault('ring-without-area', corner));

  const rings = polygons.flatMap((polygon, part) => polygon.map((ring) => ({ ring, part })));
  const faults: GeometryFault[] = [];
  const places = new Map<number, Set<string>>();
  for (const {
    kind,
    rings: [a, b],
    place,
  } of ringMeetings(rings.map(({ ring }) => ring))) {
    const isOnePart = rings[a]?.part === rings[b]?.part;
    if (a === b || (isOnePart && kind !== 'touch')) faults.push(fault('self-intersection', place));
    else if (!isOnePart && kind === 'cross') faults.push(fault('parts-overlap', place));
    else if (isOnePart) for (const ring of [a, b]) note(places, ring, place);
  }
  if (faults.length > 0) return onceEach(faults);

  let first = 0;
  for (const polygon of polygons) {
    const touched = polygon.map((_, i) => places.get(first + i) ?? new Set<string>());
    faults.push(...nestingFaults(polygon, touched));
    if (isParted(touched)) faults.push(fault('interior-parted', polygon[0]?.[0]));
    first += polygon.length;
  }
  return onceEach([...faults, ...partsInParts(polygons)]);
}

function nestingFaults([shell, ...holes]: readonly Ring[], touched: readonly Set<string>[]): GeometryFault[] {
  if (!shell) return [];
  return holes.flatMap((hole, i) => {
    const inner = ownPlace(hole, touched[i + 1]);
    if (!isInside([shell], inner)) return [fault('hole-outside-shell', hole[0])];
    const others = holes.filter((other, k) => k !== i && isWithin(boxOf(hole), boxOf(other)));
    return others.some((other) => isInside([other], inner)) ? [fault('hole-in-hole', hole[0])] : [];
  });
}

/** Whether rings that touch part the inside: they and their places make a circle. */
function isParted(touched: readonly Set<string>[]): boolean {
  const leader = new Map<string, string>();
  const leaderOf = (name: string): string => {
    let current = name;
    for (let next = leader.get(current); next !== undefined; next = leader.get(current)) current = next;
    return current;
  };
  for (const [ring, places] of touched.entries()) {
    for (const place of places) {
      const [a, b] = [leaderOf(`ring ${ring}`), leaderOf(place)];
      if (a === b) return true;
      leader.set(a, b);
    }
  }
  return false;
}

function partsInParts(polygons: readonly (readonly Ring[])[]): GeometryFault[] {
  const parts = polygons.map((rings) => ({ rings, box: boxOf(rings[0] ?? []) }));
  return parts.flatMap((part, i) => {
    const others = parts.filter((other, k) => k !== i && isWithin(part.box, other.box));
    if (others.length === 0) return [];
    // Parts do not cross: one lies on another wholly or not at all. Its corners may lie on the other's border.
    const inner = placeWithin(part.rings[0] ?? []);
    return others.some((other) => isInside(other.rings, inner)) ? [fault('parts-overlap', inner)] : [];
  });
}

/** A place inside a ring: in the middle between its two lowest corners, where it enters first and leaves first. */
function placeWithin(ring: Ring): LonLat {
  const heights = [...new Set(ring.map(([, y]) => y))].sort((a, b) => a - b);
  const y = ((heights[0] ?? 0) + (heights[1] ?? 0)) / 2;
  const crossings = sidesOf(ring).flatMap(([[ax, ay], [bx, by]]) =>
    ay > y !== by > y ? [((bx - ax) * (y - ay)) / (by - ay) + ax] : [],
  );
  const [enters = 0, leaves = 0] = crossings.sort((a, b) => a - b);
  return [(enters + leaves) / 2, y];
}

/** A place of a ring that lies on no other ring. */
function ownPlace(ring: Ring, touched: ReadonlySet<string> = new Set()): LonLat {
  const corner = ring.find((each) => !touched.has(nameOf(each)));
  const [[x1, y1] = [0, 0], [x2, y2] = [0, 0]] = ring;
  return corner ?? [(x1 + x2) / 2, (y1 + y2) / 2];
}

/** By the even-odd rule. */
function isInside(rings: readonly Ring[], [x, y]: LonLat): boolean {
  let inside = false;
  for (const ring of rings) {
    for (const [[ax, ay], [bx, by]] of sidesOf(ring)) {
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
    }
  }
  return inside;
}

/** From each corner to the next. */
function sidesOf(ring: Ring): [LonLat, LonLat][] {
  return ring.slice(1).map((to, i) => [ring[i] ?? to, to]);
}

function note(places: Map<number, Set<string>>, ring: number, place: LonLat): void {
  const known = places.get(ring) ?? new Set<string>();
  places.set(ring, known.add(nameOf(place)));
}

function nameOf([x, y]: LonLat): string {
  return `${x.toFixed(9)} ${y.toFixed(9)}`;
}

/** Whether all corners lie on one line. */
function isFlat(ring: Ring): boolean {
  const [[x0, y0] = [0, 0]] = ring;
  let [dx, dy] = [0, 0];
  for (const [x, y] of ring) if (Math.hypot(x - x0, y - y0) > Math.hypot(dx, dy)) [dx, dy] = [x - x0, y - y0];
  const length = Math.hypot(dx, dy);
  return length < NARROWEST || ring.every(([x, y]) => Math.abs(dx * (y - y0) - dy * (x - x0)) / length < NARROWEST);
}

function boxOf(ring: Ring): Bbox {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of ring) {
    [west, south, east, north] = [Math.min(west, x), Math.min(south, y), Math.max(east, x), Math.max(north, y)];
  }
  return [west, south, east, north];
}

function isWithin(a: Bbox, b: Bbox): boolean {
  return a[0] >= b[0] && a[1] >= b[1] && a[2] <= b[2] && a[3] <= b[3];
}

function fault(code: string, [lon, lat]: LonLat = [0, 0]): GeometryFault {
  return { code, params: { lon: lon.toFixed(6), lat: lat.toFixed(6) } };
}

/** One fault of each kind: a border that crosses itself once often does so a hundred times. */
function onceEach(faults: readonly GeometryFault[]): GeometryFault[] {
  return faults.filter((one, i) => faults.findIndex((other) => other.code === one.code) === i);
}
