/**
 * Reads answers in OSRM's form (https://project-osrm.org/docs/v5.24.0/api/), which both OSRM and Valhalla
 * (`format: 'osrm'`) give for routes and matched traces. Geometries are expected as GeoJSON.
 */
import { simplify } from '@turf/turf';
import type { LineString } from 'geojson';
import type { MatchedTrace, Position, RoadLeg, RoadRoute, RoadStep, Snapped } from './engine.ts';
import { RoadError } from './engine.ts';
import { straightMetres } from '../domain/straight-line.ts';

/** A metre, in degrees of latitude. */
const METRE_DEGREES = 9e-6;

interface OsrmStep extends RoadStep {
  geometry: LineString;
}

interface OsrmRoute {
  distance: number;
  duration: number;
  legs: { distance: number; duration: number; steps: OsrmStep[] }[];
}

interface OsrmTracepoint {
  location: Position;
  distance?: number;
  name?: string;
}

export interface OsrmRouteAnswer {
  routes?: OsrmRoute[];
}

export interface OsrmMatchAnswer {
  matchings?: OsrmRoute[];
  tracepoints?: (OsrmTracepoint | null)[];
}

/** The first route of an answer. Throws `no-route` if there is none. */
export function readRoute(answer: OsrmRouteAnswer): RoadRoute {
  const route = answer.routes?.[0];
  if (!route) throw new RoadError('no-route', 'There is no way between these places.');
  return { distanceMetres: route.distance, durationSeconds: route.duration, legs: route.legs.map(readLeg) };
}

/** A matched trace; `trace` are the asked positions, in order. Throws `no-route` if nothing was matched. */
export function readMatch(answer: OsrmMatchAnswer, trace: Position[]): MatchedTrace {
  const matchings = answer.matchings ?? [];
  if (matchings.length === 0) throw new RoadError('no-route', 'No part of this trace lies on a road.');
  const tracepoints = answer.tracepoints ?? [];
  return {
    geometry: matchings.map((matching) => joinLines(matching.legs.flatMap((leg) => leg.steps.map((s) => s.geometry)))),
    points: trace.map((position, index) => readTracepoint(tracepoints[index], position)),
    distanceMetres: matchings.reduce((sum, matching) => sum + matching.distance, 0),
  };
}

function readTracepoint(point: OsrmTracepoint | null | undefined, asked: Position): Snapped | null {
  if (!point) return null;
  return {
    position: point.location,
    distanceMetres: point.distance ?? straightMetres(asked, point.location),
    wayName: point.name ?? '',
  };
}

function readLeg(leg: OsrmRoute['legs'][number]): RoadLeg {
  return {
    distanceMetres: leg.distance,
    durationSeconds: leg.duration,
    geometry: toTheMetre(joinLines(leg.steps.map((step) => step.geometry))),
    steps: leg.steps.map(readStep),
  };
}

/** Keeps what directions are made of and leaves the rest: stored plans hold thousands of steps. */
function readStep(step: OsrmStep): RoadStep {
  const { maneuver } = step;
  return {
    distance: step.distance,
    duration: step.duration,
    name: step.name,
    ...pickPresent(step, ['ref', 'destinations', 'exits', 'driving_side', 'rotary_name']),
    mode: step.mode,
    maneuver: {
      type: maneuver.type,
      ...pickPresent(maneuver, ['modifier', 'exit', 'bearing_before', 'bearing_after']),
      location: maneuver.location,
    },
    ...lanesOf(step),
  };
}

/** Only the step's first junction matters to directions, and only if its lanes are known. */
function lanesOf(step: OsrmStep): Pick<RoadStep, 'intersections'> {
  const first = step.intersections?.[0];
  if (!first?.lanes && !first?.classes) return {};
  return { intersections: [pickPresent(first, ['lanes', 'classes'])] };
}

function pickPresent<T extends object, K extends keyof T>(from: T, keys: K[]): Partial<Pick<T, K>> {
  const picked: Partial<Pick<T, K>> = {};
  for (const key of keys) if (from[key] !== undefined) picked[key] = from[key];
  return picked;
}

/**
 * The same line without what lies within a metre of it (Douglas and Peucker 1973): engines give a place for every junction along a straight
 * street, and all of them are kept, sent to phones and drawn.
 */
function toTheMetre(line: LineString): LineString {
  return line.coordinates.length > 2 ? simplify(line, { tolerance: METRE_DEGREES, highQuality: true }) : line;
}

/** Lines end to end as one, without the doubled points where they meet; a place without a way gives two equal points. */
function joinLines(lines: LineString[]): LineString {
  const coordinates: Position[] = [];
  for (const line of lines) {
    for (const [lon, lat] of line.coordinates as Position[]) {
      const last = coordinates.at(-1);
      if (!last || last[0] !== lon || last[1] !== lat) coordinates.push([lon, lat]);
    }
  }
  const [only] = coordinates;
  if (only && coordinates.length === 1) coordinates.push([...only]);
  return { type: 'LineString', coordinates };
}
