/**
 * A problem laid out for the search: nodes instead of locations, typed arrays instead of objects, tags as bits. Everything is
 * in shared memory, so that a thread gets it without a copy.
 *
 * Nodes: points 0…P−1, then sites P…P+S−1, then the distinct start and end locations of the vehicles.
 */
import { costPerMetre, costPerSecond, objectiveWeights, pointWorth, targetMass } from '../objective.ts';
import { atOnce, type Pieces } from '../pieces.ts';
import { type Problem, UNREACHABLE, type Vehicle } from '../problem.ts';

/** Stands for "no way" in the node matrices: longer than any day, and small enough that two of them still fit in 32 bits. */
const NO_WAY = 500_000_000;
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
  readonly worth: Float64Array;
  /** Shortest way to each point from where a trip may begin and on to a site that accepts it, in seconds and in metres, each by itself. */
  readonly shortestSeconds: Float64Array;
  readonly shortestMetres: Float64Array;
  /** Group of each point, −1 = none. */
  readonly group: Int32Array;
  /** Sites that accept each point's load, as bits. */
  readonly pointSites: Int32Array;
  /** 1 at `p * vehicleCount + v` when vehicle v may serve point p. */
  readonly allowed: Uint8Array;
  /** 1 at `p * vehicleCount + v` when another crew knows p and v's does not; empty when nobody knows any point. */
  readonly stranger: Uint8Array;

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
  /** Trips still allowed. */
  readonly tripsLeft: Int32Array;
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
  readonly worthWeight: number;
  readonly overtimeWeight: number;
  readonly balanceWeight: number;
  readonly familiarityWeight: number;
}

function int32(length: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(4 * length));
}

function float64(length: number): Float64Array {
  return new Float64Array(new SharedArrayBuffer(8 * length));
}

function uint8(length: number): Uint8Array {
  return new Uint8Array(new SharedArrayBuffer(length));
}

/** Lays out a valid problem (see `validateProblem`). */
export function buildModel(problem: Problem): Model {
  return atOnce(modelPieces(problem));
}

/** The same in pieces. */
export function* modelPieces(problem: Problem): Pieces<Model> {
  const { points, sites, vehicles, groups, dimensions } = problem;
  const pointCount = points.length;
  const siteCount = sites.length;
  const vehicleCount = vehicles.length;
  const dimensionCount = dimensions.length;
  const weights = objectiveWeights(problem);

  const depotNode = new Map<number, number>();
  const nodeLocation = [...points.map((point) => point.location), ...sites.map((site) => site.location)];
  const depot = (location: number): number => {
    let node = depotNode.get(location);
    if (node === undefined) {
      node = nodeLocation.length;
      depotNode.set(location, node);
      nodeLocation.push(location);
    }
    return node;
  };
  const startNode = int32(vehicleCount);
  const endNode = int32(vehicleCount);
  vehicles.forEach((vehicle, v) => {
    startNode[v] = depot(vehicle.frozen?.location ?? vehicle.startLocation);
    endNode[v] = depot(vehicle.endLocation);
  });
  const nodeCount = nodeLocation.length;
  const paidByDistance = vehicles.some((vehicle) => vehicle.costPerKm > 0);
  const matrices = yield* nodeMatrices(problem, Int32Array.from(nodeLocation), paidByDistance);

  const service = int32(nodeCount);
  points.forEach((point, p) => {
    service[p] = point.serviceSeconds;
  });
  sites.forEach((site, s) => {
    service[pointCount + s] = site.unloadSeconds;
  });

  const load = float64(pointCount * dimensionCount);
  const worth = float64(pointCount);
  const group = int32(pointCount);
  const pointSites = int32(pointCount);
  const allowed = uint8(pointCount * vehicleCount);
  points.forEach((point, p) => {
    for (let d = 0; d < dimensionCount; d++) load[p * dimensionCount + d] = point.load[d];
    worth[p] = pointWorth(point);
    group[p] = point.group ?? -1;
    pointSites[p] = acceptingSites(problem, point.loadTag === null ? [] : [point.loadTag]);
    for (let v = 0; v < vehicleCount; v++) {
      const able = point.tags.length === 0 || point.tags.every((tag) => vehicles[v].tags.includes(tag));
      allowed[p * vehicleCount + v] = able ? 1 : 0;
    }
  });

  const heads = new Set([...sites.keys()].map((s) => pointCount + s).concat(...startNode));
  const shortest = (ways: Int32Array): Float64Array => {
    const found = float64(pointCount);
    if (ways.length === 0) return found;
    for (let p = 0; p < pointCount; p++) {
      let there = NO_WAY;
      let back = NO_WAY;
      for (const head of heads) there = Math.min(there, ways[head * nodeCount + p]);
      for (let s = 0; s < siteCount; s++) {
        if ((pointSites[p] >> s) & 1) back = Math.min(back, ways[p * nodeCount + pointCount + s]);
      }
      found[p] = there + back;
    }
    return found;
  };

  const intake = float64(siteCount * dimensionCount);
  sites.forEach((site, s) => {
    for (let d = 0; d < dimensionCount; d++) {
      intake[s * dimensionCount + d] = site.intake === null ? Number.POSITIVE_INFINITY : site.intake[d];
    }
  });

  const groupTarget = float64(groups.length);
  const groupCollected = float64(groups.length);
  groups.forEach((each, g) => {
    groupTarget[g] = targetMass(each);
    groupCollected[g] = each.collectedMass;
  });

  const fleet = layFleet(problem, weights.drivingSecond);
  return {
    pointCount,
    siteCount,
    vehicleCount,
    nodeCount,
    dimensionCount,
    groupCount: groups.length,
    ...matrices,
    service,
    ...layWindows(problem, nodeCount),
    load,
    worth,
    shortestSeconds: shortest(matrices.seconds),
    shortestMetres: shortest(matrices.metres),
    group,
    pointSites,
    allowed,
    stranger: layStrangers(problem),
    intake,
    limitedIntake: sites.some((site) => site.intake !== null),
    groupTarget,
    groupCollected,
    startNode,
    endNode,
    ...fleet,
    ...layBreaks(vehicles),
    shortfallWeight: weights.shortfall,
    worthWeight: weights.worth,
    overtimeWeight: weights.overtime,
    balanceWeight: weights.balance,
    familiarityWeight: weights.familiarity,
  };
}

function* nodeMatrices(
  problem: Problem,
  nodeLocation: Int32Array,
  withMetres: boolean,
): Pieces<Pick<Model, 'seconds' | 'secondsInto' | 'metres' | 'metresInto'>> {
  const n = nodeLocation.length;
  const seconds = int32(n * n);
  const secondsInto = int32(n * n);
  const metres = int32(withMetres ? n * n : 0);
  const metresInto = int32(withMetres ? n * n : 0);
  for (let i = 0; i < n; i++) {
    yield;
    const row = nodeLocation[i] * problem.locationCount;
    for (let j = 0; j < n; j++) {
      const cell = row + nodeLocation[j];
      const reachable = problem.seconds[cell] !== UNREACHABLE && problem.metres[cell] !== UNREACHABLE;
      const legSeconds = reachable ? problem.seconds[cell] : NO_WAY;
      seconds[i * n + j] = legSeconds;
      secondsInto[j * n + i] = legSeconds;
      if (withMetres) {
        const legMetres = reachable ? problem.metres[cell] : NO_WAY;
        metres[i * n + j] = legMetres;
        metresInto[j * n + i] = legMetres;
      }
    }
  }
  return { seconds, secondsInto, metres, metresInto };
}

function acceptingSites(problem: Problem, loadTags: readonly string[]): number {
  let bits = 0;
  problem.sites.forEach((site, s) => {
    if (site.accepts === null || loadTags.every((tag) => site.accepts?.includes(tag))) bits |= 1 << s;
  });
  return bits;
}

function layWindows(
  problem: Problem,
  nodeCount: number,
): Pick<Model, 'windowFrom' | 'windowOpens' | 'windowCloses' | 'opens' | 'closes' | 'manyWindows'> {
  const lists = [...problem.points.map((point) => point.windows), ...problem.sites.map((site) => site.windows)];
  const windowFrom = int32(nodeCount + 1);
  const flat = lists.flat();
  const windowOpens = int32(flat.length);
  const windowCloses = int32(flat.length);
  const opens = int32(nodeCount);
  const closes = int32(nodeCount).fill(ANY_TIME);
  flat.forEach((window, k) => {
    windowOpens[k] = window[0];
    windowCloses[k] = window[1];
  });
  let from = 0;
  for (let node = 0; node < nodeCount; node++) {
    const list = lists[node] ?? [];
    windowFrom[node] = from;
    from += list.length;
    if (list.length > 0) {
      opens[node] = list[0][0];
      closes[node] = list[list.length - 1][1];
    }
  }
  windowFrom[nodeCount] = from;
  return { windowFrom, windowOpens, windowCloses, opens, closes, manyWindows: lists.some((list) => list.length > 1) };
}

function layStrangers(problem: Problem): Uint8Array {
  const { points, vehicles } = problem;
  if (vehicles.every((vehicle) => vehicle.familiarPoints.length === 0)) return uint8(0);
  const stranger = uint8(points.length * vehicles.length);
  for (const vehicle of vehicles) {
    for (const p of vehicle.familiarPoints) stranger.fill(1, p * vehicles.length, (p + 1) * vehicles.length);
  }
  vehicles.forEach((vehicle, v) => {
    for (const p of vehicle.familiarPoints) stranger[p * vehicles.length + v] = 0;
  });
  return stranger;
}

type Fleet = Pick<
  Model,
  | 'capacity'
  | 'perCapacity'
  | 'startTime'
  | 'shiftEnd'
  | 'shiftLength'
  | 'latestEnd'
  | 'anyOvertime'
  | 'perSecond'
  | 'perMetre'
  | 'fixedCost'
  | 'tripsLeft'
  | 'vehicleSites'
  | 'startSites'
  | 'startLoad'
  | 'isFrozen'
  | 'alike'
>;

function layFleet(problem: Problem, drivingSecond: number): Fleet {
  const { vehicles, dimensions } = problem;
  const count = vehicles.length;
  const fleet: Fleet = {
    capacity: float64(count * dimensions.length),
    perCapacity: float64(count),
    startTime: int32(count),
    shiftEnd: int32(count),
    shiftLength: float64(count),
    latestEnd: int32(count),
    anyOvertime: vehicles.some((vehicle) => vehicle.maxOvertimeSeconds > 0),
    perSecond: float64(count),
    perMetre: float64(count),
    fixedCost: float64(count),
    tripsLeft: int32(count),
    vehicleSites: int32(count),
    startSites: int32(count),
    startLoad: float64(count * dimensions.length),
    isFrozen: uint8(count),
    alike: int32(count),
  };
  const kinds = new Map<string, number>();
  vehicles.forEach((vehicle, v) => {
    const { frozen } = vehicle;
    for (let d = 0; d < dimensions.length; d++) {
      fleet.capacity[v * dimensions.length + d] = vehicle.capacity[d];
      fleet.startLoad[v * dimensions.length + d] = frozen?.load[d] ?? 0;
    }
    fleet.perCapacity[v] = 1 / Math.max(1, vehicle.capacity[0]);
    fleet.startTime[v] = Math.max(vehicle.shift[0], frozen?.time ?? 0);
    fleet.shiftEnd[v] = vehicle.shift[1];
    fleet.shiftLength[v] = vehicle.shift[1] - vehicle.shift[0];
    fleet.latestEnd[v] = vehicle.shift[1] + vehicle.maxOvertimeSeconds;
    fleet.perSecond[v] = costPerSecond(vehicle) + drivingSecond;
    fleet.perMetre[v] = costPerMetre(vehicle);
    fleet.fixedCost[v] = vehicle.fixedCost;
    fleet.tripsLeft[v] =
      vehicle.maxTrips === null ? ANY_TIME : Math.max(0, vehicle.maxTrips - (frozen?.tripsDone ?? 0));
    for (const site of vehicle.allowedSites) fleet.vehicleSites[v] |= 1 << site;
    fleet.startSites[v] = acceptingSites(problem, frozen?.loadTags ?? []);
    fleet.isFrozen[v] = frozen === null ? 0 : 1;
    const kind = JSON.stringify({ ...vehicle, id: '', type: '', frozen: frozen === null ? null : v });
    if (!kinds.has(kind)) kinds.set(kind, kinds.size);
    fleet.alike[v] = kinds.get(kind) ?? v;
  });
  return fleet;
}

function layBreaks(
  vehicles: readonly Vehicle[],
): Pick<Model, 'breakFrom' | 'breakOpens' | 'breakCloses' | 'breakSeconds' | 'breakIndex' | 'mostBreaks'> {
  const breakFrom = int32(vehicles.length + 1);
  const due: { opens: number; closes: number; seconds: number; index: number }[] = [];
  let mostBreaks = 0;
  vehicles.forEach((vehicle, v) => {
    breakFrom[v] = due.length;
    const start = Math.max(vehicle.shift[0], vehicle.frozen?.time ?? 0);
    vehicle.breaks.forEach((rest, index) => {
      const done = vehicle.frozen?.breaksDone.includes(rest.id) ?? false;
      if (done || rest.window[1] < start) return;
      due.push({ opens: rest.window[0], closes: rest.window[1], seconds: rest.seconds, index });
    });
    mostBreaks = Math.max(mostBreaks, due.length - breakFrom[v]);
  });
  breakFrom[vehicles.length] = due.length;
  const breakOpens = int32(due.length);
  const breakCloses = int32(due.length);
  const breakSeconds = int32(due.length);
  const breakIndex = int32(due.length);
  due.forEach((rest, k) => {
    breakOpens[k] = rest.opens;
    breakCloses[k] = rest.closes;
    breakSeconds[k] = rest.seconds;
    breakIndex[k] = rest.index;
  });
  return { breakFrom, breakOpens, breakCloses, breakSeconds, breakIndex, mostBreaks };
}
