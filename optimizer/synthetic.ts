/** Random problems that use everything the solver knows, small enough to be judged by trying everything. Deterministic by seed. */
import {
  type Break,
  type Point,
  type Problem,
  type Site,
  type TimeWindow,
  UNREACHABLE,
  type Vehicle,
} from './problem.ts';
import { Random } from './random.ts';

/** What a problem is to have; where a field is left out, what `PLAIN` says. */
export interface SyntheticOptions {
  readonly seed: number;
  readonly points: number;
  readonly vehicles?: number;
  readonly sites?: number;
  readonly dimensions?: number;
  /** Share of points and sites with windows; some get several. */
  readonly windowShare?: number;
  readonly breaks?: boolean;
  readonly tags?: boolean;
  readonly intake?: boolean;
  readonly overtime?: boolean;
  readonly groups?: number;
  /** Share of vehicles that are out already. */
  readonly frozenShare?: number;
  /** Share of pairs without a way. */
  readonly unreachableShare?: number;
  /** Whether crews know points, balance counts, and near points served apart have a price. */
  readonly soft?: boolean;
}

/** Nothing but loads and ways matters. */
const PLAIN = {
  vehicles: 1,
  sites: 1,
  dimensions: 1,
  windowShare: 0,
  breaks: false,
  tags: false,
  intake: false,
  overtime: false,
  groups: 0,
  frozenShare: 0,
  unreachableShare: 0,
  soft: false,
};

const SHIFT: TimeWindow = [0, 20_000];
const STREAMS = ['household-other', 'food'] as const;

/** A random problem; vehicles that start loaded can always unload at site 0. */
export function syntheticProblem(asked: SyntheticOptions): Problem {
  const options = { ...PLAIN, ...asked };
  const random = new Random(options.seed);
  const chance = (share: number): boolean => random.unit() < share;
  const locationCount = 1 + options.sites + options.points;
  const xs = Array.from({ length: locationCount }, () => random.below(1000));
  const ys = Array.from({ length: locationCount }, () => random.below(1000));
  const seconds = new Int32Array(locationCount * locationCount);
  const metres = new Int32Array(locationCount * locationCount);
  for (let i = 0; i < locationCount; i++) {
    for (let j = 0; j < locationCount; j++) {
      if (i === j) continue;
      const distance = Math.hypot(xs[i] - xs[j], ys[i] - ys[j]);
      const cut = Math.min(i, j) > 1 && chance(options.unreachableShare);
      seconds[i * locationCount + j] = cut ? UNREACHABLE : Math.round(distance * (0.9 + 0.2 * random.unit()));
      metres[i * locationCount + j] = cut ? UNREACHABLE : Math.round(distance * 7);
    }
  }
  const windows = (share: number): TimeWindow[] => {
    if (!chance(share)) return [];
    const opens = random.below(12_000);
    const first: TimeWindow = [opens, opens + 1500 + random.below(4000)];
    return chance(0.5) ? [first] : [first, [first[1] + 500, first[1] + 500 + random.below(4000)]];
  };
  const sites = Array.from(
    { length: options.sites },
    (_, s): Site => ({
      id: `s${s}`,
      location: 1 + s,
      unloadSeconds: random.below(400),
      windows: s === 0 ? [] : windows(options.windowShare),
      accepts: options.tags && s > 0 && chance(0.6) ? [STREAMS[random.below(2)]] : null,
      intake:
        options.intake && s > 0 ? Array.from({ length: options.dimensions }, () => 300 + random.below(800)) : null,
    }),
  );
  const points = Array.from(
    { length: options.points },
    (_, p): Point => ({
      id: `p${p}`,
      location: 1 + options.sites + p,
      load: Array.from({ length: options.dimensions }, () => 10 + random.below(150)),
      serviceSeconds: random.below(200),
      windows: windows(options.windowShare),
      tags: options.tags && chance(0.3) ? ['narrow'] : [],
      loadTag: options.tags ? STREAMS[random.below(2)] : null,
      prize: chance(0.2) ? random.below(500) : 0,
      group: options.groups > 0 && chance(0.8) ? random.below(options.groups) : null,
    }),
  );
  const groups = Array.from({ length: options.groups }, (_, g) => {
    const collectedMass = random.below(100);
    const planned = points.reduce((sum, point) => sum + (point.group === g ? point.load[0] : 0), 0);
    return { id: `g${g}`, totalMass: planned + collectedMass, collectedMass, targetShare: 0.5 + 0.5 * random.unit() };
  });
  const vehicles = Array.from({ length: options.vehicles }, (_, v): Vehicle => {
    const capacity = Array.from({ length: options.dimensions }, () => 300 + random.below(400));
    const frozen = chance(options.frozenShare);
    const rests: Break[] = [];
    if (options.breaks && chance(0.7)) rests.push({ id: 'noon', window: [3000, 9000], seconds: 900 });
    if (options.breaks && chance(0.4)) rests.push({ id: 'tea', window: [8000, 15_000], seconds: 300 });
    return {
      id: `v${v}`,
      type: `${capacity[0]}`,
      capacity,
      startLocation: 0,
      endLocation: 0,
      shift: [SHIFT[0], SHIFT[1] - random.below(10_000)],
      maxOvertimeSeconds: options.overtime ? random.below(3000) : 0,
      breaks: rests,
      fixedCost: random.below(300),
      costPerHour: 3600,
      costPerKm: chance(0.5) ? 20 : 0,
      tags: options.tags && chance(0.6) ? ['narrow'] : [],
      allowedSites: sites.flatMap((_, s) => (s === 0 || chance(0.8) ? [s] : [])),
      maxTrips: chance(0.3) ? 2 : null,
      frozen: frozen
        ? {
            location: 1 + random.below(locationCount - 1 > 1 ? Math.min(2, locationCount - 1) : 1),
            time: random.below(2000),
            load: capacity.map((most) => random.below(most)),
            loadTags: options.tags ? [STREAMS[random.below(2)]] : [],
            tripsDone: 0,
            breaksDone: [],
          }
        : null,
      familiarPoints: options.soft ? points.flatMap((_, p) => (chance(0.5) ? [p] : [])) : [],
    };
  });
  const soft = options.soft ? { softWeights: { compactness: 20 } } : { softWeights: { balance: 0, unfamiliarity: 0 } };
  return {
    dimensions: ['kg', 'litres'].slice(0, options.dimensions),
    locationCount,
    seconds,
    metres,
    vehicles,
    points,
    sites,
    groups,
    ...soft,
  };
}
