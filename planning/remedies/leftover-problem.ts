import { itemAt } from '../../domain/item-at.ts';
import { behindKey } from '../../domain/remedies/reckon.ts';
import type { Stream } from '../../domain/stream-names.ts';
import type { Group, Problem, Vehicle } from '../../optimizer/index.ts';
import type { DayProblem } from '../problem.ts';

/** kg of one stream left at one point, and the unit that lacks them. */
export interface Leftover {
  readonly pointId: string;
  readonly stream: Stream;
  readonly unitId: string;
  readonly kg: number;
}

/** How the day that was ended. */
export interface DayEnded {
  /** When the published routes were over, seconds passed since local midnight, by shift. */
  readonly endSeconds: ReadonlyMap<string, number>;
  /** What each facility was brought, kg. */
  readonly broughtKg: ReadonlyMap<string, number>;
}

/** Names what is left of a stream at a point. */
export function leftoverKey({ pointId, stream }: Pick<Leftover, 'pointId' | 'stream'>): string {
  return `${pointId} ${stream}`;
}

/**
 * The day that begins where the day that was ended: its trucks stand at their depots when their published routes were over, and may still
 * fetch what was left until their shifts end, without overtime. A truck that was out costs its day no second time; one that
 * was not sent out may be, and then does.
 *
 * @param day of which `due` holds what was left
 * @param unitOf whose what is left at a point is, by {@link leftoverKey}; what is of nobody is left out
 */
export function leftoverProblem(
  { problem, visits, shifts, sites }: DayProblem,
  unitOf: ReadonlyMap<string, string>,
  { endSeconds, broughtKg }: DayEnded,
): Problem {
  const groups = new Map<string, { index: number; totalMass: number }>();
  const points = problem.points.flatMap((point, index) => {
    const { due } = itemAt(visits, index);
    const unitId = unitOf.get(leftoverKey(due));
    if (unitId === undefined) return [];
    const id = behindKey(unitId, due.stream);
    const group = groups.get(id) ?? { index: groups.size, totalMass: 0 };
    group.totalMass += itemAt(point.load, 0);
    groups.set(id, group);
    return [{ ...point, prize: 0, group: group.index }];
  });
  const vehicles = problem.vehicles.map((vehicle, index): Vehicle => {
    const ended = endSeconds.get(itemAt(shifts, index).id);
    const from = Math.max(vehicle.shift[0], ended ?? 0);
    return {
      ...vehicle,
      shift: [from, Math.max(from, vehicle.shift[1])],
      ...{ maxOvertimeSeconds: 0, breaks: [], familiarPoints: [] },
      fixedCost: ended === undefined ? vehicle.fixedCost : 0,
    };
  });
  return {
    ...problem,
    ...{ points, vehicles, softWeights: {} },
    sites: problem.sites.map((site, index) => {
      if (site.intake === null) return site;
      const [intakeKg = 0, ...others] = site.intake;
      const leftKg = intakeKg - Math.round(broughtKg.get(itemAt(sites, index).id) ?? 0);
      // One that was sent more than its limit did not keep to it.
      return { ...site, intake: leftKg < 0 ? null : [leftKg, ...others] };
    }),
    groups: [...groups].map(([id, { totalMass }]): Group => ({ id, totalMass, collectedMass: 0, targetShare: 1 })),
  };
}

/** The first vehicle of its type, with its index. */
interface FirstOfType {
  readonly index: number;
  readonly vehicle: Vehicle;
}

/**
 * One truck more, for a whole shift as its kind works: of the type that could fetch most of it, then of the one that could fetch most of what
 * that cannot, and so on; of those alike the roomier one.
 */
export function trucksMore(
  { problem: whole }: Pick<DayProblem, 'problem'>,
  leftover: Problem,
  most: number,
): readonly { readonly like: number; readonly problem: Problem }[] {
  const types = new Map<string, FirstOfType>();
  whole.vehicles.forEach((vehicle, index) => {
    if (!types.has(vehicle.type)) types.set(vehicle.type, { index, vehicle });
  });
  const can = ({ vehicle }: FirstOfType, point: Problem['points'][number]): boolean =>
    point.tags.every((tag) => vehicle.tags.includes(tag));
  const capacityKg = ({ vehicle }: FirstOfType): number => itemAt(vehicle.capacity, 0);
  const chosen: FirstOfType[] = [];
  while (chosen.length < most) {
    const open = leftover.points.filter((point) => !chosen.some((like) => can(like, point)));
    const massOf = (like: FirstOfType): number =>
      open.reduce((sum, point) => sum + (can(like, point) ? itemAt(point.load, 0) : 0), 0);
    const [best] = [...types.values()]
      .filter((like) => massOf(like) > 0)
      .sort((a, b) => massOf(b) - massOf(a) || capacityKg(b) - capacityKg(a));
    if (best === undefined) break;
    chosen.push(best);
  }
  return chosen.map(({ index: like, vehicle }) => {
    const extra = { ...vehicle, id: `+1 ${vehicle.type}`, maxOvertimeSeconds: 0, familiarPoints: [] };
    return { like, problem: { ...leftover, vehicles: [...leftover.vehicles, extra] } };
  });
}
