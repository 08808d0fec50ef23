import type { FieldEventView } from '../../domain/field-events.ts';
import { foldStopState, type StopState } from '../../domain/stop-state.ts';
import {
  attainableShare,
  type CountedVisit,
  type ServedDay,
  servedDay,
  servedShare,
} from '../../domain/served-mass.ts';
import type { RevisionView, RouteView, StopView } from '../../domain/plans.ts';
import type { CollectionPoint } from '../../domain/points.ts';
import { reportsByVisit } from '../../domain/reports-by-visit.ts';
import type { Stream } from '../../domain/stream-names.ts';
import { itemAt } from '../../domain/item-at.ts';
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
  /** What the share comes to when every stop that is still open is served. */
  attainableShare: number;
  targetShare: number | null;
}

/** What the field has said of a stop; `reason` is why it was skipped, as reported. */
export interface ReportedStop {
  state: StopState;
  doneAt: string;
  reason: string | null;
  /** What the report says was taken or unloaded; `null` where it says nothing. */
  loadKg: number | null;
  /** Not measured: reckoned by the crew. */
  isEstimate: boolean;
  /** Who reported it last: of a visit that may be another truck than this revision sends. */
  truckId: string;
  /** What somebody said of it, and could take back: no tracks. */
  reports: readonly { readonly id: string; readonly truckId: string }[];
}

/** What became of a visit on a route: still to come, reported, or over without a word of it. */
export type VisitOutcome = 'open' | 'served' | 'skipped' | 'unreported';

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
  /** Only stops the field has spoken of, at whichever revision's: those of a visit that another truck made are among them. */
  stopStates: ReadonlyMap<string, ReportedStop>;
  /** By stop at a point. */
  outcomes: ReadonlyMap<string, VisitOutcome>;
  /** By stop: what the truck carries after it, as far as reported; planned for what is still to come. */
  aboardKg: ReadonlyMap<string, number>;
  /** What was served and what may still be; the masses are those expected. `null` without a revision. */
  served: ServedDay | null;
  /** Only visits the field has spoken of as a whole, those in no route of the revision too. */
  visitStates: ReadonlyMap<string, ReportedStop>;
  /** In the order of the revision's totals; without a revision empty. */
  units: readonly UnitStanding[];
  /** Whether the field has reported anything on this day. */
  hasFieldEvents: boolean;
  /** Whether anything of the day can still be changed: not once it is past with all that may come late, nor while it is replayed. */
  isSteered: boolean;
}

/**
 * Folds `events` (any order, of any revision of the day) into the stops of `revision`.
 * @param isOver the day is past: what was not reported by now is not coming any more
 * @param isSteered see {@link DayModel}
 */
export function buildDayModel(
  ofDay: TownOfDay,
  revision: RevisionView | null,
  events: readonly FieldEventView[],
  isOver = false,
  isSteered = !isOver,
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
  const reports = reportsByVisit(routes, events);
  const stopStates = new Map([...reports.ofStop].map(([id, { events: of }]) => [id, reportedState(of)]));
  const visitStates = new Map([...reports.ofVisit].map(([id, of]) => [id, reportedState(of)]));
  const outcomes = visitOutcomes(routes, events, stopStates, isOver);
  const served = revision && servedDay(countedVisits(ofDay, revision, stops, outcomes, visitStates));
  return {
    ...ofDay,
    revision,
    routesOfTruck: groupBy(routes, (route) => route.truckId),
    stops,
    stopsOfPoint,
    unservedOfPoint: groupBy(revision?.unserved ?? [], (entry) => entry.pointId),
    points: new Map(ofDay.town.points.map((point) => [point.id, point])),
    stopStates,
    visitStates,
    outcomes,
    aboardKg: aboardAfterStops(routes, stopStates, outcomes),
    served,
    units: revision && served ? unitStandings(revision, served) : [],
    hasFieldEvents: events.length > 0,
    isSteered,
  };
}

/** Milliseconds since 1970 of the last thing reported of a stop: it is no earlier now, on whichever clock the day is driven. */
export function heardUntil({ stopStates }: Pick<DayModel, 'stopStates'>): number {
  return Math.max(Number.NEGATIVE_INFINITY, ...[...stopStates.values()].map(({ doneAt }) => Date.parse(doneAt)));
}

/** `items` by their keys, in their order. */
export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

/** @param events of one stop or visit, at least one, in the order they were done */
function reportedState(events: readonly FieldEventView[]): ReportedStop {
  const last = itemAt(events, events.length - 1);
  const reason = last.kind === 'skipped' ? last.reason : null;
  const { doneAt, loadKg, massGrade, truckId } = last;
  const reports = events.flatMap((event) =>
    event.visitGrade === 'inferred' ? [] : [{ id: event.id, truckId: event.truckId }],
  );
  return {
    state: foldStopState(events),
    doneAt,
    reason,
    loadKg,
    isEstimate: massGrade !== 'weighed',
    truckId,
    reports,
  };
}

/** What a stop's own truck reported there: nothing where another one made the visit, and this one need not come. */
export function ownReportOf({ stopStates }: DayModel, entry: StopOnRoute): ReportedStop | undefined {
  return isMadeByAnother(stopStates, entry) ? undefined : stopStates.get(entry.stop.id);
}

function isMadeByAnother(stopStates: DayModel['stopStates'], { stop, route }: StopOnRoute): boolean {
  const reported = stopStates.get(stop.id);
  return reported !== undefined && reported.truckId !== route.truckId;
}

/** Of which route an end of shift tells: that of the shift it names, or else the last of its truck that had begun. */
function endedRoutes(routes: readonly RouteView[], events: readonly FieldEventView[]): Set<string> {
  const ended = new Set<string>();
  for (const { kind, truckId, shiftId, doneAt } of events) {
    if (kind !== 'shift-ended') continue;
    const begun = routes.filter((route) =>
      shiftId ? route.shiftId === shiftId : route.truckId === truckId && route.startsAt <= doneAt,
    );
    const last = begun.at(-1);
    if (last) ended.add(last.id);
  }
  return ended;
}

function visitOutcomes(
  routes: readonly RouteView[],
  events: readonly FieldEventView[],
  stopStates: ReadonlyMap<string, ReportedStop>,
  isOver: boolean,
): Map<string, VisitOutcome> {
  const ended = endedRoutes(routes, events);
  const outcomes = new Map<string, VisitOutcome>();
  for (const route of routes) {
    for (const stop of route.stops) {
      if (stop.kind !== 'point') continue;
      const state = stopStates.get(stop.id)?.state;
      const silent = isOver || ended.has(route.id) ? 'unreported' : 'open';
      outcomes.set(stop.id, state === 'served' || state === 'skipped' ? state : silent);
    }
  }
  return outcomes;
}

const COUNTED_AS = { open: 'open', served: 'served', skipped: 'missed', unreported: 'missed' } as const;

/**
 * Every visit due: those on routes by what became of them, those left out of the plan as missed,
 * unless a truck of another revision served them.
 */
function* countedVisits(
  { unitOfPoint }: TownOfDay,
  revision: RevisionView,
  stops: ReadonlyMap<string, StopOnRoute>,
  outcomes: ReadonlyMap<string, VisitOutcome>,
  visitStates: ReadonlyMap<string, ReportedStop>,
): Generator<CountedVisit> {
  const counted = (pointId: string, stream: Stream, massKg: number, outcome: CountedVisit['outcome']) => ({
    visit: `${pointId} ${stream}`,
    unitId: unitOfPoint.get(pointId)?.id ?? null,
    stream,
    massKg,
    outcome,
  });
  for (const [stopId, outcome] of outcomes) {
    const stop = stops.get(stopId)?.stop;
    if (stop?.pointId && stop.stream) yield counted(stop.pointId, stop.stream, stop.loadKg, COUNTED_AS[outcome]);
  }
  for (const { visitId, pointId, stream, loadKg } of revision.unserved) {
    const outcome = visitStates.get(visitId)?.state === 'served' ? 'served' : 'missed';
    yield counted(pointId, stream, loadKg, outcome);
  }
}

function aboardAfterStops(
  routes: readonly RouteView[],
  stopStates: ReadonlyMap<string, ReportedStop>,
  outcomes: ReadonlyMap<string, VisitOutcome>,
): Map<string, number> {
  const aboard = new Map<string, number>();
  for (const route of routes) {
    let kg = 0;
    for (const stop of route.stops) {
      const outcome = isMadeByAnother(stopStates, { stop, route }) ? undefined : outcomes.get(stop.id);
      if (stop.kind === 'unload') kg = 0;
      if (outcome === 'served') kg += stopStates.get(stop.id)?.loadKg ?? stop.loadKg;
      if (outcome === 'open') kg += stop.loadKg;
      aboard.set(stop.id, kg);
    }
  }
  return aboard;
}

const NOTHING_DUE = { dueKg: 0, servedKg: 0, openKg: 0 };

function unitStandings(revision: RevisionView, served: ServedDay): UnitStanding[] {
  return revision.totals.units.map((unit) => {
    const mass = served.byUnit.get(unit.unitId) ?? NOTHING_DUE;
    return {
      unitId: unit.unitId,
      name: unit.unitName,
      dueKg: unit.dueKg,
      plannedShare: unit.share,
      servedShare: servedShare(mass),
      attainableShare: attainableShare(mass),
      targetShare: unit.targetShare,
    };
  });
}

/**
 * How a point stands on the day. A point with several visits is as bad as its worst: unserved before skipped, skipped
 * before still planned; served only when all are.
 */
export function pointStateOf(model: DayModel, pointId: string): PointState {
  const left = (model.unservedOfPoint.get(pointId) ?? []).map(({ visitId }) => model.visitStates.get(visitId)?.state);
  if (left.includes(undefined)) return 'unserved';
  const visits = model.stopsOfPoint.get(pointId) ?? [];
  const states = [...left, ...visits.map(({ stop }) => model.stopStates.get(stop.id)?.state ?? 'planned')];
  if (states.length === 0) return 'none';
  if (states.includes('skipped')) return 'skipped';
  return states.every((state) => state === 'served') ? 'served' : 'planned';
}

export interface Progress {
  served: number;
  skipped: number;
  unreported: number;
  all: number;
  /** Expected at the stops served. */
  servedKg: number;
  plannedKg: number;
}

/**
 * Stops at points of routes: how many were served, passed over or never reported, of how many, with the mass expected there.
 * Visits that another truck made meanwhile are none of these: a truck that never left has done nothing, and has less to do.
 */
export function routesProgress(model: DayModel, routes: readonly RouteView[]): Progress {
  const progress = { served: 0, skipped: 0, unreported: 0, all: 0, servedKg: 0, plannedKg: 0 };
  for (const visit of routes.flatMap((route) => route.stops.map((stop) => ({ stop, route })))) {
    const { id, kind, loadKg } = visit.stop;
    if (kind !== 'point' || isMadeByAnother(model.stopStates, visit)) continue;
    const outcome = model.outcomes.get(id) ?? 'open';
    progress.all += 1;
    progress.plannedKg += loadKg;
    if (outcome === 'served') progress.servedKg += loadKg;
    if (outcome !== 'open') progress[outcome] += 1;
  }
  return progress;
}

export type Standing = 'meets' | 'slightly' | 'badly';

/** A share against its target: five percentage points below and more is bad. Without a target everything is measured at 1. */
export function standing(share: number, targetShare: number | null): Standing {
  const gap = (targetShare ?? 1) - share;
  // Shares are quotients of masses: a difference in the last binary digits is none.
  if (gap <= 1e-9) return 'meets';
  return gap < 0.05 ? 'slightly' : 'badly';
}

/**
 * How a unit stands today. Before the first report that is the plan's promise; from then on what was served, and as long as
 * stops that can still bring it to its target are open, nothing is decided.
 */
export function unitVerdict(unit: UnitStanding, hasFieldEvents: boolean): Standing | 'open' {
  if (!hasFieldEvents) return standing(unit.plannedShare, unit.targetShare);
  if (standing(unit.servedShare, unit.targetShare) === 'meets') return 'meets';
  const atBest = standing(unit.attainableShare, unit.targetShare);
  return atBest === 'meets' ? 'open' : atBest;
}
