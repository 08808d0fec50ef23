import type { Point, Problem, TimeWindow, Vehicle } from '../optimizer/problem.ts';
import { Random } from '../optimizer/random.ts';

/** Made-up instances for the optimizer's benchmark; the same seed gives the same instance on every machine. */

const SHIFT: TimeWindow = [0, 8 * 3600];
const UNLOAD_SECONDS = 720;
const METRES_PER_SECOND = 25 / 3.6;
const DETOUR = 1.35;
/** The fleet as it is bought: truck after truck, until all of them full `loadsEach` times carry the whole mass. */
const FLEET = [8000, 5000, 8000, 8000, 3000, 8000];
const WARDS = 7;

function gauss(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.unit())) * Math.cos(2 * Math.PI * random.unit());
}

/**
 * A town of `count` points in seven wards with landfills outside it, asymmetric driving seconds, windows at 15 % of the points,
 * and a fleet that is just large enough when every truck goes to a landfill `loadsEach` times.
 */
export function wasteInstance(count: number, seed: number, siteCount: 1 | 2, loadsEach = 2.5): Problem {
  const random = new Random(seed * 7919 + count);
  const between = (low: number, high: number): number => low + (high - low) * random.unit();
  const wards = Array.from({ length: WARDS }, () => ({
    x: between(1000, 9000),
    y: between(1000, 7000),
    radius: between(500, 1100),
  }));
  const places: [number, number][] = [
    [3000, 3500],
    ...(siteCount === 1
      ? [[12_500, 6500] as [number, number]]
      : [[15_000, 7500] as [number, number], [-4000, -2500] as [number, number]]),
  ];
  const points = Array.from({ length: count }, (_, p): Point => {
    const ward = wards[random.below(WARDS)];
    places.push([ward.x + ward.radius * gauss(random), ward.y + ward.radius * gauss(random)]);
    const load = Math.round(Math.min(900, Math.max(40, 300 * Math.exp(0.65 * gauss(random)))) / 10) * 10;
    const opens = 3600 * random.below(6);
    const windows: TimeWindow[] =
      random.unit() < 0.15 ? [[opens, Math.min(SHIFT[1] - 3600, opens + (random.unit() < 0.5 ? 7200 : 10_800))]] : [];
    const serviceSeconds = Math.round(60 + 300 * Math.min(1, 0.15 + ((load - 40) / 860) * 0.7 + between(0, 0.5)));
    const plain = { tags: [], loadTag: null, prize: 0, group: null };
    return { id: `${p + 1}`, location: 1 + siteCount + p, load: [load], serviceSeconds, windows, ...plain };
  });
  const total = points.reduce((sum, point) => sum + point.load[0], 0);
  const vehicles: Vehicle[] = [];
  for (let capacity = 0; capacity < total / loadsEach - 2500; ) {
    const size = FLEET[vehicles.length % FLEET.length];
    capacity += size;
    vehicles.push(truck(`${vehicles.length + 1}`, size, siteCount));
  }
  return {
    dimensions: ['kg'],
    ...matrices(places, random),
    vehicles,
    points,
    sites: Array.from({ length: siteCount }, (_, s) => ({
      id: `S${s + 1}`,
      location: 1 + s,
      unloadSeconds: UNLOAD_SECONDS,
      windows: [],
      accepts: null,
      intake: null,
    })),
    groups: [],
    softWeights: { balance: 0, unfamiliarity: 0 },
  };
}

function truck(id: string, capacity: number, siteCount: number): Vehicle {
  return {
    id,
    type: `${capacity / 1000} t`,
    capacity: [capacity],
    startLocation: 0,
    endLocation: 0,
    shift: SHIFT,
    maxOvertimeSeconds: 0,
    breaks: [],
    fixedCost: 0,
    costPerHour: 0,
    costPerKm: 0,
    tags: [],
    allowedSites: Array.from({ length: siteCount }, (_, s) => s),
    maxTrips: null,
    frozen: null,
    familiarPoints: [],
  };
}

function matrices(
  places: readonly [number, number][],
  random: Random,
): Pick<Problem, 'locationCount' | 'seconds' | 'metres'> {
  const locationCount = places.length;
  const seconds = new Int32Array(locationCount * locationCount);
  const metres = new Int32Array(locationCount * locationCount);
  for (let i = 0; i < locationCount; i++) {
    for (let j = 0; j < locationCount; j++) {
      if (i === j) continue;
      const way = DETOUR * Math.hypot(places[i][0] - places[j][0], places[i][1] - places[j][1]);
      metres[i * locationCount + j] = Math.round(way);
      seconds[i * locationCount + j] = Math.round((way / METRES_PER_SECOND) * (0.9 + 0.2 * random.unit()));
    }
  }
  return { locationCount, seconds, metres };
}

/** A capacitated instance as a CVRPLIB text, customers half scattered and half clustered, `perTour` of them to a tour. */
export function cvrpInstance(count: number, seed: number, perTour: number): string {
  const random = new Random(seed * 104_729 + count);
  const centres = Array.from({ length: 5 }, () => [random.below(1000), random.below(1000)]);
  const inside = (value: number): number => Math.min(1000, Math.max(0, Math.round(value)));
  const nodes = Array.from({ length: count }, (_, k) => {
    if (k % 2 === 0) return [random.below(1001), random.below(1001)];
    const [x, y] = centres[random.below(centres.length)];
    return [inside(x + 60 * gauss(random)), inside(y + 60 * gauss(random))];
  });
  const demands = nodes.map((_, k) => (k === 0 ? 0 : 1 + random.below(100)));
  const capacity = Math.ceil((demands.reduce((sum, demand) => sum + demand, 0) / (count - 1)) * perTour);
  return [
    `NAME : made-n${count}-s${seed}`,
    'TYPE : CVRP',
    `DIMENSION : ${count}`,
    'EDGE_WEIGHT_TYPE : EUC_2D',
    `CAPACITY : ${capacity}`,
    'NODE_COORD_SECTION',
    ...nodes.map(([x, y], k) => `${k + 1} ${x} ${y}`),
    'DEMAND_SECTION',
    ...demands.map((demand, k) => `${k + 1} ${demand}`),
    'DEPOT_SECTION',
    '1',
    '-1',
    'EOF',
  ].join('\n');
}
