import { itemAt } from '../../domain/item-at.ts';
import type { FieldSoFar, ShiftSoFar } from '../../records/replans/read-field.ts';
import { evaluatePlan, type Plan, type Problem, type Stop, UNREACHABLE, type Vehicle } from '../../optimizer/index.ts';
import type { DayProblem } from '../problem.ts';

/** A day under way as a problem of its own: what is left to do, each truck from where it is with what it has aboard. */
export interface FrozenDay extends DayProblem {
  /** By vehicle of the rest: the shift's index in the whole day. */
  readonly shiftIndex: readonly number[];
  /** What was planned of the rest, as far as it can still be driven. */
  readonly planned: Plan;
  /** Visits, or parts of them, that the field has decided, with their mass as due. */
  readonly decided: readonly { readonly index: number; readonly isServed: boolean }[];
  /** Trucks that do nothing more today, with what is aboard of them: taken out, home already, or nowhere to unload in time. */
  readonly idle: readonly {
    readonly truckId: string;
    readonly why: 'taken-out' | 'ended' | 'cannot-unload';
    readonly aboardKg: number;
  }[];
}

/**
 * Takes out of a day what is done, and starts every truck from where it is.
 *
 * @param day made for all of its shifts, those of trucks taken out too: a visit is parted as it was
 * @param at seconds after local midnight; nothing new begins earlier
 * @param secondsOf an instant as such seconds
 * @param without trucks that drive no more
 */
export function freezeDay(
  day: DayProblem,
  field: FieldSoFar,
  at: number,
  secondsOf: (instant: Date) => number,
  without: ReadonlySet<string>,
): FrozenDay {
  const { problem, visits } = day;
  const decided = decidedVisits(day, field);
  const { open, pointOf, points, groups } = withoutDone(problem, decided);
  const byShift = new Map(field.shifts.map((shift) => [shift.shiftId, shift]));
  const vehicles: Vehicle[] = [];
  const shiftIndex: number[] = [];
  const idle: FrozenDay['idle'][number][] = [];
  for (const [index, { id, truck }] of day.shifts.entries()) {
    const soFar = byShift.get(id);
    const aboard = soFar ? aboardOf(day, soFar) : null;
    const rest = (why: FrozenDay['idle'][number]['why']): void => {
      idle.push({ truckId: truck.id, why, aboardKg: aboard?.load[0] ?? 0 });
    };
    if (without.has(truck.id)) rest('taken-out');
    else if (soFar?.isEnded) rest('ended');
    else {
      const vehicle = underWay(day, index, soFar, aboard, at, secondsOf);
      if (!vehicle) rest('cannot-unload');
      else {
        const familiarPoints = vehicle.familiarPoints.flatMap((point) => pointOf.get(point) ?? []);
        vehicles.push({ ...vehicle, familiarPoints });
        shiftIndex.push(index);
      }
    }
  }
  const brought = unloadedSoFar(day, field);
  const rest: Problem = {
    ...problem,
    ...{ points, groups, vehicles },
    sites: problem.sites.map((site, s) => ({
      ...site,
      intake: intakeLeft(site.intake, brought.get(s) ?? 0),
    })),
  };
  const out = new Set(idle.map(({ truckId }) => truckId));
  const streamsOut = day.shifts.flatMap(({ truck }) => (out.has(truck.id) ? truck.streams : []));
  const frozen = {
    ...day,
    town: { ...day.town, streamsOfTrucksOut: [...new Set([...day.town.streamsOfTrucksOut, ...streamsOut])] },
    problem: rest,
    visits: open.map((index) => itemAt(visits, index)),
    shifts: shiftIndex.map((index) => itemAt(day.shifts, index)),
  };
  const planned = plannedRest(frozen, field);
  const late = { ...frozen, problem: lateAsTheyAre(rest, planned) };
  return { ...late, shiftIndex, decided, idle, planned };
}

/**
 * What is left of a problem's points, and what its groups have by then.
 *
 * @returns `open`: indices of the points left, in their order; `pointOf`: their places among those, by index
 */
export function withoutDone(problem: Problem, decided: FrozenDay['decided']) {
  const isDecided = new Set(decided.map(({ index }) => index));
  const open = [...problem.points.keys()].filter((index) => !isDecided.has(index));
  const collected = new Map<number, number>();
  for (const { index, isServed } of decided) {
    const { group, load } = itemAt(problem.points, index);
    if (group !== null && isServed) collected.set(group, (collected.get(group) ?? 0) + itemAt(load, 0));
  }
  return {
    open,
    pointOf: new Map(open.map((index, point) => [index, point])),
    points: open.map((index) => itemAt(problem.points, index)),
    // Beside what the unit is ahead by.
    groups: problem.groups.map((group, g) => ({
      ...group,
      collectedMass: group.collectedMass + (collected.get(g) ?? 0),
    })),
  };
}

/** Visits of a day, or parts of them, that the field has decided. */
export function decidedVisits({ visits }: DayProblem, field: FieldSoFar): FrozenDay['decided'] {
  const spans = decidedSpans(field);
  return visits.flatMap(({ due, part, parts }, index) => {
    const middle = (part - 0.5) / parts;
    const span = spans.get(`${due.pointId} ${due.stream}`)?.findLast(({ from, to }) => from <= middle && middle <= to);
    return span ? [{ index, isServed: span.isServed }] : [];
  });
}

type Site = Problem['sites'][number];

interface Span {
  readonly from: number;
  readonly to: number;
  readonly isServed: boolean;
}

function decidedSpans({ shifts, others }: FieldSoFar): Map<string, Span[]> {
  const spans = new Map<string, Span[]>();
  const add = (pointId: string, stream: string, span: Span): void => {
    const key = `${pointId} ${stream}`;
    spans.set(key, [...(spans.get(key) ?? []), span]);
  };
  for (const { visit, isServed } of shifts.flatMap(({ done }) => done)) {
    if (!visit) continue;
    const { pointId, stream, part, parts } = visit;
    add(pointId, stream, { from: (part - 1) / parts, to: part / parts, isServed });
  }
  for (const { pointId, stream, isServed } of others) add(pointId, stream, { from: 0, to: 1, isServed });
  return spans;
}

export interface Aboard {
  /** Kilograms and litres. */
  readonly load: readonly [number, number];
  readonly tags: string[];
  readonly tripsDone: number;
}

/** What a truck carries: as measured, and else as it was due; never more than it can. */
export function aboardOf(day: DayProblem, { done, shiftId }: ShiftSoFar): Aboard {
  const truck = day.shifts.find(({ id }) => id === shiftId)?.truck;
  const litresOf = new Map(day.visits.map(({ due }) => [`${due.pointId} ${due.stream}`, due.litres / due.massKg]));
  let [kg, litres, tripsDone] = [0, 0, 0];
  let tags = new Set<string>();
  for (const { kind, visit, isServed, loadKg, measuredKg } of done) {
    if (kind === 'unload') {
      [kg, litres, tripsDone] = [0, 0, tripsDone + 1];
      tags = new Set();
    } else if (visit && isServed) {
      const taken = measuredKg ?? loadKg;
      kg += taken;
      litres += taken * (litresOf.get(`${visit.pointId} ${visit.stream}`) ?? 1);
      tags.add(visit.stream);
    }
  }
  const mostKg = truck?.capacityKg ?? kg;
  const mostLitres = truck?.capacityLitres ?? litres;
  return { load: [Math.min(kg, mostKg), Math.min(Math.round(litres), mostLitres)], tags: [...tags], tripsDone };
}

/** The vehicle from where it is; `null` where what it carries cannot be unloaded any more, or its shift is over. */
function underWay(
  day: DayProblem,
  index: number,
  soFar: ShiftSoFar | undefined,
  aboard: Aboard | null,
  at: number,
  secondsOf: (instant: Date) => number,
): Vehicle | null {
  const { problem } = day;
  const vehicle = itemAt(problem.vehicles, index);
  const latest = vehicle.shift[1] + vehicle.maxOvertimeSeconds;
  const last = soFar?.done.at(-1);
  if (!soFar || !aboard || (soFar.startedAt === null && !last)) {
    // Not out yet.
    const from = Math.max(vehicle.shift[0], at);
    return from >= latest ? null : { ...vehicle, shift: [from, Math.max(from, vehicle.shift[1])] };
  }
  const frozen = frozenStart(day, index, soFar, aboard, Math.max(at, last ? secondsOf(last.doneAt) : 0));
  const home = backHome(problem, vehicle, frozen.location, frozen.time, aboard);
  if (home === null) return null;
  // Who cannot be home in time any more comes home as early as can be.
  return { ...vehicle, maxOvertimeSeconds: vehicle.maxOvertimeSeconds + Math.max(0, home - latest), frozen };
}

/** Where a truck that is out goes on from at a time, seconds after local midnight, and with what. */
export function frozenStart(
  { problem, places, shifts }: DayProblem,
  index: number,
  { done, breaksTaken }: ShiftSoFar,
  { load, tags, tripsDone }: Aboard,
  time: number,
): NonNullable<Vehicle['frozen']> {
  const vehicle = itemAt(problem.vehicles, index);
  const last = done.at(-1);
  const lastPlace =
    last && (last.visit ? places.ofPoint.get(last.visit.pointId) : places.ofSite.get(last.facilityId ?? ''));
  const seen = places.ofTruck.get(itemAt(shifts, index).id);
  const hasWayFrom = (place: number): boolean =>
    vehicle.allowedSites.some((s) => seconds(problem, place, itemAt(problem.sites, s).location) !== UNREACHABLE) ||
    place === vehicle.endLocation;
  const location = [seen, lastPlace].find((place) => place !== undefined && hasWayFrom(place)) ?? vehicle.startLocation;
  return {
    ...{ location, time, load, loadTags: tags, tripsDone },
    // A rest whose time is over is not had any more.
    breaksDone: vehicle.breaks.flatMap(({ id, window }, k) => (k < breaksTaken || window[1] < time ? [id] : [])),
  };
}

/** The earliest a truck can be home with nothing aboard; `null` where it cannot unload. */
function backHome(problem: Problem, vehicle: Vehicle, from: number, time: number, aboard: Aboard): number | null {
  const rests = vehicle.breaks.reduce((sum, { seconds: lasts }) => sum + lasts, 0);
  if (aboard.load.every((amount) => amount === 0))
    return time + Math.max(0, seconds(problem, from, vehicle.endLocation));
  const ways = vehicle.allowedSites.flatMap((s): number[] => {
    const site = itemAt(problem.sites, s);
    const [there, back] = [seconds(problem, from, site.location), seconds(problem, site.location, vehicle.endLocation)];
    if (there === UNREACHABLE || back === UNREACHABLE) return [];
    if (site.accepts && aboard.tags.some((tag) => !site.accepts?.includes(tag))) return [];
    if (site.intake && aboard.load[0] > itemAt(site.intake, 0)) return [];
    const open = site.windows.length === 0 ? [0, 0] : site.windows.find(([, closes]) => closes >= time + there);
    if (!open) return [];
    return [Math.max(time + there, open[0]) + site.unloadSeconds + back];
  });
  return ways.length === 0 ? null : Math.min(...ways) + rests;
}

function seconds({ seconds: cells, locationCount }: Problem, from: number, to: number): number {
  return itemAt(cells, from * locationCount + to);
}

/** What a site still takes in a day when so many kilograms have been brought. */
export function intakeLeft(intake: Site['intake'], broughtKg: number): Site['intake'] {
  return intake && intake.map((most, d) => (d === 0 ? Math.max(0, most - broughtKg) : most));
}

/** Kilograms unloaded at each site so far. */
export function unloadedSoFar(day: DayProblem, { shifts }: FieldSoFar): Map<number, number> {
  const siteOf = new Map(day.sites.map(({ id }, s) => [id, s]));
  const brought = new Map<number, number>();
  for (const { kind, facilityId, measuredKg, loadKg } of shifts.flatMap(({ done }) => done)) {
    const site = siteOf.get(facilityId ?? '');
    if (kind === 'unload' && site !== undefined) brought.set(site, (brought.get(site) ?? 0) + (measuredKg ?? loadKg));
  }
  return brought;
}

/**
 * The overtime a crew has before it anyway, by what it was to do, is none of the plan's: it is no reason to give its points to
 * others.
 */
function lateAsTheyAre(problem: Problem, planned: Plan): Problem {
  const ends = new Map(evaluatePlan(problem, planned).routes.map((route) => [route.vehicle, route.endSeconds]));
  return {
    ...problem,
    vehicles: problem.vehicles.map((vehicle, v) => {
      const [from, to] = vehicle.shift;
      const latest = to + vehicle.maxOvertimeSeconds;
      const end = Math.min(latest, Math.max(to, ends.get(v) ?? to));
      return { ...vehicle, shift: [from, end], maxOvertimeSeconds: latest - end };
    }),
  };
}

/** What was still to do, in the indices of the rest. */
function plannedRest(rest: DayProblem, field: FieldSoFar): Plan {
  const points = new Map(
    rest.visits.map(({ due, part, parts }, index) => [`${due.pointId} ${due.stream} ${part}/${parts}`, index]),
  );
  const sites = new Map(rest.sites.map(({ id }, index) => [id, index]));
  return {
    routes: rest.shifts.map(({ id }, vehicle) => {
      const { breaks, frozen } = itemAt(rest.problem.vehicles, vehicle);
      let rested = frozen?.breaksDone.length ?? 0;
      const toDo = field.shifts.find(({ shiftId }) => shiftId === id)?.toDo ?? [];
      const stops = toDo.flatMap(({ kind, visit, facilityId }): Stop[] => {
        if (kind === 'break') {
          if (rested >= breaks.length) return [];
          rested += 1;
          return [{ kind: 'break', breakIndex: rested - 1 }];
        }
        const point = visit && points.get(`${visit.pointId} ${visit.stream} ${visit.part}/${visit.parts}`);
        const site = kind === 'unload' ? sites.get(facilityId ?? '') : undefined;
        if (typeof point === 'number') return [{ kind: 'point', point }];
        return site === undefined ? [] : [{ kind: 'site', site }];
      });
      return { vehicle, stops };
    }),
  };
}
