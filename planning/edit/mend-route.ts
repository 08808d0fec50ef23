import { itemAt } from '../../domain/item-at.ts';
import type { Problem, RouteSchedule, Stop, Violation } from '../../optimizer/index.ts';
import { scheduleRoute, type Tally } from '../../optimizer/schedule.ts';
import { stopsOf, type Trip } from './trips.ts';

/** One route by itself, with the rules that it breaks whatever the others do. */
export interface Priced {
  readonly schedule: RouteSchedule;
  readonly violations: readonly Violation[];
}

const BREAK_RULES: ReadonlySet<string> = new Set(['break-window', 'break-missing']);

/** Schedules one route. What several routes bring to a site together is not asked. */
export function priceRoute(problem: Problem, vehicle: number, stops: readonly Stop[]): Priced {
  const tally: Tally = {
    problem,
    violations: [],
    servedBy: new Int32Array(problem.points.length).fill(-1),
    intake: problem.sites.map(() => problem.dimensions.map(() => ({ brought: 0, filledBy: null }))),
  };
  const schedule = scheduleRoute(tally, itemAt(problem.vehicles, vehicle), { vehicle, stops });
  return { schedule, violations: tally.violations };
}

/** A route as it is mended, and what it comes to. */
export interface Mended extends Priced {
  readonly stops: Stop[];
}

/**
 * A route without trips in which nothing is loaded, with a site for each trip that has none, and with its breaks where they can be
 * had. What keeps its place keeps it: sites and breaks are moved only where they must be.
 */
export function mendRoute(problem: Problem, vehicle: number, trips: readonly Trip[]): Mended {
  return withBreaks(problem, vehicle, stopsOf(withSites(problem, vehicle, withoutEmpty(problem, vehicle, trips))));
}

function withoutEmpty(problem: Problem, vehicle: number, trips: readonly Trip[]): Trip[] {
  const isLoadedFirst = (itemAt(problem.vehicles, vehicle).frozen?.load[0] ?? 0) > 0;
  const kept: Trip[] = [];
  let carried: Stop[] = [];
  trips.forEach((trip, index) => {
    const isEmpty = !trip.stops.some(({ kind }) => kind === 'point') && !(index === 0 && isLoadedFirst);
    if (isEmpty) carried.push(...trip.stops);
    else {
      kept.push({ stops: [...carried, ...trip.stops], site: trip.site });
      carried = [];
    }
  });
  const last = kept.at(-1);
  // A break of a trip that is no more is taken on the way home, if it is still due then.
  if (carried.length > 0 && last) kept.push({ stops: carried, site: null });
  return kept;
}

/** Of the sites a vehicle may unload at the one with which the day breaks least and ends first. */
function withSites(problem: Problem, vehicle: number, trips: readonly Trip[]): Trip[] {
  const chosen = [...trips];
  chosen.forEach((trip, index) => {
    const isDone = trip.site !== null || !trip.stops.some(({ kind }) => kind === 'point');
    if (isDone) return;
    const ranked = itemAt(problem.vehicles, vehicle)
      .allowedSites.map((site) => {
        const tried = chosen.map((other, k) => (k === index ? { ...other, site } : other));
        const { schedule, violations } = priceRoute(problem, vehicle, stopsOf(tried));
        return { site, broken: violations.length, endSeconds: schedule.endSeconds };
      })
      .sort((a, b) => a.broken - b.broken || a.endSeconds - b.endSeconds);
    if (ranked[0]) chosen[index] = { ...trip, site: ranked[0].site };
  });
  return chosen;
}

/** So many stops earlier or later a break is looked for first: one stop more or less moves it no further. */
const NEAR = 3;

const isWithoutRest = ({ violations }: Priced): boolean => violations.some(({ rule }) => BREAK_RULES.has(rule));

/** Breaks stay where they are as long as they may be taken there; else they go where the day breaks least and ends first. */
function withBreaks(problem: Problem, vehicle: number, stops: Stop[]): Mended {
  let best: Mended = { stops, ...priceRoute(problem, vehicle, stops) };
  const { breaks, frozen } = itemAt(problem.vehicles, vehicle);
  for (const within of [NEAR, stops.length]) {
    breaks.forEach((rest, breakIndex) => {
      if (!isWithoutRest(best) || frozen?.breaksDone.includes(rest.id)) return;
      const isIt = (stop: Stop) => stop.kind === 'break' && stop.breakIndex === breakIndex;
      const present = best.stops.findIndex(isIt);
      const without = best.stops.filter((stop) => !isIt(stop));
      const tries = [without];
      for (let at = 0; at <= without.length; at++) {
        if (present >= 0 && Math.abs(at - present) > within) continue;
        tries.push(without.toSpliced(at, 0, { kind: 'break', breakIndex }));
      }
      for (const tried of tries) {
        const priced = priceRoute(problem, vehicle, tried);
        if (isBetter(priced, best)) best = { stops: tried, ...priced };
      }
    });
  }
  return best;
}

function isBetter(one: Priced, other: Priced): boolean {
  const broken = one.violations.length - other.violations.length;
  return broken !== 0 ? broken < 0 : one.schedule.endSeconds < other.schedule.endSeconds;
}
