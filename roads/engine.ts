/**
 * What every road engine can do, whatever stands behind it.
 *
 * Units everywhere: seconds, metres, tonnes; positions are `[lon, lat]` in degrees (WGS 84).
 * A pair with no way between it is {@link UNREACHABLE}, never a large number that looks like a distance.
 */
import type { LineString, MultiPolygon, Polygon } from 'geojson';

/** `[lon, lat]` in degrees, as GeoJSON has it. */
export type Position = [number, number];

/** A place as it is driven through: with a heading (degrees clockwise from north) only in that direction, else in either. */
export type Pose = Position | { readonly position: Position; readonly heading: number };

/** Where a pose is. */
export function positionOf(pose: Pose): Position {
  return 'position' in pose ? pose.position : pose;
}

/** The piece of street a place lies on. */
export interface Street {
  /** The directions it may be driven in, degrees clockwise from north: one on a one-way street, else two. */
  readonly headings: readonly number[];
  /** Between its kerbs, as its class and lanes have it: nobody has measured it. */
  readonly widthMetres: number;
  /** Whether nobody comes out of it but the way they came. */
  readonly isDeadEnd: boolean;
}

/** What a cell of a matrix holds when there is no way between the pair. */
export const UNREACHABLE = -1;

/** A truck's measures, as far as they decide which streets it may use. */
export interface TruckProfile {
  heightMetres: number;
  widthMetres: number;
  lengthMetres?: number;
  weightTonnes: number;
  axleLoadTonnes?: number;
}

/** Roads that nobody drives on for now. */
export interface ClosedRoads {
  /** Each closes the road nearest to it, from one crossing to the next. */
  readonly places: readonly Position[];
  /** Rings of ground; roads that touch one are closed. */
  readonly grounds: readonly (readonly Position[])[];
}

/** Who moves, and what is closed to them: a truck of these measures, or somebody on foot. */
export type Profile = ({ kind: 'truck'; closed?: ClosedRoads } & TruckProfile) | { kind: 'pedestrian' };

/** Travel between every two of `size` places. Row = from, column = to: cell `(from, to)` is at `from * size + to`. */
export interface Matrix {
  size: number;
  seconds: Int32Array;
  metres: Int32Array;
}

/** Travel from every source to every target: cell `(source, target)` is at `source * targets.length + target`. */
export interface Block {
  seconds: Int32Array;
  metres: Int32Array;
}

export interface RoadOptions {
  /** Aborting rejects the call with the signal's reason; work already begun in an engine may run on unheard. */
  signal?: AbortSignal;
}

export interface MatrixOptions extends RoadOptions {
  /** Called with the share of the matrix that is done, 0 to 1, never decreasing. */
  onProgress?: (share: number) => void;
}

export interface SnapOptions extends RoadOptions {
  /** How far from the place a road may lie; 150 m unless told. */
  radiusMetres?: number;
}

/** One manoeuvre of a route, the part of OSRM's `RouteStep` that directions are made of. */
export interface RoadStep {
  distance: number;
  duration: number;
  name: string;
  ref?: string;
  destinations?: string;
  exits?: string;
  mode: string;
  driving_side?: string;
  rotary_name?: string;
  maneuver: {
    type: string;
    modifier?: string;
    exit?: number;
    bearing_before?: number;
    bearing_after?: number;
    location: Position;
  };
  intersections?: { lanes?: { valid: boolean; indications: string[] }[]; classes?: string[] }[];
}

/** From one of the route's locations to the next. */
export interface RoadLeg {
  distanceMetres: number;
  durationSeconds: number;
  geometry: LineString;
  steps: RoadStep[];
}

/** A way through all locations in the order given; `legs.length` is one less than the locations. */
export interface RoadRoute {
  distanceMetres: number;
  durationSeconds: number;
  legs: RoadLeg[];
}

/** Where a place meets the road network. */
export interface Snapped {
  /** The point on the road. */
  position: Position;
  /** Straight-line distance from the asked place to that point. */
  distanceMetres: number;
  /** The road's name, empty where it has none. */
  wayName: string;
}

/** One GPS fix of a trace to be matched. */
export interface TracePoint {
  position: Position;
  /** Seconds since 1970 (UTC). */
  time?: number;
  accuracyMetres?: number;
}

/** A GPS trace laid onto the roads. */
export interface MatchedTrace {
  /** The way driven; several lines where the trace breaks off and goes on elsewhere. */
  geometry: LineString[];
  /** For each fix its place on the road, null where none was found. Same length as the trace. */
  points: (Snapped | null)[];
  /** Length of the way driven. */
  distanceMetres: number;
}

export interface RoadEngine {
  readonly kind: 'valhalla' | 'valhalla-http' | 'osrm-http';
  /** Changes whenever the road graph does; cached figures belong to one graph id. */
  readonly graphId: string;
  /**
   * Whether the graph itself says which one it is. Otherwise `graphId` is made up at every opening, because the data may
   * be swapped unseen: nothing that is worked out is worth keeping.
   */
  readonly isGraphKnown: boolean;
  /** How {@link RoadEngine.reach} answers: along the streets, or not at all (the caller draws straight-line circles and says so). */
  readonly reachKind: 'on-foot' | 'straight-line';
  /** Whether ways keep off a profile's closed roads; else they lead through them, and the caller has to say what is cut off. */
  readonly mindsClosedRoads: boolean;

  /** Travel between every two locations. Throws {@link RoadError}. */
  matrix(locations: readonly Pose[], profile: Profile, options?: MatrixOptions): Promise<Matrix>;

  /** Travel from every source to every target. Throws {@link RoadError}. */
  block(sources: readonly Pose[], targets: readonly Pose[], profile: Profile, options?: MatrixOptions): Promise<Block>;

  /** The way through all locations (at least two) in the order given. Throws `no-route` if a leg has none. */
  route(locations: readonly Pose[], profile: Profile, options?: RoadOptions): Promise<RoadRoute>;

  /**
   * For each location the street this profile would stand on; `null` where there is none, or where the engine does not say. What has
   * no street is driven in either direction, and so is everything on an engine that does not say.
   */
  streets(locations: readonly Position[], profile: Profile, options?: RoadOptions): Promise<(Street | null)[]>;

  /**
   * For each location the areas within so many metres of walking, along the streets, in the order of `metres`. `null` where no
   * street is near, and everywhere if `reachKind` is `straight-line`. Distances asked for together cost hardly more than one.
   */
  reach(
    locations: Position[],
    metres: readonly number[],
    options?: RoadOptions,
  ): Promise<(Polygon | MultiPolygon | null)[][]>;

  /**
   * For each location the nearest road that this profile may use and that can be both reached and left;
   * `null` where none lies within the radius.
   */
  snap(locations: Position[], profile: Profile, options?: SnapOptions): Promise<(Snapped | null)[]>;

  /** Lays a GPS trace, oldest fix first, onto the roads this profile may use. Throws `no-route` if nothing of it fits. */
  matchTrace(trace: TracePoint[], profile: Profile, options?: RoadOptions): Promise<MatchedTrace>;

  /**
   * Throws `graph-changed` when the data behind the engine are no longer those that `graphId` names: what was worked out
   * since it was opened may be of either and is not to be kept. Where the graph is not known, nobody can tell and nothing is
   * thrown.
   */
  requireSameGraph(options?: RoadOptions): Promise<void>;

  /** Frees what the engine holds. Nothing may be called afterwards. */
  close(): Promise<void>;
}

export type RoadErrorCode = 'no-route' | 'engine-unavailable' | 'bad-input' | 'out-of-area' | 'graph-changed';

/** What went wrong with a question to a road engine; `message` is one sentence fit for a log. */
export class RoadError extends Error {
  override readonly name = 'RoadError';
  readonly code: RoadErrorCode;

  constructor(code: RoadErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}
