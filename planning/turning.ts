import { itemAt } from '../domain/item-at.ts';
import type { Problem, Route } from '../optimizer/index.ts';
import { type Pose, type Position, UNREACHABLE } from '../roads/engine.ts';
import type { DayProblem } from './problem.ts';

/** How a truck passes a place: the headings it arrives and leaves with, degrees clockwise from north. */
export interface Passing {
  readonly arrives: number;
  readonly leaves: number;
}

/** The pose in which a truck leaves a place, or arrives at it. */
export function poseAt(position: Position, heading: number | undefined): Pose {
  return heading === undefined ? position : { position, heading };
}

/** Travel between places as they can be passed: every place twice, once for each direction of its street. */
export interface Turning {
  /** The directions of each place's street; empty where it does not matter in which one passes. */
  readonly headings: readonly (readonly number[])[];
  /** What turning round at each place takes. */
  readonly turnSeconds: readonly number[];
  /** From direction d of place p to direction e of place q at `(2 p + d) * 2 n + 2 q + e`; of no headings the first stands for all. */
  readonly seconds: Int32Array;
  readonly metres: Int32Array;
}

/** Cells of a matrix of places. */
interface Cells {
  readonly seconds: Int32Array;
  readonly metres: Int32Array;
}

/** A direction of a place's street, 0 or 1. */
type Direction = 0 | 1;
const BOTH: readonly Direction[] = [0, 1];
const EITHER: readonly Direction[] = [0];

function directionsOf({ headings }: Turning, place: number): readonly Direction[] {
  return headings[place]?.length === 2 ? BOTH : EITHER;
}

/**
 * The matrix of places that are passed so, with what turning takes in the legs that begin with it. Of places whose passing is open, it is
 * unknown how a truck will have come: their legs are the mean of going on as it may have come, or turning where that is shorter.
 */
export function cellsOf(turning: Turning, passing: readonly (Passing | null)[]): Cells {
  const size = turning.headings.length;
  const seconds = new Int32Array(size * size).fill(UNREACHABLE);
  const metres = new Int32Array(size * size).fill(UNREACHABLE);
  const arrivals = turning.headings.map((_, to) => arrivingOf(turning, passing[to] ?? null, to));
  for (let from = 0; from < size; from++) {
    const leaving = leavingOf(turning, passing[from] ?? null, from);
    for (let to = 0; to < size; to++) {
      const cell = from * size + to;
      if (from === to) {
        seconds[cell] = 0;
        metres[cell] = 0;
        continue;
      }
      const arriving = arrivals[to] ?? EITHER;
      let [sumSeconds, sumMetres, ways] = [0, 0, 0];
      // One entry for each direction a truck may have come in.
      for (const options of leaving) {
        let [bestSeconds, bestMetres] = [Number.POSITIVE_INFINITY, 0];
        for (const { direction, extra } of options) {
          for (const other of arriving) {
            const at = (2 * from + direction) * 2 * size + 2 * to + other;
            const took = turning.seconds[at] ?? UNREACHABLE;
            if (took === UNREACHABLE) continue;
            const total = took + extra;
            if (total > bestSeconds) continue;
            const long = turning.metres[at] ?? UNREACHABLE;
            if (total === bestSeconds && long >= bestMetres) continue;
            [bestSeconds, bestMetres] = [total, long];
          }
        }
        if (bestSeconds === Number.POSITIVE_INFINITY) continue;
        sumSeconds += bestSeconds;
        sumMetres += bestMetres;
        ways++;
      }
      if (ways === 0) continue;
      seconds[cell] = Math.round(sumSeconds / ways);
      metres[cell] = Math.round(sumMetres / ways);
    }
  }
  return { seconds, metres };
}

/** For each direction a truck may have come in: those it may leave in, and what that takes beside the way. */
function leavingOf(
  turning: Turning,
  passing: Passing | null,
  place: number,
): readonly (readonly { readonly direction: Direction; readonly extra: number }[])[] {
  const turn = itemAt(turning.turnSeconds, place);
  if (passing) {
    const extra = passing.arrives === passing.leaves ? 0 : turn;
    return [[{ direction: directionOf(turning, place, passing.leaves), extra }]];
  }
  const directions = directionsOf(turning, place);
  return directions.map((came) => directions.map((direction) => ({ direction, extra: direction === came ? 0 : turn })));
}

function arrivingOf(turning: Turning, passing: Passing | null, place: number): readonly Direction[] {
  return passing ? [directionOf(turning, place, passing.arrives)] : directionsOf(turning, place);
}

function directionOf({ headings }: Turning, place: number, heading: number): Direction {
  return headings[place]?.[1] === heading ? 1 : 0;
}

/**
 * A passing for the places that have none: on average the shortest way there and on. Whoever is sent there later is so on ways that
 * are drawn as they are counted.
 */
export function withOpenPassed(turning: Turning, passing: readonly (Passing | null)[]): (Passing | null)[] {
  return turning.headings.map((headings, place) => {
    const given = passing[place];
    if (given || headings.length < 2) return given ?? null;
    const turn = itemAt(turning.turnSeconds, place);
    const directions = headings.map((heading, direction) => ({
      heading,
      arriving: meanSeconds(turning, place, direction, 'to'),
      leaving: meanSeconds(turning, place, direction, 'from'),
    }));
    let best: { cost: number; passing: Passing } | null = null;
    for (const came of directions) {
      for (const goes of directions) {
        const cost = came.arriving + goes.leaving + (came === goes ? 0 : turn);
        if (!best || cost < best.cost) best = { cost, passing: { arrives: came.heading, leaves: goes.heading } };
      }
    }
    return best?.passing ?? null;
  });
}

/** The mean way between a place passed in one direction and all others it has a way to, or from; infinite where it has none. */
function meanSeconds(turning: Turning, place: number, direction: number, end: 'from' | 'to'): number {
  const size = turning.headings.length;
  let [sum, ways] = [0, 0];
  for (let other = 0; other < size; other++) {
    for (const there of directionsOf(turning, other)) {
      const [here, far] = [2 * place + direction, 2 * other + there];
      const took = turning.seconds[end === 'from' ? here * 2 * size + far : far * 2 * size + here] ?? UNREACHABLE;
      if (other === place || took === UNREACHABLE) continue;
      sum += took;
      ways++;
    }
  }
  return ways === 0 ? Number.POSITIVE_INFINITY : sum / ways;
}

/** A day whose places are passed so. */
export function passedSo<Day extends Pick<DayProblem, 'matrix' | 'problem'>>(
  day: Day,
  turning: Turning,
  passing: readonly (Passing | null)[],
): Day {
  const cells = cellsOf(turning, passing);
  return { ...day, matrix: { ...day.matrix, ...cells, passing }, problem: { ...day.problem, ...cells } };
}

/** What is counted against what: driving of one vehicle. */
interface Price {
  readonly perSecond: number;
  readonly perMetre: number;
}

/**
 * How the routes of a plan best pass their places: for each route the cheapest of all sequences of headings, exactly. A place that several
 * routes come to is passed alike by all: as the first of them does.
 *
 * @param given passings to keep to
 * @returns by place; `null` where it does not matter, or nobody comes
 */
export function bestPassing(
  turning: Turning,
  problem: Problem,
  routes: readonly Route[],
  given: readonly (Passing | null)[] = [],
): (Passing | null)[] {
  const passing = turning.headings.map((_, place) => given[place] ?? null);
  for (const route of routes) {
    const { costPerHour, costPerKm } = itemAt(problem.vehicles, route.vehicle);
    const isFree = costPerHour === 0 && costPerKm === 0;
    const price = { perSecond: isFree ? 1 : costPerHour / 3600, perMetre: costPerKm / 1000 };
    passAlong(turning, placesOf(problem, route), price, passing);
  }
  return passing;
}

/** The places of a route in order, each once where one stays. */
function placesOf({ vehicles, points, sites }: Problem, { vehicle, stops }: Route): number[] {
  const { frozen, startLocation, endLocation } = itemAt(vehicles, vehicle);
  const all = [
    frozen?.location ?? startLocation,
    ...stops.flatMap((stop) => {
      if (stop.kind === 'break') return [];
      return [stop.kind === 'point' ? itemAt(points, stop.point).location : itemAt(sites, stop.site).location];
    }),
    endLocation,
  ];
  return all.filter((place, k) => place !== all[k - 1]);
}

/** A way to be at a stop: as it came and as it leaves, and what all before it cost. */
interface State {
  readonly arrives: Direction;
  readonly leaves: Direction;
  readonly cost: number;
  readonly before: State | null;
}

/** Chooses how the places of one route are passed and notes it, those kept that are noted already. */
function passAlong(turning: Turning, places: readonly number[], price: Price, passing: (Passing | null)[]): void {
  let states: State[] = [];
  let from: number | null = null;
  for (const place of places) {
    const next: State[] = [];
    const noted = passing[place] ?? null;
    for (const arrives of arrivingOf(turning, noted, place)) {
      const best = from === null ? { cost: 0, state: null } : cheapest(turning, states, from, place, arrives, price);
      for (const { direction, extra } of turnsAfter(turning, noted, place, arrives)) {
        next.push({ arrives, leaves: direction, cost: best.cost + extra * price.perSecond, before: best.state });
      }
    }
    states = next;
    from = place;
  }
  let state = states.reduce<State | null>((least, each) => (least && least.cost <= each.cost ? least : each), null);
  for (const place of places.toReversed()) {
    if (!state) break;
    const headings = itemAt(turning.headings, place);
    if (headings.length === 2) {
      passing[place] ??= { arrives: itemAt(headings, state.arrives), leaves: itemAt(headings, state.leaves) };
    }
    state = state.before;
  }
}

function turnsAfter(turning: Turning, passing: Passing | null, place: number, arrives: Direction) {
  const turn = itemAt(turning.turnSeconds, place);
  const leaves = passing ? [directionOf(turning, place, passing.leaves)] : directionsOf(turning, place);
  return leaves.map((direction) => ({ direction, extra: direction === arrives ? 0 : turn }));
}

function cheapest(
  { headings, seconds, metres }: Turning,
  states: readonly State[],
  from: number,
  to: number,
  arrives: Direction,
  { perSecond, perMetre }: Price,
): { readonly cost: number; readonly state: State | null } {
  const size = headings.length;
  let best: { cost: number; state: State | null } = { cost: Number.POSITIVE_INFINITY, state: null };
  for (const state of states) {
    const cell = (2 * from + state.leaves) * 2 * size + 2 * to + arrives;
    const took = seconds[cell] ?? UNREACHABLE;
    if (took === UNREACHABLE) continue;
    const cost = state.cost + took * perSecond + (metres[cell] ?? UNREACHABLE) * perMetre;
    if (cost < best.cost || best.state === null) best = { cost, state };
  }
  // Where there is no way, which is for the plan's evaluation to say, all are alike.
  return best.state ? best : { cost: states[0]?.cost ?? 0, state: states[0] ?? null };
}
