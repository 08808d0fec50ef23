import { itemAt } from '../domain/item-at.ts';
import { checkPlan, evaluatePlan, type Plan, solve, type StopSchedule, stayCloseTo } from '../optimizer/index.ts';
import { MOVED_VISIT_SECONDS } from '../domain/replans/replans.ts';
import { freezeDay } from '../planning/replan/freeze.ts';
import type { DayProblem } from '../planning/problem.ts';
import type { DoneStop, FieldSoFar, PlannedDoing } from '../records/replans/read-field.ts';

/** What a re-plan of the board may search for, as in planning/replan/replan-day.ts. */
const REPLAN_SECONDS = 2;
const HOUR = 3600;
/** When trucks break down, in seconds after midnight: early in the first shift, and in the midst of it. */
const BREAKDOWNS = [5.5 * HOUR, 7 * HOUR] as const;

/** How one re-plan went beside one that may change everything and search for a minute. */
export interface ReplanRow {
  readonly truck: string;
  readonly at: string;
  readonly 'visits left': number;
  readonly 'of the truck': number;
  /** Freezing and searching, without HTTP, database and drawing the ways. */
  readonly seconds: string;
  readonly 'kg of due': string;
  readonly 'kg from scratch': string;
  /** Driving that is left, over that of the plan from scratch. */
  readonly 'driving ratio': string;
  /** Visits that change crews, beside those of the truck that is out. */
  readonly moved: number;
  readonly 'moved from scratch': number;
}

/**
 * Takes a truck out of a day that was driven as planned so far, and plans the rest of it: as the board does, close to the plan in
 * {@link REPLAN_SECONDS}, and from scratch.
 *
 * @param plan of the whole day
 * @param count of trucks, by turns at each of {@link BREAKDOWNS}
 * @param scratchSeconds of the search from scratch
 */
export async function replanRows(
  day: DayProblem,
  plan: Plan,
  count: number,
  scratchSeconds: number,
): Promise<ReplanRow[]> {
  const rows: ReplanRow[] = [];
  const { routes } = evaluatePlan(day.problem, plan);
  const step = Math.max(1, Math.floor(routes.length / count));
  for (let k = 0; k < count; k++) {
    const at = BREAKDOWNS[k % BREAKDOWNS.length] ?? 0;
    const route = routes[(k * step) % routes.length];
    if (!route) break;
    const { truck } = itemAt(day.shifts, route.vehicle);
    rows.push(await replanRow(day, plan, truck.id, at, scratchSeconds));
  }
  return rows;
}

async function replanRow(
  day: DayProblem,
  plan: Plan,
  truckId: string,
  at: number,
  scratchSeconds: number,
): Promise<ReplanRow> {
  const began = performance.now();
  const left = freezeDay(day, drivenAsPlanned(day, plan, at), at, secondsOf, new Set([truckId]));
  const close = stayCloseTo(left.problem, left.planned, MOVED_VISIT_SECONDS);
  const { plan: replanned } = await solve(close, {
    ...{ seconds: REPLAN_SECONDS, seed: 1, threads: 1, initial: left.planned },
  });
  const seconds = (performance.now() - began) / 1000;
  const { plan: anew } = await solve(left.problem, { seconds: scratchSeconds, seed: 1, threads: 1 });
  for (const each of [replanned, anew]) {
    const { errors } = checkPlan(left.problem, each);
    if (errors.length > 0) throw new Error(`a re-plan of truck ${truckId} is not feasible: ${errors.join('; ')}`);
  }
  const before = crews(left.planned);
  const moved = (after: Plan): number => {
    const by = crews(after);
    return [...before].filter(([point, vehicle]) => by.has(point) && by.get(point) !== vehicle).length;
  };
  const [kept, scratch] = [evaluatePlan(left.problem, replanned), evaluatePlan(left.problem, anew)];
  const driving = (of: typeof kept): number => of.routes.reduce((sum, route) => sum + route.drivingSeconds, 0);
  const share = (kg: number): string => `${((kg / kept.totalMass) * 100).toFixed(2)} %`;
  return {
    truck: truckId,
    at: clock(at),
    'visits left': left.visits.length,
    'of the truck': left.visits.length - before.size,
    seconds: seconds.toFixed(2),
    'kg of due': share(kept.servedMass),
    'kg from scratch': share(scratch.servedMass),
    'driving ratio': (driving(kept) / driving(scratch)).toFixed(3),
    moved: moved(replanned),
    'moved from scratch': moved(anew),
  };
}

/** Which vehicle serves each point. */
function crews({ routes }: Plan): Map<number, number> {
  return new Map(
    routes.flatMap(({ vehicle, stops }) =>
      stops.flatMap((stop) => (stop.kind === 'point' ? [[stop.point, vehicle] as const] : [])),
    ),
  );
}

/** What the field would have reported by `at` of a day that goes as planned. */
function drivenAsPlanned(day: DayProblem, plan: Plan, at: number): FieldSoFar {
  const shifts = evaluatePlan(day.problem, plan).routes.map((route) => {
    const { id: shiftId, truck } = itemAt(day.shifts, route.vehicle);
    const done = route.stops.filter(({ departureSeconds }) => departureSeconds <= at);
    return {
      ...{ shiftId, truckId: truck.id, seen: null, isEnded: route.endSeconds <= at },
      startedAt: route.startSeconds <= at ? instantOf(route.startSeconds) : null,
      done: done.map((stop) => doneStop(day, stop)),
      breaksTaken: done.filter(({ stop }) => stop.kind === 'break').length,
      toDo: route.stops.slice(done.length).map((stop) => doingOf(day, stop)),
    };
  });
  return { revisionId: 'as planned', graphId: 'as planned', shifts, others: [] };
}

function doingOf(day: DayProblem, { stop, serviceStartSeconds }: StopSchedule): PlannedDoing {
  const visit = stop.kind === 'point' ? itemAt(day.visits, stop.point) : null;
  return {
    kind: stop.kind === 'site' ? 'unload' : stop.kind,
    visit: visit && {
      ...{ pointId: visit.due.pointId, stream: visit.due.stream },
      part: visit.part,
      parts: visit.parts,
    },
    facilityId: stop.kind === 'site' ? itemAt(day.sites, stop.site).id : null,
    startsAt: instantOf(serviceStartSeconds),
  };
}

function doneStop(day: DayProblem, schedule: StopSchedule): DoneStop {
  const { stop, serviceStartSeconds, departureSeconds } = schedule;
  return {
    ...doingOf(day, schedule),
    isServed: true,
    loadKg: stop.kind === 'point' ? itemAt(itemAt(day.problem.points, stop.point).load, 0) : 0,
    measuredKg: null,
    seconds: departureSeconds - serviceStartSeconds,
    doneAt: instantOf(departureSeconds),
  };
}

const instantOf = (seconds: number): Date => new Date(seconds * 1000);
const secondsOf = (instant: Date): number => instant.getTime() / 1000;
const clock = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(11, 16);
