/**
 * A problem laid out for the search: nodes instead of locations, typed arrays instead of objects, tags as bits. Everything is
 * in shared memory, so that a thread gets it without a copy.
 *
 * Nodes: points 0…P−1, then sites P…P+S−1, then the distinct start and end locations of the vehicles.
 */
/** Stands for "any time". */
export const ANY_TIME = 1_000_000_000;

export interface Model {
  readonly pointCount: number;
  readonly siteCount: number;
  readonly vehicleCount: number;
  readonly nodeCount: number;
  readonly dimensionCount: number;
  readonly groupCount: number;
  /** Driving seconds from node i to node j at `i * nodeCount + j`. */
  readonly seconds: Int32Array;
  /** The same, transposed: from j to i at `i * nodeCount + j`, so that all ways into a node lie side by side. */
  readonly secondsInto: Int32Array;
  /** Metres, laid out alike; empty when no vehicle is paid by distance. */
  readonly metres: Int32Array;
  readonly metresInto: Int32Array;
  /** Service or unloading seconds of each node. */
  readonly service: Int32Array;
  /** Each node's windows are `windowOpens[k], windowCloses[k]` for k from `windowFrom[node]` to `windowFrom[node + 1]`. */
  readonly windowFrom: Int32Array;
  readonly windowOpens: Int32Array;
  readonly windowCloses: Int32Array;
  /** First opening and last closing of each node. */
  readonly opens: Int32Array;
  readonly closes: Int32Array;
  /** 1 when any node has more than one window. */
  readonly manyWindows: boolean;

  /** Loads of point p in dimension d at `p * dimensionCount + d`. */
  readonly load: Float64Array;
  readonly prize: Float64Array;
  /** Shortest way to each point from where a trip may begin and on to a site that accepts it, in seconds and in metres, each by itself. */
  readonly shortestSeconds: Float64Array;
  readonly shortestMetres: Float64Array;
  /** Seconds from each point to the nearest site that accepts its load, and from the nearest site to each node. */
  readonly toSite: Int32Array;
  readonly fromSite: Int32Array;
  /** Group of each point, −1 = none. */
  readonly group: Int32Array;
  /** Sites that accept each point's load, as bits. */
  readonly pointSites: Int32Array;
  /** 1 at `p * vehicleCount + v` when vehicle v has the tags and, empty, the room for point p. */
  readonly allowed: Uint8Array;
  /** What vehicle v's crew usually serves before p, at `p * vehicleCount + v` (see `familiar.ts`); empty when nobody knows any point. */
  readonly usualBefore: Int32Array;

  /** Intake of site s in dimension d at `s * dimensionCount + d`, `Infinity` = no limit. */
  readonly intake: Float64Array;
  readonly limitedIntake: boolean;

  readonly groupTarget: Float64Array;
  readonly groupCollected: Float64Array;

  readonly capacity: Float64Array;
  /** 1 ÷ capacity of each vehicle in the first dimension. */
  readonly perCapacity: Float64Array;
  readonly startNode: Int32Array;
  readonly endNode: Int32Array;
  readonly startTime: Int32Array;
  readonly shiftEnd: Int32Array;
  readonly shiftLength: Float64Array;
  /** Latest return, overtime included. */
  readonly latestEnd: Int32Array;
  readonly anyOvertime: boolean;
  readonly perSecond: Float64Array;
  readonly perMetre: Float64Array;
  readonly fixedCost: Float64Array;
  /** Whether it matters for the price which vehicle does a route. */
  readonly pricesDiffer: boolean;
  /** Trips still allowed. */
  readonly tripsLeft: Int32Array;
  /** What each route may come to, `Infinity` = any; `limited` when some may not come to any length. */
  readonly mostPoints: Float64Array;
  readonly mostSeconds: Float64Array;
  readonly mostMetres: Float64Array;
  /** Of vehicle v in dimension d at `v * dimensionCount + d`. */
  readonly mostLoad: Float64Array;
  readonly limited: boolean;
  /** Sites the vehicle may use, as bits. */
  readonly vehicleSites: Int32Array;
  /** Sites that accept what is aboard at the start. */
  readonly startSites: Int32Array;
  readonly startLoad: Float64Array;
  /** 1 = the vehicle is out already and its way home counts even if it does nothing more. */
  readonly isFrozen: Uint8Array;
  /** Vehicles with the same number are alike in everything the search looks at while they are empty. */
  readonly alike: Int32Array;

  /** Breaks still due of vehicle v: k from `breakFrom[v]` to `breakFrom[v + 1]`. */
  readonly breakFrom: Int32Array;
  readonly breakOpens: Int32Array;
  readonly breakCloses: Int32Array;
  readonly breakSeconds: Int32Array;
  /** Index in the vehicle's own list of breaks. */
  readonly breakIndex: Int32Array;
  readonly mostBreaks: number;

  readonly shortfallWeight: number;
  readonly prizeWeight: number;
  readonly overtimeWeight: number;
  readonly balanceWeight: number;
  readonly unfamiliarityWeight: number;
  /** What a pair of near points costs that different routes serve; and the pairs (see `near-pairs.ts`), none where it is 0. */
  readonly compactnessWeight: number;
  readonly pairFrom: Int32Array;
  readonly pairPartners: Int32Array;
}
