/** Questions to Valhalla and its answers, the same in the process and over HTTP (https://valhalla.github.io/valhalla/api/). */
import type { MultiPolygon, Polygon } from 'geojson';
import type { Block, ClosedRoads, Position, Profile, Snapped, Street, TracePoint } from '../engine.ts';
import { UNREACHABLE } from '../engine.ts';
import { usualWidth } from '../turning.ts';

/** Trucks over 3.5 t may not drive faster than this outside towns of Vietnam's mixed roads (km/h). */
const TRUCK_TOP_SPEED_KPH = 80;

/** A two-axle truck carries about two thirds of its weight on the rear axle. */
const REAR_AXLE_SHARE = 2 / 3;

/** Of a small collection truck, where its length is not known. */
const USUAL_TRUCK_LENGTH_METRES = 7;

/** How far a place may lie from the road it is snapped to, where nobody says otherwise. */
export const USUAL_SNAP_RADIUS_METRES = 150;

/** The part of a question that says who moves. */
export function costingOf(profile: Profile): Record<string, unknown> {
  if (profile.kind === 'pedestrian') return { costing: 'pedestrian' };
  return {
    ...exclusionsOf(profile.closed),
    costing: 'truck',
    costing_options: {
      truck: {
        height: profile.heightMetres,
        width: profile.widthMetres,
        length: profile.lengthMetres ?? USUAL_TRUCK_LENGTH_METRES,
        weight: profile.weightTonnes,
        axle_load: profile.axleLoadTonnes ?? profile.weightTonnes * REAR_AXLE_SHARE,
        axle_count: 2,
        top_speed: TRUCK_TOP_SPEED_KPH,
        // Living streets are where much of the waste is: no reason to avoid them.
        use_living_streets: 0.5,
      },
    },
  };
}

function exclusionsOf(closed: ClosedRoads | undefined): Record<string, unknown> {
  if (!closed) return {};
  return {
    ...(closed.places.length > 0 && { exclude_locations: closed.places.map(([lon, lat]) => ({ lon, lat })) }),
    ...(closed.grounds.length > 0 && { exclude_polygons: closed.grounds }),
  };
}

/**
 * A place to be snapped: the nearest road that is part of a network of at least `reachability` roads and, where `all`
 * is wanted, every other road within the radius too.
 */
export function placeToSnap(
  [lon, lat]: Position,
  { radiusMetres, reachability, all }: { radiusMetres: number; reachability: number; all: boolean },
): Record<string, unknown> {
  const radius = all ? radiusMetres : 0;
  return { lon, lat, minimum_reachability: reachability, radius, search_cutoff: radiusMetres };
}

/** A fix of a trace. */
export function fixOf({ position: [lon, lat], time, accuracyMetres }: TracePoint): Record<string, unknown> {
  return {
    lon,
    lat,
    ...(time === undefined ? {} : { time }),
    ...(accuracyMetres === undefined ? {} : { accuracy: accuracyMetres }),
  };
}

/** Of a phone in a truck's cabin, where the phone does not say. */
const USUAL_ACCURACY_METRES = 10;

/**
 * How a trace is matched: the less exact its fixes, the farther roads are looked for (as far as nearly all fixes stray)
 * and the less a fix weighs against a sensible way.
 */
export function matchingOf(trace: TracePoint[]): Record<string, unknown> {
  const known = trace.flatMap((fix) => fix.accuracyMetres ?? []).sort((a, b) => a - b);
  const median = known[Math.floor(known.length / 2)] ?? USUAL_ACCURACY_METRES;
  const accuracy = Math.min(50, Math.max(5, median));
  return { gps_accuracy: accuracy, search_radius: Math.min(100, Math.max(50, 4 * accuracy)), turn_penalty_factor: 200 };
}

export interface MatrixAnswer {
  sources_to_targets: { durations: (number | null)[][]; distances: (number | null)[][] };
}

/** Copies an answer's cells (seconds, kilometres to three decimals) into a block of `columns`, from (row, column) on. */
export function readMatrixPiece(
  answer: MatrixAnswer,
  block: Block,
  at: { row: number; column: number; columns: number },
): void {
  const { durations, distances } = answer.sources_to_targets;
  for (const [row, ofRow] of durations.entries()) {
    const start = (at.row + row) * at.columns + at.column;
    const lengths = distances[row] ?? [];
    for (let column = 0; column < ofRow.length; column++) {
      const seconds = ofRow[column] ?? null;
      const kilometres = lengths[column] ?? null;
      const unreachable = seconds === null || kilometres === null;
      block.seconds[start + column] = unreachable ? UNREACHABLE : Math.round(seconds);
      block.metres[start + column] = unreachable ? UNREACHABLE : Math.round(kilometres * 1000);
    }
  }
}

export interface LocatedEdge {
  correlated_lon: number;
  correlated_lat: number;
  distance: number;
  outbound_reach: number;
  inbound_reach: number;
  percent_along: number;
  /** Of the edge where the place is, in its own direction; servers of before 3.5 do not say it. */
  heading?: number;
  edge: {
    forward: boolean;
    lane_count?: number;
    /** Leads to nothing but its own end. */
    deadend?: boolean;
    not_thru?: boolean;
    classification?: { classification: string; use: string };
  };
  edge_info: { names?: string[]; shape: string };
  access_restrictions?: { type: string; truck: boolean; except_destination?: boolean; value?: number }[];
}

export interface LocateAnswer {
  edges: LocatedEdge[] | null;
}

export interface SnapRule {
  profile: Profile;
  radiusMetres: number;
  /** How many roads its piece of network must have; 0 = any. */
  reachability: number;
}

/** The nearest of an answer's roads that this profile may use and that can be reached and left; `null` if there is none. */
export function readSnapped(answer: LocateAnswer, { profile, radiusMetres, reachability }: SnapRule): Snapped | null {
  let nearest: Snapped | null = null;
  for (const edge of answer.edges ?? []) {
    if (edge.distance > radiusMetres || !fits(edge, profile)) continue;
    if (edge.outbound_reach < reachability || edge.inbound_reach < reachability) continue;
    if (nearest && nearest.distanceMetres <= edge.distance) continue;
    nearest = {
      position: [edge.correlated_lon, edge.correlated_lat],
      distanceMetres: edge.distance,
      wayName: edge.edge_info.names?.[0] ?? '',
    };
  }
  return nearest;
}

/** Whether a truck of these measures may use the road; Valhalla finds roads by kind of vehicle only. */
export function fits(edge: LocatedEdge, profile: Profile): boolean {
  if (profile.kind !== 'truck') return true;
  const measures: Record<string, number> = {
    max_height: profile.heightMetres,
    max_width: profile.widthMetres,
    max_length: profile.lengthMetres ?? USUAL_TRUCK_LENGTH_METRES,
    max_weight: profile.weightTonnes,
    max_axle_load: profile.axleLoadTonnes ?? profile.weightTonnes * REAR_AXLE_SHARE,
  };
  return !(edge.access_restrictions ?? []).some(
    ({ type, truck, except_destination, value }) =>
      truck && !except_destination && value !== undefined && (measures[type] ?? Number.NEGATIVE_INFINITY) > value,
  );
}

/**
 * The street an answer's place is on: that of the nearest edge which fits, in both directions where it is driven in both. `null` where there
 * is none, or the server does not say the edges' headings.
 */
export function readStreet(answer: LocateAnswer, profile: Profile): Street | null {
  const fitting = (answer.edges ?? []).filter((edge) => fits(edge, profile));
  const nearest = fitting[0];
  if (nearest?.heading === undefined) return null;
  // Both directions of an edge have the same line; at a corner other streets are there, too.
  const directions = fitting.filter(({ edge_info: { shape } }) => shape === nearest.edge_info.shape);
  const headings = directions.flatMap(({ heading }) => (heading === undefined ? [] : [Math.round(heading) % 360]));
  const { classification, lane_count: lanes } = nearest.edge;
  return {
    headings: headings.slice(0, 2),
    widthMetres: usualWidth({
      classification: classification?.classification ?? '',
      use: classification?.use ?? '',
      lanes: lanes ?? 1,
      isOneWay: headings.length === 1,
    }),
    isDeadEnd: directions.some(({ edge }) => edge.deadend || edge.not_thru),
  };
}

export interface IsochroneAnswer {
  features: { geometry: Polygon | MultiPolygon; properties: { contour: number } }[];
}

/**
 * Valhalla draws contours on a grid of about 100 m and counts a cell as reached where the nearest of its streets is: it
 * draws too much, on a grid town 60 % more area for 150 m, 34 % for 300 m. With this taken off it is 1 % and 8 %.
 */
const GRID_METRES = 35;

/** The contour to ask for so that the area drawn is the one within `metres` of walking. */
export function contourKilometres(metres: number): number {
  return Math.max(metres / 2, metres - GRID_METRES) / 1000;
}

/** An answer names its contours to two decimals. */
const CONTOUR_STEP_KILOMETRES = 0.01;

/** The areas of an answer by the distances that were asked for; Valhalla gives them in an order of its own. */
export function readReach(answer: IsochroneAnswer, metres: readonly number[]): (Polygon | MultiPolygon | null)[] {
  return metres.map((distance) => {
    const asked = contourKilometres(distance);
    return (
      answer.features.find(({ properties }) => Math.abs(properties.contour - asked) < CONTOUR_STEP_KILOMETRES)
        ?.geometry ?? null
    );
  });
}
