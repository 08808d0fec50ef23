import type { LineString, MultiPolygon, Polygon } from 'geojson';
import { fold } from '../domain/area-files/fold.ts';
import type { Surface } from '../domain/geo.ts';
import { groundTest } from '../domain/ground-test.ts';
import { straightMetres } from '../domain/straight-line.ts';
import type { ClosedRoads, Position, Profile, RoadEngine, RoadOptions } from './engine.ts';

/** A street that is closed, as somebody drew it: a line along it, or the ground that is closed. */
export interface ClosedStreet {
  readonly name: string;
  readonly geometry: LineString | Polygon | MultiPolygon;
}

/** A line is looked at this often: no piece of street between two crossings is shorter in a town, but for a few. */
const STEP_METRES = 20;
/** A line may be drawn this far off its street. */
const SNAP_METRES = 30;
/** Of the places along a line at least this share lies on a road that the line is of. */
const OWN_SHARE = 0.25;

/**
 * The roads that closed streets close. A line is laid onto the roads: those it runs along are closed, those it only crosses
 * stay open, told by their names. Of engines that do not mind closed roads nothing is asked.
 */
export async function closedRoadsOf(
  engine: Pick<RoadEngine, 'snap' | 'mindsClosedRoads'>,
  streets: readonly ClosedStreet[],
  profile: Profile,
  options: RoadOptions = {},
): Promise<ClosedRoads | null> {
  if (streets.length === 0 || !engine.mindsClosedRoads) return null;
  const places: Position[] = [];
  const grounds: Position[][] = [];
  for (const { name, geometry } of streets) {
    if (geometry.type === 'LineString') places.push(...(await placesAlong(engine, name, geometry, profile, options)));
    else if (geometry.type === 'Polygon') grounds.push(geometry.coordinates[0] as Position[]);
    else grounds.push(...geometry.coordinates.map(([ring]) => ring as Position[]));
  }
  return { places, grounds };
}

async function placesAlong(
  engine: Pick<RoadEngine, 'snap'>,
  name: string,
  { coordinates }: LineString,
  profile: Profile,
  options: RoadOptions,
): Promise<Position[]> {
  const asked = stepsAlong(coordinates as Position[]);
  const found = await engine.snap(asked, profile, { ...options, radiusMetres: SNAP_METRES });
  const snapped = found.flatMap((place) => place ?? []);
  const counts = new Map<string, number>();
  for (const { wayName } of snapped) counts.set(wayName, (counts.get(wayName) ?? 0) + 1);
  const named = [...counts.keys()].filter((way) => way !== '' && fold(way) === fold(name));
  const own = new Set(
    named.length > 0
      ? named
      : [...counts].filter(([, count]) => count >= snapped.length * OWN_SHARE).map(([wayName]) => wayName),
  );
  return snapped.filter(({ wayName }) => own.has(wayName)).map(({ position }) => position);
}

/** Places along a line, so many metres apart, none of them at a corner of it: corners are mostly crossings. */
function stepsAlong(line: readonly Position[]): Position[] {
  return line.slice(1).flatMap((to, k) => {
    const from = line[k] ?? to;
    const steps = Math.max(1, Math.round(straightMetres(from, to) / STEP_METRES));
    return Array.from({ length: steps }, (_, step): Position => {
      const share = (step + 0.5) / steps;
      return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
    });
  });
}

/** Nearer than this to a closed line a place lies on the street. */
const ON_STREET_METRES = 12;

/** The first of closed streets that a place lies on, `null` for none. For engines that lead through closed roads. */
export function closedStreetAt<S extends ClosedStreet>(streets: readonly S[], position: Position): S | null {
  return streets.find(({ geometry }) => isOn(geometry, position)) ?? null;
}

function isOn(geometry: ClosedStreet['geometry'], position: Position): boolean {
  if (geometry.type === 'LineString')
    return metresToLine(geometry.coordinates as Position[], position) <= ON_STREET_METRES;
  return groundTest(geometry as Surface)(position);
}

/** How far a place is from a line, as flat ground is near to it. */
function metresToLine(line: readonly Position[], [lon, lat]: Position): number {
  const metresPerLat = 111_195;
  const metresPerLon = metresPerLat * Math.cos((lat * Math.PI) / 180);
  let nearest = Number.POSITIVE_INFINITY;
  let before: Position | undefined;
  for (const [x, y] of line) {
    const [bx, by] = [(x - lon) * metresPerLon, (y - lat) * metresPerLat];
    const [ax, ay] = before ?? [bx, by];
    before = [bx, by];
    const [dx, dy] = [bx - ax, by - ay];
    const length = dx * dx + dy * dy;
    const share = length === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / length));
    nearest = Math.min(nearest, Math.hypot(ax + share * dx, ay + share * dy));
  }
  return nearest;
}
