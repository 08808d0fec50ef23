import { evaluatePlan, type Plan, type Problem, type Route, type Stop } from '../optimizer/index.ts';

/** So many of the nearest points are tried before a truck goes to unload. */
const TRIED = 12;

/**
 * Plans as one would by hand: truck after truck drives to the nearest point it may still serve, unloads at the nearest site when
 * nothing more fits, and goes on until its shift is over. Keeps every rule; looks at nothing but the next step.
 */
export function nearestNeighbour(problem: Problem): Plan {
  const routes: Route[] = [];
  const served = new Set<number>();
  problem.vehicles.forEach((_, vehicle) => {
    const stops = fillRoute(problem, routes, served, vehicle);
    if (stops.length > 0) routes.push({ vehicle, stops });
  });
  return { routes };
}

function fillRoute(problem: Problem, routes: readonly Route[], served: Set<number>, vehicle: number): readonly Stop[] {
  const { startLocation, allowedSites } = problem.vehicles[vehicle];
  const keepsRules = (stops: readonly Stop[]): boolean =>
    evaluatePlan(problem, { routes: [...routes, { vehicle, stops }] }).feasible;
  const nearestSites = (from: number): number[] =>
    [...allowedSites].sort(
      (a, b) => secondsBetween(from, problem.sites[a].location) - secondsBetween(from, problem.sites[b].location),
    );
  const secondsBetween = (from: number, to: number): number => problem.seconds[from * problem.locationCount + to];
  /** The way so far with its last unloading, and its break where it fits best; `null` when that breaks a rule. */
  const finished = (stops: readonly Stop[], from: number): readonly Stop[] | null => {
    for (const site of nearestSites(from)) {
      const whole: Stop[] = [...stops, { kind: 'site', site }];
      const found = withBreak(whole, problem.vehicles[vehicle].breaks.length).find(keepsRules);
      if (found) return found;
    }
    return null;
  };

  let way: Stop[] = [];
  let best: readonly Stop[] = [];
  let at = startLocation;
  let isEmpty = true;
  for (;;) {
    const from = at;
    const next = candidates(problem, served, vehicle, from).find((point) => {
      const whole = finished([...way, { kind: 'point', point }], problem.points[point].location);
      if (whole) best = whole;
      return whole !== null;
    });
    if (next !== undefined) {
      served.add(next);
      way.push({ kind: 'point', point: next });
      at = problem.points[next].location;
      isEmpty = false;
      continue;
    }
    if (isEmpty) return best;
    const unloading = best.findLast((stop) => stop.kind === 'site');
    if (!unloading) return best;
    way = [...way, unloading];
    at = problem.sites[unloading.site].location;
    isEmpty = true;
  }
}

function candidates(problem: Problem, served: ReadonlySet<number>, vehicle: number, from: number): number[] {
  const { tags } = problem.vehicles[vehicle];
  const secondsTo = (point: number): number =>
    problem.seconds[from * problem.locationCount + problem.points[point].location];
  return problem.points
    .flatMap((point, index) => (!served.has(index) && point.tags.every((tag) => tags.includes(tag)) ? [index] : []))
    .filter((point) => secondsTo(point) >= 0)
    .sort((a, b) => secondsTo(a) - secondsTo(b))
    .slice(0, TRIED);
}

/** The stops with one break at every possible place, latest first, and without. */
function withBreak(stops: readonly Stop[], breaks: number): (readonly Stop[])[] {
  if (breaks === 0) return [stops];
  const places = stops.map((_, index) => [
    ...stops.slice(0, index),
    { kind: 'break', breakIndex: 0 } as const,
    ...stops.slice(index),
  ]);
  return [...places.reverse(), stops];
}
