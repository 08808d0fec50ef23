import { type FieldEventView, foldStopState, type StopState } from '../../domain/field-events.ts';
import type { RevisionView, RouteView, StopView } from '../../domain/plans.ts';
import type { CollectionPoint } from '../../domain/points.ts';
import { reportsByStop } from '../../domain/reports-by-stop.ts';
import type { PointState } from '../ui/map/icons.ts';
import type { TownOfDay } from './town-of-day.ts';

export type Unserved = RevisionView['unserved'][number];

export interface StopOnRoute {
  stop: StopView;
  route: RouteView;
}

/** How a unit stands: shares are 0…1 of the mass due. */
export interface UnitStanding {
  unitId: string;
  name: string;
  dueKg: number;
  plannedShare: number;
  /** Mass of stops reported served ÷ due; 0 before anything is reported. */
  servedShare: number;
  targetShare: number | null;
}

/** What the field has said of a stop; `reason` is why it was skipped, as reported. */
interface ReportedStop {
  state: StopState;
  doneAt: string;
  reason: string | null;
}

/** One day as the page looks at it: a revision seen together with what the field has reported. */
export interface DayModel extends TownOfDay {
  revision: RevisionView | null;
  /** One a shift, the earliest first. */
  routesOfTruck: ReadonlyMap<string, readonly RouteView[]>;
  stops: ReadonlyMap<string, StopOnRoute>;
  stopsOfPoint: ReadonlyMap<string, readonly StopOnRoute[]>;
  /** One a stream. */
  unservedOfPoint: ReadonlyMap<string, readonly Unserved[]>;
  points: ReadonlyMap<string, CollectionPoint>;
  /** Only stops the field has spoken of. */
  stopStates: ReadonlyMap<string, ReportedStop>;
  /** In the order of the revision's totals; without a revision empty. */
  units: readonly UnitStanding[];
  /** Whether the field has reported anything on this day. */
  hasFieldEvents: boolean;
}

/** Folds `events` (any order, of any revision of the day) into the stops of `revision`. */
export function buildDayModel(
  ofDay: TownOfDay,
  revision: RevisionView | null,
  events: readonly FieldEventView[],
): DayModel {
  const routes = [...(revision?.routes ?? [])].sort((a, b) =>
    a.startsAt < b.startsAt ? -1 : a.startsAt > b.startsAt ? 1 : 0,
  );
  const stops = new Map<string, StopOnRoute>();
  const stopsOfPoint = new Map<string, StopOnRoute[]>();
  for (const route of routes) {
    for (const stop of route.stops) {
      const entry = { stop, route };
      stops.set(stop.id, entry);
      if (stop.pointId) stopsOfPoint.set(stop.pointId, [...(stopsOfPoint.get(stop.pointId) ?? []), entry]);
    }
  }
  const stopStates = foldStops(routes, events);
  return {
    ...ofDay,
    revision,
    routesOfTruck: groupBy(routes, (route) => route.truckId),
    stops,
    stopsOfPoint,
    unservedOfPoint: groupBy(revision?.unserved ?? [], (entry) => entry.pointId),
    points: new Map(ofDay.town.points.map((point) => [point.id, point])),
    stopStates,
    units: unitStandings(ofDay, revision, stops, stopStates),
    hasFieldEvents: events.length > 0,
  };
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

function foldStops(routes: readonly RouteView[], events: readonly FieldEventView[]): Map<string, ReportedStop> {
  const stops = routes.flatMap(({ truckId, stops: own }) => own.map((stop) => ({ ...stop, truckId })));
  const states = new Map<string, ReportedStop>();
  for (const [stopId, { events: own }] of reportsByStop(stops, events)) {
    const last = own[own.length - 1];
    const reason = last.kind === 'skipped' ? last.reason : null;
    states.set(stopId, { state: foldStopState(own), doneAt: last.doneAt, reason });
  }
  return states;
}

function unitStandings(
  { unitOfPoint }: TownOfDay,
  revision: RevisionView | null,
  stops: ReadonlyMap<string, StopOnRoute>,
  stopStates: ReadonlyMap<string, { state: StopState }>,
): UnitStanding[] {
  if (!revision) return [];
  const servedKg = new Map<string, number>();
  for (const [stopId, { state }] of stopStates) {
    const stop = stops.get(stopId)?.stop;
    const unitId = stop?.pointId && unitOfPoint.get(stop.pointId)?.id;
    if (state === 'served' && stop && unitId) servedKg.set(unitId, (servedKg.get(unitId) ?? 0) + stop.loadKg);
  }
  return revision.totals.units.map((unit) => ({
    unitId: unit.unitId,
    name: unit.unitName,
    dueKg: unit.dueKg,
    plannedShare: unit.share,
    servedShare: unit.dueKg > 0 ? Math.min(1, (servedKg.get(unit.unitId) ?? 0) / unit.dueKg) : 1,
    targetShare: unit.targetShare,
  }));
}

/**
 * How a point stands on the day. A point with several visits is as bad as its worst: unserved before skipped, skipped
 * before still planned; served only when all are.
 */
export function pointStateOf(model: DayModel, pointId: string): PointState {
  if (model.unservedOfPoint.has(pointId)) return 'unserved';
  const visits = model.stopsOfPoint.get(pointId);
  if (!visits) return 'none';
  const states = visits.map(({ stop }) => model.stopStates.get(stop.id)?.state ?? 'planned');
  if (states.includes('skipped')) return 'skipped';
  return states.every((state) => state === 'served') ? 'served' : 'planned';
}

/** Stops at points of a route: how many the field has finished, and how many there are. */
export function routesProgress(model: DayModel, routes: readonly RouteView[]): { done: number; all: number } {
  const visits = routes.flatMap((route) => route.stops.filter((stop) => stop.kind === 'point'));
  return { done: visits.filter((stop) => model.stopStates.has(stop.id)).length, all: visits.length };
}

export type Standing = 'meets' | 'slightly' | 'badly';

/** A share against its target: five percentage points below and more is bad. Without a target everything is measured at 1. */
export function standing(share: number, targetShare: number | null): Standing {
  const gap = (targetShare ?? 1) - share;
  // Shares are quotients of masses: a difference in the last binary digits is none.
  if (gap <= 1e-9) return 'meets';
  return gap < 0.05 ? 'slightly' : 'badly';
}
