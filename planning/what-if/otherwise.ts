import { itemAt } from '../../domain/item-at.ts';
import type { WhatIfCase } from '../../domain/what-ifs/what-ifs.ts';
import type { Plan, Vehicle } from '../../optimizer/index.ts';
import type { DayProblem } from '../problem.ts';

/**
 * A day as it would be if one thing were otherwise, and what of its plan can still be driven then.
 *
 * @returns `null` where the day has no such truck or facility, or no truck is left
 */
export function otherwise(
  day: DayProblem,
  plan: Plan,
  change: WhatIfCase,
): { readonly day: DayProblem; readonly plan: Plan } | null {
  switch (change.kind) {
    case 'without-truck':
      return withoutTruck(day, plan, change.truckId);
    case 'one-more-truck':
      return withOneMore(day, plan, change.truckId);
    case 'facility-until':
      return until(day, plan, change.facilityId, change.second);
  }
}

function withoutTruck(day: DayProblem, plan: Plan, truckId: string) {
  const kept = day.shifts.flatMap(({ truck }, vehicle) => (truck.id === truckId ? [] : [vehicle]));
  if (kept.length === 0 || kept.length === day.shifts.length) return null;
  const indexOf = new Map(kept.map((vehicle, index) => [vehicle, index]));
  return {
    day: {
      ...day,
      shifts: kept.map((vehicle) => itemAt(day.shifts, vehicle)),
      problem: { ...day.problem, vehicles: kept.map((vehicle) => itemAt(day.problem.vehicles, vehicle)) },
    },
    plan: {
      routes: plan.routes.flatMap(({ vehicle, stops }) => {
        const index = indexOf.get(vehicle);
        return index === undefined ? [] : [{ vehicle: index, stops }];
      }),
    },
  };
}

/** On a day under way it leaves its depot no earlier than the first truck that is out is free again. */
function withOneMore(day: DayProblem, plan: Plan, truckId: string) {
  const like = day.shifts.findIndex(({ truck }) => truck.id === truckId);
  const shift = day.shifts[like];
  const model = day.problem.vehicles[like];
  if (!shift || !model) return null;
  const now = Math.min(...day.problem.vehicles.flatMap(({ frozen }) => frozen?.time ?? []));
  const [from, to] = model.shift;
  const starts = Number.isFinite(now) ? Math.max(from, now) : from;
  const more: Vehicle = {
    ...{ ...model, id: `${model.id}+1`, frozen: null, familiarPoints: [] },
    shift: [Math.min(starts, to), to],
  };
  return {
    day: {
      ...day,
      shifts: [...day.shifts, { ...shift, id: `${shift.id}+1`, truck: { ...shift.truck, id: `${truckId}+1` } }],
      problem: { ...day.problem, vehicles: [...day.problem.vehicles, more] },
    },
    plan,
  };
}

function until(day: DayProblem, plan: Plan, facilityId: string, second: number) {
  const index = day.sites.findIndex(({ id }) => id === facilityId);
  const site = day.problem.sites[index];
  if (!site) return null;
  const before = site.windows.length === 0 ? [[0, second] as const] : site.windows;
  const windows = before
    .filter(([from]) => from < second)
    .map(([from, to], k, all) => [from, k === all.length - 1 ? second : Math.min(to, second)] as const);
  const sites = day.problem.sites.map((own, s) =>
    s === index ? { ...own, windows: windows.length === 0 ? [[0, 0] as const] : windows } : own,
  );
  return { day: { ...day, problem: { ...day.problem, sites } }, plan };
}
