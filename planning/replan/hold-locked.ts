import { itemAt } from '../../domain/item-at.ts';
import type { Plan, Problem } from '../../optimizer/index.ts';
import type { FrozenDay } from './freeze.ts';

/** What somebody holds fast of a plan: a visit to its truck, or all of a truck's work. */
export interface Held {
  readonly truckId: string;
  /** The visit; `null`: nothing leaves the truck and nothing comes to it. */
  readonly visit: { readonly pointId: string; readonly stream: string } | null;
}

/**
 * The rest of a day as a problem in which what is held fast stays with its truck: held visits want a mark that only their own truck
 * bears, and all that is not a held truck's a mark that it does not bear. What a truck that drives no more held is free.
 */
export function holdLocked({ problem, planned, shifts, visits }: FrozenDay, held: readonly Held[]): Problem {
  const truckOf = (vehicle: number): string => itemAt(shifts, vehicle).truck.id;
  const whole = new Set(held.flatMap(({ truckId, visit }) => (visit === null ? [truckId] : [])));
  const single = new Set(
    held.flatMap(({ truckId, visit }) => (visit ? [`${truckId} ${visit.pointId} ${visit.stream}`] : [])),
  );
  if (single.size === 0 && !shifts.some(({ truck }) => whole.has(truck.id))) return problem;
  const markOf = (truckId: string): string => `held ${truckId}`;
  const heldBy = new Map<number, string>();
  for (const { vehicle, stops } of planned.routes) {
    const truckId = truckOf(vehicle);
    for (const stop of stops) {
      if (stop.kind !== 'point') continue;
      const { pointId, stream } = itemAt(visits, stop.point).due;
      if (whole.has(truckId) || single.has(`${truckId} ${pointId} ${stream}`)) heldBy.set(stop.point, truckId);
    }
  }
  return {
    ...problem,
    points: problem.points.map((point, index) => {
      const truckId = heldBy.get(index);
      const isOfWhole = truckId !== undefined && whole.has(truckId);
      return {
        ...point,
        tags: [...point.tags, ...(truckId === undefined ? [] : [markOf(truckId)]), ...(isOfWhole ? [] : [FREE])],
      };
    }),
    vehicles: problem.vehicles.map((vehicle, index) => {
      const truckId = truckOf(index);
      return { ...vehicle, tags: [...vehicle.tags, markOf(truckId), ...(whole.has(truckId) ? [] : [FREE])] };
    }),
  };
}

/** What only trucks bear whose work is not held fast as a whole. */
const FREE = 'free';

/** The plan with the routes of the trucks whose order is held fast as they were planned. */
export function routesAsPlanned(plan: Plan, { planned, shifts }: FrozenDay, ordered: ReadonlySet<string>): Plan {
  if (ordered.size === 0) return plan;
  const isOrdered = (vehicle: number): boolean => ordered.has(itemAt(shifts, vehicle).truck.id);
  return {
    ...plan,
    routes: [
      ...plan.routes.filter(({ vehicle }) => !isOrdered(vehicle)),
      ...planned.routes.filter(({ vehicle }) => isOrdered(vehicle)),
    ],
  };
}
