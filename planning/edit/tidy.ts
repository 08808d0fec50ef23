import { itemAt } from '../../domain/item-at.ts';
import type { Plan, Problem, Stop } from '../../optimizer/index.ts';
import { objectiveWeights } from '../../optimizer/objective.ts';
import { mendRoute, priceRoute } from './mend-route.ts';
import type { EditedBase, HeldFast } from './price-edit.ts';
import { stopsOf, type Trip, tripsOf } from './trips.ts';

/** Milliseconds for all routes together. */
const MOST_MILLISECONDS = 900;
/** The longest stretch of stops that is moved as one. */
const LONGEST_STRETCH = 3;

/**
 * Orders the stops of some vehicles' trips anew, each trip for itself: stretches are turned round (2-opt) and moved elsewhere in their
 * trip (Or-opt) as long as that makes the route cheaper. Visits stay on their trip; what is done, locked to its place or part of a locked
 * route stays where it is. Ends after a second at the latest, with the best so far.
 *
 * @param now a clock in milliseconds
 */
export function tidy(
  { day, plan, visitOf }: EditedBase,
  vehicles: readonly number[],
  { done, locks }: HeldFast,
  now: () => number = () => performance.now(),
): Plan {
  const deadline = now() + MOST_MILLISECONDS;
  const { problem, shifts } = day;
  return {
    routes: plan.routes.map((route) => {
      const { vehicle, stops } = route;
      const { truck, id } = itemAt(shifts, vehicle);
      const own = locks.filter(({ truckId }) => truckId === truck.id);
      if (!vehicles.includes(vehicle) || own.some(({ kind }) => kind === 'route')) return route;
      const held = new Set(own.flatMap(({ kind, visitId }) => (kind === 'visit-place' && visitId ? [visitId] : [])));
      const reported = done.byTruck.get(truck.id) ?? new Set<string>();
      const unloaded = (done.unloaded.get(id) ?? 0) - (itemAt(problem.vehicles, vehicle).frozen?.tripsDone ?? 0);
      const isHeld = (point: number) => held.has(visitOf(point));
      const isReported = (point: number) => reported.has(visitOf(point)) || done.visits.has(visitOf(point));
      return { vehicle, stops: tidyRoute(problem, vehicle, stops, { isHeld, isReported, unloaded, deadline, now }) };
    }),
  };
}

interface Limits {
  readonly isHeld: (point: number) => boolean;
  readonly isReported: (point: number) => boolean;
  /** Trips that are over. */
  readonly unloaded: number;
  readonly deadline: number;
  readonly now: () => number;
}

function tidyRoute(problem: Problem, vehicle: number, stops: readonly Stop[], limits: Limits): readonly Stop[] {
  let best = tripsOf(stops);
  let bestCost = costOf(problem, vehicle, stopsOf(best));
  const began = bestCost;
  for (let improved = true; improved; ) {
    improved = false;
    for (let index = Math.max(0, limits.unloaded); index < best.length; index++) {
      for (const order of neighbours(itemAt(best, index), limits)) {
        if (limits.now() > limits.deadline) break;
        const tried = best.map((trip, k) => (k === index ? { ...trip, stops: order } : trip));
        const cost = costOf(problem, vehicle, stopsOf(tried));
        if (cost >= bestCost - 1e-6) continue;
        best = tried;
        bestCost = cost;
        improved = true;
        break;
      }
    }
  }
  return bestCost < began ? mendRoute(problem, vehicle, best).stops : stops;
}

/** What a route costs; broken rules outweigh everything. */
function costOf(problem: Problem, vehicle: number, stops: readonly Stop[]): number {
  const { schedule, violations } = priceRoute(problem, vehicle, stops);
  const weights = objectiveWeights(problem);
  const driving = schedule.drivingCost + weights.drivingSecond * schedule.drivingSeconds;
  const waiting = schedule.endSeconds / 1e6;
  return violations.length * 1e12 + weights.overtime * schedule.overtimeSeconds + driving + waiting;
}

/** Other orders of a trip's stops behind what has been reported, in which what is held keeps its place. */
function* neighbours({ stops }: Trip, { isHeld, isReported }: Limits): Generator<Stop[]> {
  const from = stops.findLastIndex((stop) => stop.kind === 'point' && isReported(stop.point)) + 1;
  const fixed = new Set(stops.flatMap((stop, k) => (stop.kind === 'point' && isHeld(stop.point) ? [k] : [])));
  const keeps = (order: readonly Stop[]) => [...fixed].every((k) => order[k] === stops[k]);
  for (let a = from; a < stops.length - 1; a++) {
    for (let b = a + 1; b < stops.length; b++) {
      const turned = [...stops.slice(0, a), ...stops.slice(a, b + 1).reverse(), ...stops.slice(b + 1)];
      if (keeps(turned)) yield turned;
    }
  }
  for (let length = 1; length <= LONGEST_STRETCH; length++) {
    for (let a = from; a + length <= stops.length; a++) {
      const rest = stops.toSpliced(a, length);
      for (let to = from; to <= rest.length; to++) {
        if (to === a) continue;
        const moved = rest.toSpliced(to, 0, ...stops.slice(a, a + length));
        if (keeps(moved)) yield moved;
      }
    }
  }
}
