/** Lays a problem out for the search. */
import { limitsOf } from '../constraints/limits.ts';
import { isLargeEnough } from '../constraints/load.ts';
import { isDone } from '../constraints/shift.ts';
import { isAble } from '../constraints/tags.ts';
import { acceptingSites } from '../constraints/unloading.ts';
import { nearPairs } from '../near-pairs.ts';
import { objectiveWeights, prizeOf, targetMass } from '../objective.ts';
import { atOnce, type Pieces } from '../pieces.ts';
import { type Problem, UNREACHABLE } from '../problem.ts';
import { layFamiliar } from './familiar.ts';
import { layBreaks, layFleet } from './fleet.ts';
import { ANY_TIME, type Model } from './model.ts';
import { float64, int32, uint8 } from './shared-arrays.ts';

/** Stands for "no way" in the node matrices: longer than any day, and small enough that two of them still fit in 32 bits. */
const NO_WAY = 500_000_000;

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
  const withMetres = vehicles.some((vehicle) => vehicle.costPerKm > 0 || Number.isFinite(limitsOf(vehicle).metres));
  const matrices = yield* nodeMatrices(problem, Int32Array.from(nodeLocation), withMetres);

  const service = int32(nodeCount);
  points.forEach((point, p) => {
    service[p] = point.serviceSeconds;
  });
  sites.forEach((site, s) => {
    service[pointCount + s] = site.unloadSeconds;
  });

  const load = float64(pointCount * dimensionCount);
  const prize = float64(pointCount);
  const group = int32(pointCount);
  const pointSites = int32(pointCount);
  const allowed = uint8(pointCount * vehicleCount);
  const done = vehicles.map(isDone);
  points.forEach((point, p) => {
    for (let d = 0; d < dimensionCount; d++) load[p * dimensionCount + d] = point.load[d];
    prize[p] = prizeOf(point);
    group[p] = point.group ?? -1;
    pointSites[p] = acceptingSites(problem, point.loadTag === null ? [] : [point.loadTag]);
    for (let v = 0; v < vehicleCount; v++) {
      const may = !done[v] && isAble(vehicles[v], point) && isLargeEnough(vehicles[v], point);
      allowed[p * vehicleCount + v] = may ? 1 : 0;
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

  const toSite = int32(pointCount).fill(NO_WAY);
  const fromSite = int32(nodeCount).fill(NO_WAY);
  for (let s = 0; s < siteCount; s++) {
    const site = pointCount + s;
    for (let node = 0; node < nodeCount; node++) {
      fromSite[node] = Math.min(fromSite[node], matrices.seconds[site * nodeCount + node]);
      if (node >= pointCount || !((pointSites[node] >> s) & 1)) continue;
      toSite[node] = Math.min(toSite[node], matrices.seconds[node * nodeCount + site]);
    }
  }

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
    prize,
    shortestSeconds: shortest(matrices.seconds),
    shortestMetres: shortest(matrices.metres),
    toSite,
    fromSite,
    group,
    pointSites,
    allowed,
    usualBefore: layFamiliar(problem),
    intake,
    limitedIntake: sites.some((site) => site.intake !== null),
    groupTarget,
    groupCollected,
    startNode,
    endNode,
    ...fleet,
    ...layBreaks(vehicles),
    shortfallWeight: weights.shortfall,
    prizeWeight: weights.prize,
    overtimeWeight: weights.overtime,
    balanceWeight: weights.balance,
    unfamiliarityWeight: weights.unfamiliarity,
    compactnessWeight: weights.compactness,
    ...layPairs(problem, weights.compactness > 0),
  };
}

function layPairs(problem: Problem, isPriced: boolean): Pick<Model, 'pairFrom' | 'pairPartners'> {
  if (!isPriced) return { pairFrom: int32(0), pairPartners: int32(0) };
  const { from, partners } = nearPairs(problem);
  const [pairFrom, pairPartners] = [int32(from.length), int32(partners.length)];
  pairFrom.set(from);
  pairPartners.set(partners);
  return { pairFrom, pairPartners };
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
