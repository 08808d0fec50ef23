/** Says why points are unserved, and which lever would bring missed targets nearer, found by planning again with it pulled. */
import { type CostComponents, type Evaluation, evaluatePlan } from './evaluate.ts';
import { type Plan, type Point, type Problem, type TimeWindow, UNREACHABLE, type Vehicle } from './problem.ts';
import { solve } from './solve.ts';

export type UnservedReason =
  /** No vehicle has all the tags the point needs. */
  | 'no-allowed-truck'
  /** No allowed vehicle is large enough for it. */
  | 'too-large'
  /** No site of an allowed vehicle accepts its load today. */
  | 'stream-not-accepted-today'
  /** No way from the vehicles to it and on to a site. */
  | 'unreachable'
  /** Even an empty allowed vehicle would miss its windows or the site's, or be back too late because of them. */
  | 'window-cannot-be-met'
  /** Even an empty allowed vehicle that did nothing else would not be back in time. */
  | 'shift-too-short'
  /** The sites it may go to have taken all they take in the day. */
  | 'site-full'
  /** Every allowed vehicle has made as many trips as it may, and none of them has room left. */
  | 'no-capacity-left'
  /** There is room, or another trip is allowed, but no time left for it. */
  | 'no-time-left';

export interface UnservedExplanation {
  readonly point: number;
  readonly reason: UnservedReason;
}

/** The reason for each point that `plan` leaves out, in order of index. */
export function explainUnserved(problem: Problem, plan: Plan): UnservedExplanation[] {
  const evaluation = evaluatePlan(problem, plan);
  const tripLoads = problem.vehicles.map((): number[][] => []);
  const siteLoads = problem.sites.map(() => problem.dimensions.map(() => 0));
  for (const route of evaluation.routes) {
    let aboard: readonly number[] = [];
    for (const { stop, loadAfter } of route.stops) {
      if (stop.kind === 'site') {
        tripLoads[route.vehicle].push([...aboard]);
        aboard.forEach((amount, d) => {
          siteLoads[stop.site][d] += amount;
        });
      }
      aboard = loadAfter;
    }
  }
  return evaluation.unserved.map((point) => ({
    point,
    reason: reasonFor(problem, problem.points[point], tripLoads, siteLoads),
  }));
}

function reasonFor(
  problem: Problem,
  point: Point,
  tripLoads: readonly (readonly number[][])[],
  siteLoads: readonly number[][],
): UnservedReason {
  const allowed = problem.vehicles.flatMap((vehicle, v) =>
    point.tags.every((tag) => vehicle.tags.includes(tag)) ? [v] : [],
  );
  if (allowed.length === 0) return 'no-allowed-truck';
  const large = allowed.filter((v) => point.load.every((load, d) => load <= problem.vehicles[v].capacity[d]));
  if (large.length === 0) return 'too-large';
  const ways = large.flatMap((v) =>
    problem.vehicles[v].allowedSites
      .filter((s) => point.loadTag === null || (problem.sites[s].accepts?.includes(point.loadTag) ?? true))
      .map((s) => ({ v, s })),
  );
  if (ways.length === 0) return 'stream-not-accepted-today';
  const outcomes = ways.map(({ v, s }) => tryAlone(problem, problem.vehicles[v], point, s));
  if (outcomes.every((outcome) => outcome === 'unreachable')) return 'unreachable';
  if (!outcomes.includes('fits')) return outcomes.includes('shift') ? 'shift-too-short' : 'window-cannot-be-met';
  const takes = (s: number): boolean =>
    point.load.every((load, d) => siteLoads[s][d] + load <= (problem.sites[s].intake?.[d] ?? Number.POSITIVE_INFINITY));
  const open = ways.filter(({ s }, k) => outcomes[k] === 'fits' && takes(s));
  if (open.length === 0) return 'site-full';
  const room = open.some(({ v }) => {
    const vehicle = problem.vehicles[v];
    const made = tripLoads[v].length + (vehicle.frozen?.tripsDone ?? 0);
    if (vehicle.maxTrips === null || made < vehicle.maxTrips) return true;
    return tripLoads[v].some((load) => load.every((amount, d) => amount + point.load[d] <= vehicle.capacity[d]));
  });
  return room ? 'no-time-left' : 'no-capacity-left';
}

type Outcome = 'fits' | 'unreachable' | 'window' | 'shift';

/** What happens when `vehicle`, without any other work, goes to the point, to site `s` and to its end. */
function tryAlone(problem: Problem, vehicle: Vehicle, point: Point, s: number): Outcome {
  const site = problem.sites[s];
  const start = vehicle.frozen?.location ?? vehicle.startLocation;
  const legs = [
    [start, point.location],
    [point.location, site.location],
    [site.location, vehicle.endLocation],
  ].map(([from, to]) => problem.seconds[from * problem.locationCount + to]);
  if (legs.includes(UNREACHABLE)) return 'unreachable';
  const leaves = Math.max(vehicle.shift[0], vehicle.frozen?.time ?? 0);
  const latest = vehicle.shift[1] + vehicle.maxOvertimeSeconds;
  const shortest = legs[0] + point.serviceSeconds + legs[1] + site.unloadSeconds + legs[2];
  if (leaves + shortest > latest) return 'shift';
  const served = earliest(point.windows, leaves + legs[0]);
  if (served === null) return 'window';
  const unloaded = earliest(site.windows, served + point.serviceSeconds + legs[1]);
  if (unloaded === null) return 'window';
  return unloaded + site.unloadSeconds + legs[2] <= latest ? 'fits' : 'window';
}

function earliest(windows: readonly TimeWindow[], arrival: number): number | null {
  if (windows.length === 0) return arrival;
  const open = windows.find((window) => arrival <= window[1]);
  return open === undefined ? null : Math.max(arrival, open[0]);
}

export type Lever =
  | { readonly kind: 'one-more-truck'; readonly vehicleType: string }
  | { readonly kind: 'shift-longer'; readonly seconds: number }
  | { readonly kind: 'site-open-longer'; readonly site: number; readonly seconds: number }
  | { readonly kind: 'window-dropped'; readonly points: readonly number[] };

/** What planning again brought. */
export interface Gain {
  /** Mass by which the shortfall to all missed targets shrinks. */
  readonly shortfallGain: number;
  /** The same for each of the missed targets by itself, in their order; less than nothing where one misses more. */
  readonly shortfallGains: readonly number[];
  /** Mass served in addition. */
  readonly servedGain: number;
  /** Groups whose target is missed before and reached after. */
  readonly groupsReached: readonly number[];
  /** Change of the driving cost, cost units. */
  readonly drivingCostChange: number;
  readonly cost: CostComponents;
}

/** What a lever brings beyond what planning on for as long without it brings. */
export interface LeverResult extends Gain {
  readonly lever: Lever;
}

export interface ExplainOptions {
  /** Seconds for all levers together. */
  readonly seconds: number;
  /** Longest search with each lever, in iterations; with one thread and time enough the same seed then gives the same gains. */
  readonly iterations?: number;
  readonly seed?: number;
  readonly threads?: number;
  readonly signal?: AbortSignal;
}

export interface TargetExplanation {
  /** Groups that miss their target. */
  readonly missed: readonly { readonly group: number; readonly targetMass: number; readonly shortfallMass: number }[];
  /** What planning on without any lever brings; `null` when there was no time to find out. */
  readonly withoutLever: Gain | null;
  /** Every lever for which the time sufficed, the most helpful first. */
  readonly levers: readonly LeverResult[];
  readonly untried: readonly Lever[];
}

const HOUR_SECONDS = 3600;
const LAST_SECOND = 50_000_000;
/** Share of its time that a search may spend searching; the rest is for the final check. */
const SEARCHING = 0.9;

/**
 * For a plan that misses targets: plans on from `plan` without a lever, then with each pulled alone, each time for an equal part
 * of `options.seconds`, and ranks what each brought beyond what planning on brings anyway. Ends when that time is over, be the
 * problem so large that some levers were not tried. Without a missed target there is nothing to try, and the lists are empty.
 */
export async function explainTargets(
  problem: Problem,
  plan: Plan,
  options: ExplainOptions,
): Promise<TargetExplanation> {
  const deadline = performance.now() + 1000 * options.seconds;
  const before = evaluatePlan(problem, plan);
  const missed = before.groups
    .filter((group) => group.shortfallMass > 0)
    .map(({ group, targetMass: target, shortfallMass }) => ({ group, targetMass: target, shortfallMass }));
  if (missed.length === 0) return { missed, withoutLever: null, levers: [], untried: [] };
  const levers = leversOf(problem, before.unserved, new Set(missed.map(({ group }) => group)));
  const over = AbortSignal.timeout(Math.max(0, Math.ceil(deadline - performance.now())));
  const signal = options.signal === undefined ? over : AbortSignal.any([over, options.signal]);
  /** Plans `changed` for its part of what is left; `null` when the search was cut short, as nothing is known from that. */
  const search = async (changed: Problem, searchesLeft: number): Promise<Evaluation | null> => {
    const left = deadline - performance.now();
    if (left <= 0 || signal.aborted) return null;
    const seconds = (SEARCHING * left) / 1000 / searchesLeft;
    const { iterations, seed = 1, threads = 1 } = options;
    const found = await solve(changed, { seconds, iterations, seed, threads, initial: plan, signal });
    const isWhole = !found.aborted || (found.iterations > 0 && found.elapsedSeconds >= seconds);
    return isWhole && options.signal?.aborted !== true ? found.evaluation : null;
  };
  const gainOf = (from: Evaluation, to: Evaluation): Gain => {
    const shortfallGains = missed.map(({ group }) => from.groups[group].shortfallMass - to.groups[group].shortfallMass);
    return {
      shortfallGain: from.cost.shortfallMass - to.cost.shortfallMass,
      shortfallGains,
      servedGain: to.servedMass - from.servedMass,
      groupsReached: missed
        .map(({ group }) => group)
        .filter((g) => from.groups[g].shortfallMass > 0 && to.groups[g].shortfallMass <= 0),
      drivingCostChange: to.cost.drivingCost - from.cost.drivingCost,
      cost: to.cost,
    };
  };
  const without = await search(problem, levers.length + 1);
  if (without === null) return { missed, withoutLever: null, levers: [], untried: levers };
  const results: LeverResult[] = [];
  const untried: Lever[] = [];
  for (const [k, lever] of levers.entries()) {
    const evaluation = await search(pull(problem, lever), levers.length - k);
    if (evaluation === null) untried.push(lever);
    else results.push({ lever, ...gainOf(without, evaluation) });
  }
  results.sort((a, b) => b.shortfallGain - a.shortfallGain || b.servedGain - a.servedGain);
  return { missed, withoutLever: gainOf(before, without), levers: results, untried };
}

/**
 * One more vehicle of the type, as the first of it works today. On a day that has begun it starts no earlier than the first moment
 * any truck is free again: before that nobody can send it. `null` when its shift is over by then.
 */
function oneMore({ vehicles }: Problem, type: string): Vehicle | null {
  const like = vehicles.find((vehicle) => vehicle.type === type);
  if (like === undefined) return null;
  let now = Number.POSITIVE_INFINITY;
  for (const { frozen } of vehicles) if (frozen !== null) now = Math.min(now, frozen.time);
  const starts = now === Number.POSITIVE_INFINITY ? like.shift[0] : Math.max(like.shift[0], now);
  if (starts >= like.shift[1]) return null;
  return { ...like, id: `+1 ${type}`, shift: [starts, like.shift[1]], frozen: null, familiarPoints: [] };
}

function leversOf(problem: Problem, unserved: readonly number[], missed: ReadonlySet<number>): Lever[] {
  const types = [...new Set(problem.vehicles.map((vehicle) => vehicle.type))].filter((type) => oneMore(problem, type));
  const windowed = unserved.filter((p) => {
    const { group, windows } = problem.points[p];
    return windows.length > 0 && group !== null && missed.has(group);
  });
  return [
    ...types.map((vehicleType): Lever => ({ kind: 'one-more-truck', vehicleType })),
    { kind: 'shift-longer', seconds: HOUR_SECONDS },
    ...problem.sites.flatMap((site, s): Lever[] =>
      site.windows.length === 0 ? [] : [{ kind: 'site-open-longer', site: s, seconds: HOUR_SECONDS }],
    ),
    ...(windowed.length === 0 ? [] : [{ kind: 'window-dropped', points: windowed } satisfies Lever]),
  ];
}

/** The problem with one lever pulled; indices of what was there before stay. */
function pull(problem: Problem, lever: Lever): Problem {
  switch (lever.kind) {
    case 'one-more-truck': {
      const extra = oneMore(problem, lever.vehicleType);
      return extra === null ? problem : { ...problem, vehicles: [...problem.vehicles, extra] };
    }
    case 'shift-longer': {
      const vehicles = problem.vehicles.map((vehicle) => ({
        ...vehicle,
        shift: [vehicle.shift[0], vehicle.shift[1] + lever.seconds] as const,
      }));
      return { ...problem, vehicles };
    }
    case 'site-open-longer': {
      const sites = problem.sites.map((site, s) => {
        if (s !== lever.site) return site;
        const windows = site.windows.map(([opens, closes], k): TimeWindow => {
          const next = site.windows[k + 1]?.[0] ?? LAST_SECOND;
          return [opens, Math.min(closes + lever.seconds, next - 1)];
        });
        return { ...site, windows };
      });
      return { ...problem, sites };
    }
    case 'window-dropped': {
      const dropped = new Set(lever.points);
      const points = problem.points.map((point, p) => (dropped.has(p) ? { ...point, windows: [] } : point));
      return { ...problem, points };
    }
  }
}
