/**
 * The waste collection routing problem and its answer, in plain numbers.
 *
 * Units: seconds from the start of the planned day (an integer ≥ 0), metres, and integer amounts per load dimension.
 * A *location* is an index into both matrices. Points, sites, vehicles and groups are referred to by their index in
 * `points`, `sites`, `vehicles`, `groups`; `id` is the caller's own name and is only echoed.
 */

/** Marks a pair with no way between its two locations, in either matrix. */
export const UNREACHABLE = -1;

/** `[opens, closes]`, seconds; service may start at both ends. */
export type TimeWindow = readonly [number, number];

export interface Problem {
  /** Names of the load dimensions, for example `["kg", "litres"]`; the first is the mass that counts for groups. */
  readonly dimensions: readonly string[];
  readonly locationCount: number;
  /** Row-major `locationCount²` driving seconds, asymmetric, `UNREACHABLE` where there is no way. */
  readonly seconds: Int32Array;
  /** Row-major `locationCount²` driving metres, asymmetric, `UNREACHABLE` where there is no way. */
  readonly metres: Int32Array;
  readonly vehicles: readonly Vehicle[];
  readonly points: readonly Point[];
  readonly sites: readonly Site[];
  readonly groups: readonly Group[];
  /** Gives the last two objectives a price in driving; without it they only decide between plans that drive as much. */
  readonly softWeights?: SoftWeights;
}

/**
 * What the two last objectives may cost, each against seconds of driving; 0 turns one off. What is not given decides only where
 * all before it is equal, to a second of driving, and unfamiliarity only where balance is, to a second of `CostComponents.balance` a
 * point.
 */
export interface SoftWeights {
  /** Driving seconds one second of imbalance is worth. */
  readonly balance?: number;
  /** Driving seconds one point served by a crew that does not know it is worth. One out of order: a quarter. */
  readonly unfamiliarity?: number;
  /**
   * Driving seconds one pair of near points that different vehicles serve is worth, so that each has streets of its own. Of a point the six
   * points nearest to it are near which a vehicle could serve with it. Not given it is 0: nobody asks.
   */
  readonly compactness?: number;
}

export interface Vehicle {
  readonly id: string;
  /** Vehicles of one type are interchangeable but for their start, used to name levers ("one more 5 t truck"). */
  readonly type: string;
  readonly capacity: readonly number[];
  readonly startLocation: number;
  readonly endLocation: number;
  readonly shift: TimeWindow;
  /** Seconds the shift may be overrun, at a cost (soft); 0 makes the shift's end hard. */
  readonly maxOvertimeSeconds: number;
  readonly breaks: readonly Break[];
  readonly fixedCost: number;
  readonly costPerHour: number;
  readonly costPerKm: number;
  /** What the vehicle can do; a point's `tags` must all be among them. */
  readonly tags: readonly string[];
  /** Indices into `sites` it may unload at. */
  readonly allowedSites: readonly number[];
  /** Largest number of trips, `null` = any. */
  readonly maxTrips: number | null;
  /** What its route may come to from now on; without it there is no limit. */
  readonly limits?: RouteLimits;
  /** What is already done today; the plan goes on from there. Who stands empty at the end may stay, however late it is. */
  readonly frozen: FrozenStart | null;
  /** Points the crew usually serves, in usual order; staying close to them, and to their order, is the last objective. */
  readonly familiarPoints: readonly number[];
}

/** The most a route may come to, `null` = any. */
export interface RouteLimits {
  readonly points: number | null;
  readonly drivingSeconds: number | null;
  readonly drivingMetres: number | null;
  /** What all its trips may collect together, one amount per dimension; left out = any. */
  readonly load?: readonly number[] | null;
}

/**
 * A rest of `seconds` that must start within the window. Taken where the vehicle stands, before its next stop. Due only while
 * the vehicle is at work when the window closes: a crew that is home by then rests at home, and one that can still do all its work
 * leaves after that rather than be called for the sake of its rest.
 */
export interface Break {
  readonly id: string;
  readonly window: TimeWindow;
  readonly seconds: number;
}

export interface FrozenStart {
  readonly location: number;
  readonly time: number;
  readonly load: readonly number[];
  /** Tags of what is aboard, which the next site must accept. */
  readonly loadTags: readonly string[];
  /** Trips already finished, which count towards `maxTrips`. */
  readonly tripsDone: number;
  /** Breaks already taken, by id. */
  readonly breaksDone: readonly string[];
}

export interface Point {
  readonly id: string;
  readonly location: number;
  readonly load: readonly number[];
  readonly serviceSeconds: number;
  /** Disjoint, ascending; empty = any time. Service *starts* within one of them. */
  readonly windows: readonly TimeWindow[];
  /** Every one must be among the vehicle's tags. */
  readonly tags: readonly string[];
  /** What the load is, to be accepted by the site it is carried to (a waste stream). `null` = any site takes it. */
  readonly loadTag: string | null;
  /**
   * What serving it counts, compared with the other points: which to leave out first when not all can be served. Any served
   * prize outweighs any driving. 0 = as much as its load in the first dimension.
   */
  readonly prize: number;
  /** Index into `groups`, or `null`. */
  readonly group: number | null;
}

export interface Site {
  readonly id: string;
  readonly location: number;
  readonly unloadSeconds: number;
  /** Unloading starts within one of them; empty = any time. */
  readonly windows: readonly TimeWindow[];
  /** Load tags it accepts; `null` = everything. */
  readonly accepts: readonly string[] | null;
  /** Most it takes in the day per dimension, `null` = without limit. */
  readonly intake: readonly number[] | null;
}

export interface Group {
  readonly id: string;
  /** Mass of all its points plus what is already collected or cannot be planned today, first dimension. */
  readonly totalMass: number;
  /** Mass already collected today (frozen), counted towards the target. */
  readonly collectedMass: number;
  /** Share of `totalMass` to reach, 0…1. */
  readonly targetShare: number;
}

export type Stop =
  | { readonly kind: 'point'; readonly point: number }
  | { readonly kind: 'site'; readonly site: number }
  | { readonly kind: 'break'; readonly breakIndex: number };

export interface Route {
  readonly vehicle: number;
  readonly stops: readonly Stop[];
}

/** Vehicles without a route stay at their depot; points in no route are unserved. */
export interface Plan {
  readonly routes: readonly Route[];
}
