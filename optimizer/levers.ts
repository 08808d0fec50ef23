/** The levers a day has: what could be changed about it so that a plan comes nearer to its targets. */
import { MAX_SECONDS } from './fields.ts';
import type { Plan, Problem, TimeWindow, Vehicle } from './problem.ts';
import { explainUnserved, type UnservedExplanation, type UnservedReason } from './unserved.ts';

export type Lever =
  /** One more vehicle of this type, as the first of the type works today. */
  | { readonly kind: 'one-more-truck'; readonly vehicleType: string }
  /** The shifts of all vehicles, of whatever type, end later by so much. */
  | { readonly kind: 'shift-longer'; readonly seconds: number }
  /** One site closes later by so much, at the end of each of its windows; the other sites close when they do. */
  | { readonly kind: 'site-open-longer'; readonly site: number; readonly seconds: number }
  /**
   * These points may be served at any time: all that have the same windows (`windows`, as they are), count towards a missed target and
   * are left out, though a vehicle could serve them.
   */
  | { readonly kind: 'window-dropped'; readonly windows: readonly TimeWindow[]; readonly points: readonly number[] };

/** Levers in the order in which they are worth trying. */
export interface LeversOfDay {
  readonly levers: readonly Lever[];
  /** Windows that promise least, beyond `MOST_WINDOW_LEVERS`: trying them would take the time of the others. */
  readonly leftAside: readonly Lever[];
}

const HOUR_SECONDS = 3600;
/** Each lever takes a search of its own, and a town may have as many windows as points. */
const MOST_WINDOW_LEVERS = 6;

/** What stands in the way of a point whatever its windows are. */
const BEYOND_WINDOWS: ReadonlySet<UnservedReason> = new Set([
  'no-allowed-truck',
  'too-large',
  'stream-not-accepted-today',
  'unreachable',
  'window-cannot-be-met',
  'shift-too-short',
]);

/**
 * What could be changed so that `plan` comes nearer to the targets of the groups in `missed`. Windows that keep points from being
 * served even by an empty vehicle come first where more mass is left out for them than for want of time or room, else after
 * vehicles, shifts and sites; last the windows of the other points. Windows of more mass before others.
 */
export function leversOf(problem: Problem, plan: Plan, missed: ReadonlySet<number>): LeversOfDay {
  const leftOut = explainUnserved(problem, plan).filter(({ point }) => missed.has(problem.points[point].group ?? -1));
  const windows = windowLevers(problem, plan, leftOut);
  const tried = windows.slice(0, MOST_WINDOW_LEVERS);
  const blocking = tried.filter(({ blockedMass }) => blockedMass > 0);
  const others = tried.filter(({ blockedMass }) => blockedMass === 0);
  const blockedMass = blocking.reduce((sum, each) => sum + each.blockedMass, 0);
  const wantingMass = leftOut
    .filter(({ reason }) => !BEYOND_WINDOWS.has(reason))
    .reduce((sum, { point }) => sum + problem.points[point].load[0], 0);
  const types = [...new Set(problem.vehicles.map((vehicle) => vehicle.type))].filter((type) => oneMore(problem, type));
  const means = [
    ...types.map((vehicleType): Lever => ({ kind: 'one-more-truck', vehicleType })),
    { kind: 'shift-longer', seconds: HOUR_SECONDS } satisfies Lever,
    ...problem.sites.flatMap((site, s): Lever[] =>
      site.windows.length === 0 ? [] : [{ kind: 'site-open-longer', site: s, seconds: HOUR_SECONDS }],
    ),
  ];
  const lever = (window: WindowLever): Lever => window.lever;
  const ordered = blockedMass > wantingMass ? [...blocking.map(lever), ...means] : [...means, ...blocking.map(lever)];
  return {
    levers: [...ordered, ...others.map(lever)],
    leftAside: windows.slice(MOST_WINDOW_LEVERS).map(lever),
  };
}

interface WindowLever {
  readonly lever: Lever;
  /** Mass of the points that no vehicle could serve within these windows. */
  readonly blockedMass: number;
}

/** One lever for all of the points left out that share their windows; the most promising first. */
function windowLevers(problem: Problem, plan: Plan, leftOut: readonly UnservedExplanation[]): WindowLever[] {
  const windowed = leftOut.filter(({ point }) => problem.points[point].windows.length > 0);
  // Nobody comes to points left out, so that dropping their windows changes nothing about the plan.
  const open = withoutWindows(
    problem,
    windowed.map(({ point }) => point),
  );
  const hopeless = new Set(
    explainUnserved(open, plan).flatMap(({ point, reason }) => (BEYOND_WINDOWS.has(reason) ? [point] : [])),
  );
  const byWindows = new Map<string, { points: number[]; mass: number; blockedMass: number }>();
  for (const { point: p, reason } of windowed) {
    if (hopeless.has(p)) continue;
    const { windows, load } = problem.points[p];
    const key = windows.join(' ');
    const alike = byWindows.get(key) ?? { points: [], mass: 0, blockedMass: 0 };
    alike.points.push(p);
    alike.mass += load[0];
    if (BEYOND_WINDOWS.has(reason)) alike.blockedMass += load[0];
    byWindows.set(key, alike);
  }
  return [...byWindows.values()]
    .sort((a, b) => b.blockedMass - a.blockedMass || b.mass - a.mass)
    .map(({ points, blockedMass }) => ({
      lever: { kind: 'window-dropped', windows: problem.points[points[0]].windows, points },
      blockedMass,
    }));
}

function withoutWindows(problem: Problem, which: readonly number[]): Problem {
  const dropped = new Set(which);
  const points = problem.points.map((point, p) => (dropped.has(p) ? { ...point, windows: [] } : point));
  return { ...problem, points };
}

/**
 * One more vehicle of the type, as the first works today whose shift is not over. On a day that has begun it starts no earlier than
 * the first moment any truck is free again: before that nobody can send it. `null` when all their shifts are over by then.
 */
function oneMore({ vehicles }: Problem, type: string): Vehicle | null {
  let now = 0;
  const frozen = vehicles.flatMap((vehicle) => (vehicle.frozen === null ? [] : [vehicle.frozen.time]));
  if (frozen.length > 0) now = Math.min(...frozen);
  const like = vehicles.find((vehicle) => vehicle.type === type && Math.max(vehicle.shift[0], now) < vehicle.shift[1]);
  if (like === undefined) return null;
  const shift = [Math.max(like.shift[0], now), like.shift[1]] as const;
  return { ...like, id: `+1 ${type}`, shift, frozen: null, familiarPoints: [] };
}

/** The problem with one lever pulled; indices of what was there before stay. */
export function pull(problem: Problem, lever: Lever): Problem {
  switch (lever.kind) {
    case 'one-more-truck': {
      const extra = oneMore(problem, lever.vehicleType);
      return extra === null ? problem : { ...problem, vehicles: [...problem.vehicles, extra] };
    }
    case 'shift-longer': {
      const vehicles = problem.vehicles.map((vehicle) => ({
        ...vehicle,
        shift: [vehicle.shift[0], Math.min(vehicle.shift[1] + lever.seconds, MAX_SECONDS)] as const,
      }));
      return { ...problem, vehicles };
    }
    case 'site-open-longer': {
      const sites = problem.sites.map((site, s) => {
        if (s !== lever.site) return site;
        const windows = site.windows.map(([opens, closes], k): TimeWindow => {
          const next = site.windows[k + 1]?.[0] ?? MAX_SECONDS + 1;
          return [opens, Math.min(closes + lever.seconds, next - 1)];
        });
        return { ...site, windows };
      });
      return { ...problem, sites };
    }
    case 'window-dropped':
      return withoutWindows(problem, lever.points);
  }
}
