import { crewReports } from '../demo/simulate/crew.ts';
import { PlannedMovement } from '../demo/simulate/movement.ts';
import { Tracker } from '../demo/simulate/tracker.ts';
import { Random } from '../demo/random.ts';
import type { RouteNow, Situation, StopNow } from '../domain/alerts/situation.ts';
import { expectedRoutes, type Fix } from '../domain/etas/expect.ts';
import type { Learnt } from '../domain/etas/learn.ts';
import type { RouteView } from '../domain/plans.ts';
import { drive, hourOf, MIDNIGHT } from './eta-days.ts';
import { inventRoutes } from './eta-town.ts';

const MINUTE = 60_000;
const UNITS = 9;
/** The share of points that have to be served before an hour, and how much after its planned time that hour is. */
const WINDOWED_SHARE = 0.15;
const SPARE_MINUTES = { least: 20, most: 90 };
/** Shifts and the landfill leave so much after what is planned. */
const SHIFT_SPARE_MILLISECONDS = 45 * MINUTE;
const LANDFILL_SPARE_MILLISECONDS = 60 * MINUTE;
/** Plans fill the fullest trip of a truck to so much of what it carries. */
const FILL_SHARE = 0.93;
const KG = { least: 80, most: 400 };
const FIX_SECONDS = 30;

/** A planned day with loads, windows, units and limits. */
export interface AlertTown {
  readonly routes: readonly RouteView[];
  readonly windowOf: ReadonlyMap<string, number>;
  readonly capacityOf: ReadonlyMap<string, number>;
  readonly shiftEndOf: ReadonlyMap<string, number>;
  readonly landfillClosesAt: number;
  unitOf(pointId: string): string;
}

/** Invents a fleet's day as a planner would leave it. */
export function inventTown(trucks: number): AlertTown {
  const random = new Random('alerts/town');
  const windowOf = new Map<string, number>();
  const capacityOf = new Map<string, number>();
  const shiftEndOf = new Map<string, number>();
  let lastUnload = 0;
  const routes = inventRoutes(trucks, 14, MIDNIGHT).map((route): RouteView => {
    let aboard = 0;
    let fullest = 0;
    const stops = route.stops.map((stop) => {
      const loadKg = stop.kind === 'point' ? random.whole(KG.least, KG.most) : stop.kind === 'unload' ? aboard : 0;
      aboard = stop.kind === 'unload' ? 0 : aboard + loadKg;
      fullest = Math.max(fullest, aboard);
      if (stop.kind === 'point' && random.chance(WINDOWED_SHARE)) {
        const spare = random.between(SPARE_MINUTES.least, SPARE_MINUTES.most) * MINUTE;
        windowOf.set(stop.id, Date.parse(stop.startsAt) + spare);
      }
      if (stop.kind === 'unload') lastUnload = Math.max(lastUnload, Date.parse(stop.arrivesAt));
      return { ...stop, loadKg, visitId: stop.kind === 'point' ? `visit ${stop.id}` : null };
    });
    capacityOf.set(route.truckId, Math.round(fullest / FILL_SHARE));
    const end = Math.max(Date.parse(route.endsAt), ...stops.map(({ arrivesAt }) => Date.parse(arrivesAt)));
    shiftEndOf.set(route.truckId, end + SHIFT_SPARE_MILLISECONDS);
    return { ...route, stops, endsAt: new Date(end).toISOString() };
  });
  return {
    ...{ routes, windowOf, capacityOf, shiftEndOf, landfillClosesAt: lastUnload + LANDFILL_SPARE_MILLISECONDS },
    // A trip is through one or two wards.
    unitOf: (pointId) => `unit ${Math.floor(new Random(pointId.split('/').slice(0, 2).join('/')).between(0, UNITS))}`,
  };
}

/** A truck that stops for good, or of which nothing is heard for a while. */
export interface Trouble {
  readonly truck: number;
  readonly kind: 'breakdown' | 'silence';
  readonly from: number;
  readonly to: number;
}

interface Driven {
  readonly planned: RouteView;
  readonly truth: RouteView;
  readonly reports: readonly {
    readonly stopId: string;
    /** When it reached the office. */
    readonly heardAt: number;
    readonly report: NonNullable<StopNow['report']>;
  }[];
  readonly startedAt: number;
  readonly endsAt: number;
  /** One a minute. */
  readonly fixes: readonly Fix[];
}

/** A day as it was driven, and what a dispatcher's program could know of it at any time. */
export interface DrivenDay {
  readonly routes: readonly Driven[];
  readonly from: number;
  readonly to: number;
  situationAt(now: number): Situation;
}

/** Drives the town's day with traffic, skipped stops, loads as they are, and what goes wrong beside. */
export function driveDay(town: AlertTown, name: string, learnt: Learnt, troubles: readonly Trouble[] = []): DrivenDay {
  const truths = drive(town.routes, name);
  const routes = town.routes.map((planned, k): Driven => {
    const own = troubles.filter(({ truck }) => truck === k);
    const broken = own.find(({ kind }) => kind === 'breakdown');
    const isHeard = (at: number): boolean =>
      !own.some(({ kind, from, to }) => kind === 'silence' && at >= from && at < to);
    const tracker = new Tracker(new PlannedMovement(truths[k]), FIX_SECONDS, new Random(`tracker/${name}/${k}`));
    const fixes = new Map<number, Fix>();
    for (const { instant, position } of tracker.fixesUntil(Number.POSITIVE_INFINITY)) {
      if (broken && instant > broken.from) break;
      if (isHeard(instant)) fixes.set(Math.floor(instant / MINUTE), { at: instant, position });
    }
    const last = [...fixes.values()].at(-1);
    // Where it broke down its tracker goes on.
    for (
      let at = broken ? broken.from : Number.POSITIVE_INFINITY;
      last && at < Date.parse(truths[k].endsAt);
      at += 3 * MINUTE
    )
      fixes.set(Math.floor(at / MINUTE), { at, position: last.position });
    const plan = { day: '2026-11-23', revisionId: name, revisionNumber: 1, seed: k };
    const truck = { weightTonnes: 10, capacityKg: town.capacityOf.get(planned.truckId) ?? 0, tareKg: null };
    return {
      ...{ planned, truth: truths[k], fixes: [...fixes.values()] },
      startedAt: Date.parse(truths[k].startsAt),
      endsAt: broken ? Number.POSITIVE_INFINITY : Date.parse(truths[k].endsAt),
      reports: crewReports(plan, truths[k], truck).flatMap(({ kind, stopId, doneAt, loadKg = null, reason = null }) => {
        const at = Date.parse(doneAt);
        if (!stopId || (broken && at > broken.from)) return [];
        // What could not be sent is sent after.
        const silence = own.find(({ kind: of, from, to }) => of === 'silence' && at >= from && at < to);
        return [{ stopId, heardAt: silence?.to ?? at, report: { kind, truckId: planned.truckId, at, loadKg, reason } }];
      }),
    };
  });
  return {
    routes,
    from: Math.min(...routes.map(({ startedAt }) => startedAt)),
    to: Math.max(...truths.map(({ endsAt }) => Date.parse(endsAt))),
    situationAt: (now) => situationAt(town, routes, learnt, now),
  };
}

function situationAt(town: AlertTown, driven: readonly Driven[], learnt: Learnt, now: number): Situation {
  const stopsOf = driven.map(({ planned, reports }): StopNow[] => {
    const known = new Map(
      reports.flatMap(({ stopId, heardAt, report }) => (heardAt <= now ? [[stopId, report] as const] : [])),
    );
    return planned.stops.map(({ id, kind, visitId, pointId, stream, position, loadKg, legSeconds, ...at }): StopNow => {
      const closes = town.windowOf.get(id);
      return {
        ...{ id, kind, visitId, pointId, stream, position: [position[0], position[1]], loadKg, legSeconds },
        ...{ facilityId: kind === 'unload' ? 'landfill' : null, report: known.get(id) ?? null },
        windows: closes === undefined ? [] : [[MIDNIGHT, closes]],
        ...{
          arrivesAt: Date.parse(at.arrivesAt),
          startsAt: Date.parse(at.startsAt),
          departsAt: Date.parse(at.departsAt),
        },
      };
    });
  });
  const underWay = driven.map(({ planned, startedAt, endsAt, fixes }, k) => ({
    ...{ truckId: planned.truckId, routeId: planned.id, stops: stopsOf[k], madeByOthers: new Set<string>() },
    doneAt: new Map(stopsOf[k].flatMap(({ id, report }) => (report ? [[id, report.at] as const] : []))),
    ...{ startedAt: startedAt <= now ? startedAt : null, isEnded: endsAt <= now },
    fixes: fixes.filter(({ at }) => at <= now && at > now - 60 * MINUTE),
  }));
  const expected = expectedRoutes(underWay, learnt, now, hourOf);
  return {
    now,
    routes: driven.map(({ planned, startedAt, endsAt }, k): RouteNow => {
      return {
        ...{
          truckId: planned.truckId,
          shiftId: planned.shiftId,
          capacityKg: town.capacityOf.get(planned.truckId) ?? 0,
        },
        ...{ startsAt: Date.parse(planned.startsAt), endsAt: Date.parse(planned.endsAt) },
        shiftEndsAt: town.shiftEndOf.get(planned.truckId) ?? 0,
        ...{ startedAt: startedAt <= now ? startedAt : null, isEnded: endsAt <= now },
        ...{ stops: stopsOf[k], expected: expected[k], fixes: underWay[k].fixes },
        way: planned.stops.flatMap(({ geometry }) => (geometry ? [geometry.coordinates] : [])),
      };
    }),
    units: Array.from({ length: UNITS }, (_, k) => ({ unitId: `unit ${k}`, targetShare: 1, leftOutKg: 0 })),
    incidents: [],
    unitOf: town.unitOf,
    facilityClosesAt: new Map([['landfill', town.landfillClosesAt]]),
  };
}
