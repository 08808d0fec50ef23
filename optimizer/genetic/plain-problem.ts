/**
 * The capacitated problem in its plain form: alike vehicles that go out once from one depot, and symmetric ways. Only such problems
 * are searched by crossing plans; all others have ruin and recreate.
 */
import type { Model } from '../model/model.ts';

/** Customers are 1…`count`, 0 is the depot; customer c is point c − 1 of the model. */
export interface PlainProblem {
  readonly count: number;
  readonly vehicleCount: number;
  readonly capacity: number;
  /** Price of the way from i to j at `i * (count + 1) + j`. */
  readonly way: Float64Array;
  readonly demand: Float64Array;
  /** Direction in which each customer lies from the depot, radians; 0 for the depot. */
  readonly direction: Float64Array;
  /** Nearest customers of customer c from `c * near`, nearest first. */
  readonly near: number;
  readonly neighbours: Int32Array;
}

/** Nearest customers that a customer may be moved next to. */
const NEAR = 14;

/** The plain form of `model`, or `null` when anything in it does not fit that form. */
export function plainProblem(model: Model): PlainProblem | null {
  const { pointCount: count, vehicleCount, nodeCount, seconds } = model;
  if (count < 3 || !isPlain(model)) return null;
  const start = model.startNode[0];
  const size = count + 1;
  const way = new Float64Array(size * size);
  const price = model.perSecond[0];
  const homeFrom = seconds[count * nodeCount + model.endNode[0]];
  for (let i = 1; i <= count; i++) {
    way[i] = price * seconds[start * nodeCount + i - 1];
    way[i * size] = price * (seconds[(i - 1) * nodeCount + count] + homeFrom);
    for (let j = 1; j <= count; j++) way[i * size + j] = i === j ? 0 : price * seconds[(i - 1) * nodeCount + j - 1];
  }
  let longest = 0;
  for (let i = 0; i <= count; i++) {
    for (let j = 0; j <= count; j++) {
      if (way[i * size + j] !== way[j * size + i]) return null;
      longest = Math.max(longest, way[i * size + j]);
    }
  }
  const service = model.service.reduce((sum, each) => sum + each, 0);
  const longestRoute = (size + 1) * (longest / price) + service;
  if (longestRoute > Math.min(...model.shiftEnd) - Math.max(...model.startTime)) return null;
  const near = Math.min(NEAR, count - 1);
  return {
    count,
    vehicleCount,
    capacity: model.capacity[0],
    way,
    demand: Float64Array.of(0, ...model.load),
    direction: directions(way, size),
    near,
    neighbours: nearest(way, size, near),
  };
}

/** Whether nothing but loads and ways matters, and all vehicles are alike. */
function isPlain(model: Model): boolean {
  const { siteCount, dimensionCount, groupCount, vehicleCount } = model;
  return (
    siteCount === 1 &&
    dimensionCount === 1 &&
    groupCount === 0 &&
    model.windowOpens.length === 0 &&
    model.mostBreaks === 0 &&
    !model.limitedIntake &&
    !model.limited &&
    !model.anyOvertime &&
    model.metres.length === 0 &&
    model.usualBefore.length === 0 &&
    model.balanceWeight === 0 &&
    model.compactnessWeight === 0 &&
    model.perSecond[0] > 0 &&
    model.allowed.every((each) => each === 1) &&
    model.pointSites.every((sites) => sites === 1) &&
    model.isFrozen.every((each) => each === 0) &&
    model.fixedCost.every((each) => each === 0) &&
    model.tripsLeft.every((trips) => trips === 1) &&
    model.vehicleSites.every((sites) => sites === 1) &&
    Array.from({ length: vehicleCount }, (_, r) => r).every((r) => model.alike[r] === model.alike[0]) &&
    model.load.every((load) => load <= model.capacity[0])
  );
}

/**
 * Directions from the depot in the plane that the ways come nearest to: the depot, the farthest customer and the one that lies
 * farthest beside the line between them fix it.
 */
function directions(way: Float64Array, size: number): Float64Array {
  let far = 1;
  for (let i = 2; i < size; i++) if (way[i] > way[far]) far = i;
  const base = Math.max(way[far], 1e-9);
  const along = Float64Array.from(
    { length: size },
    (_, i) => (way[i] ** 2 - way[i * size + far] ** 2 + base ** 2) / (2 * base),
  );
  const beside = Float64Array.from(along, (x, i) => Math.sqrt(Math.max(0, way[i] ** 2 - x ** 2)));
  let side = 1;
  for (let i = 2; i < size; i++) if (beside[i] > beside[side]) side = i;
  return Float64Array.from(along, (x, i) => {
    const sameSide = Math.hypot(x - along[side], beside[i] - beside[side]);
    const otherSide = Math.hypot(x - along[side], beside[i] + beside[side]);
    const real = way[i * size + side];
    return Math.atan2(Math.abs(real - sameSide) <= Math.abs(real - otherSide) ? beside[i] : -beside[i], x);
  });
}

function nearest(way: Float64Array, size: number, near: number): Int32Array {
  const neighbours = new Int32Array(size * near);
  for (let i = 1; i < size; i++) {
    const others = Array.from({ length: size - 1 }, (_, k) => k + 1).filter((j) => j !== i);
    others.sort((a, b) => way[i * size + a] - way[i * size + b]);
    for (let k = 0; k < near; k++) neighbours[i * near + k] = others[k];
  }
  return neighbours;
}
