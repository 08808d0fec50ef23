import { itemAt } from '../../domain/item-at.ts';
import type { BrokenRule, LockView } from '../../domain/plan-edits.ts';
import type { Plan } from '../../optimizer/index.ts';
import type { DayProblem } from '../problem.ts';
import type { VisitOfPoint } from './compare.ts';
import { pointsOf, tripsOf } from './trips.ts';

/** What of a day has been reported by now, as far as it can no longer be moved. */
export interface Done {
  /** Visits served or skipped, whoever did. */
  readonly visits: ReadonlySet<string>;
  /** By truck: the visits that it reported itself. */
  readonly byTruck: ReadonlyMap<string, ReadonlySet<string>>;
  /** By shift: the last trip that was unloaded. */
  readonly unloaded: ReadonlyMap<string, number>;
}

export const NOTHING_DONE: Done = { visits: new Set(), byTruck: new Map(), unloaded: new Map() };

/** Where each point is. */
type Places = Map<number, { readonly vehicle: number; readonly trip: number }>;

function placesOf({ routes }: Plan): Places {
  const places: Places = new Map();
  for (const { vehicle, stops } of routes) {
    tripsOf(stops).forEach((trip, index) => {
      for (const point of pointsOf(trip)) places.set(point, { vehicle, trip: index + 1 });
    });
  }
  return places;
}

/**
 * What a change of plan does to what can no longer be changed: a visit that was reported goes elsewhere, or something comes before
 * it, be it what the truck has passed without a word or what was reported and is open again.
 */
export function brokenDone(
  day: DayProblem,
  visitOf: VisitOfPoint,
  before: Plan,
  after: Plan,
  done: Done,
): BrokenRule[] {
  if (done.visits.size === 0 && done.unloaded.size === 0) return [];
  const [was, is] = [placesOf(before), placesOf(after)];
  const broken = new Map<string, BrokenRule>();
  const note = (vehicle: number | undefined, point: number): void => {
    const entry = fixedRule(day, visitOf, 'done', vehicle, point);
    broken.set(`${entry.visitId}`, entry);
  };
  day.visits.forEach((_, point) => {
    const visit = visitOf(point);
    const [from, to] = [was.get(point), is.get(point)];
    if (!done.visits.has(visit)) return;
    if (from?.vehicle !== to?.vehicle) note(from?.vehicle ?? to?.vehicle, point);
  });
  for (const { vehicle, stops } of after.routes) {
    // What another truck did for this one leaves its route free.
    const reported = done.byTruck.get(itemAt(day.shifts, vehicle).truck.id);
    const isDone = (point: number): boolean => reported?.has(visitOf(point)) === true;
    const doneBefore = countBefore(sequenceOf(before, vehicle), isDone);
    let isDisturbed = false;
    for (const [point, count] of countBefore(sequenceOf(after, vehicle), isDone)) {
      isDisturbed ||= doneBefore.get(point) !== count;
      if (isDisturbed && isDone(point) && doneBefore.has(point)) note(vehicle, point);
    }
    const last = done.unloaded.get(itemAt(day.shifts, vehicle).id) ?? 0;
    const frozen = itemAt(day.problem.vehicles, vehicle).frozen?.tripsDone ?? 0;
    tripsOf(stops).forEach((trip, index) => {
      if (index + 1 + frozen > last) return;
      for (const point of pointsOf(trip)) {
        const from = was.get(point);
        if (from?.vehicle !== vehicle || from.trip !== index + 1) note(vehicle, point);
      }
    });
  }
  return [...broken.values()];
}

/** What a change of plan does to what somebody holds fast. */
export function brokenLocks(
  day: DayProblem,
  visitOf: VisitOfPoint,
  before: Plan,
  after: Plan,
  locks: readonly LockView[],
): BrokenRule[] {
  if (locks.length === 0) return [];
  const [was, is] = [placesOf(before), placesOf(after)];
  const broken = new Map<string, BrokenRule>();
  const note = (vehicle: number | undefined, point: number | null): void => {
    const entry = fixedRule(day, visitOf, 'locked', vehicle, point);
    broken.set(`${entry.truckId} ${entry.visitId}`, entry);
  };
  const truckOf = (vehicle: number | undefined) =>
    vehicle === undefined ? null : itemAt(day.shifts, vehicle).truck.id;
  day.visits.forEach((_, point) => {
    const visit = visitOf(point);
    const [from, to] = [was.get(point), is.get(point)];
    for (const { visitId, truckId } of locks) {
      const leaves = truckOf(from?.vehicle) === truckId && truckOf(to?.vehicle) !== truckId;
      const comes = truckOf(from?.vehicle) !== truckId && truckOf(to?.vehicle) === truckId;
      if (visitId === visit && leaves) note(from?.vehicle, point);
      if (visitId === null && (leaves || comes)) note(leaves ? from?.vehicle : to?.vehicle, point);
    }
  });
  for (const { kind, visitId, truckId } of locks) {
    if (kind !== 'route' && kind !== 'visit-place') continue;
    day.shifts.forEach(({ truck }, vehicle) => {
      if (truck.id !== truckId) return;
      const [order, present] = [sequenceOf(before, vehicle), sequenceOf(after, vehicle)];
      if (kind === 'route') {
        if (order.join() !== present.join()) note(vehicle, null);
        return;
      }
      for (const point of order) {
        if (visitOf(point) !== visitId || !present.includes(point)) continue;
        // Others may go and come as long as what stays comes before and behind it as it did.
        const first = (all: readonly number[]) =>
          all.slice(0, all.indexOf(point)).filter((p) => order.includes(p) && present.includes(p));
        if (was.get(point)?.trip !== is.get(point)?.trip || first(order).join() !== first(present).join())
          note(vehicle, point);
      }
    });
  }
  return [...broken.values()];
}

/** By point, in their order: before how many of those that are counted it comes. */
function countBefore(points: readonly number[], isCounted: (point: number) => boolean): Map<number, number> {
  let count = 0;
  return new Map(
    points.map((point) => {
      const before = count;
      if (isCounted(point)) count += 1;
      return [point, before];
    }),
  );
}

function sequenceOf({ routes }: Plan, vehicle: number): number[] {
  const route = routes.find((candidate) => candidate.vehicle === vehicle);
  return (route?.stops ?? []).flatMap((stop) => (stop.kind === 'point' ? [stop.point] : []));
}

/** The rule that something done or held fast stays as it is. */
export function fixedRule(
  { shifts, visits }: DayProblem,
  visitOf: VisitOfPoint,
  rule: 'done' | 'locked',
  vehicle: number | undefined,
  point: number | null,
): BrokenRule {
  const truck = vehicle === undefined ? undefined : shifts[vehicle]?.truck;
  return {
    ...{ rule, truckId: truck?.id ?? null, truckNumber: truck?.number ?? null },
    visitId: point === null ? null : visitOf(point),
    name: point === null ? null : itemAt(visits, point).point.name,
    ...{ amount: 1, unit: 'count' as const, isHard: true },
  };
}
