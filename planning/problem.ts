import { secondsAtClock } from '../domain/clock-times.ts';
import type { DueVisit } from '../domain/due.ts';
import { itemAt } from '../domain/item-at.ts';
import { debtKey, debtWeight } from '../domain/ledger/debts.ts';
import type { Stream } from '../domain/stream-names.ts';
import { USUAL_VISIT_SECONDS } from '../domain/usual-routes/usual-routes.ts';
import { targetOn } from '../domain/targets.ts';
import { type DayWindow, nearestOfDays, repeatDaily } from '../domain/windows.ts';
import type { Group, Point, Problem, Site, SoftWeights, Vehicle } from '../optimizer/index.ts';
import { closedStreetAt } from '../roads/closed-roads.ts';
import { NO_CLASS } from './access.ts';
import type { DayTown, TownPoint, TownShift, TownSite } from './gather.ts';
import type { DayMatrix } from './matrix.ts';
import type { DayPlaces } from './places.ts';

/** What the optimizer is given, and what its indices mean in the town. */
export interface DayProblem {
  readonly town: DayTown;
  readonly places: DayPlaces;
  readonly matrix: DayMatrix;
  readonly problem: Problem;
  /** By index of `problem.points`: the visit, and which of how many equal parts of it. */
  readonly visits: readonly {
    readonly due: DueVisit;
    readonly point: TownPoint;
    readonly place: number;
    readonly part: number;
    readonly parts: number;
  }[];
  /** By index of `problem.vehicles`. */
  readonly shifts: readonly TownShift[];
  /** By index of `problem.sites`. */
  readonly sites: readonly TownSite[];
  /** Points that nobody comes to because a street is closed. */
  readonly cutOff: ReadonlySet<string>;
}

/** No limit on an amount that only counts in another dimension. */
const WITHOUT_LIMIT = 1_000_000_000;

/** No truck has it: of a point on a closed street, where the engine of roads does not keep trucks away by itself. */
const CLOSED_TAG = 'closed-street';

const DIMENSIONS = ['kg', 'litres'] as const;

/** What even work and crews at points they know may cost, in seconds of driving (docs/decisions/even-work-and-known-points.md). */
const SOFT_WEIGHTS: SoftWeights = { balance: 0.01, unfamiliarity: 10 };

/**
 * Turns the day into numbers: seconds passed since local midnight, kg and litres. Windows hold every day, so a shift over midnight
 * finds the next day's open too. A visit that is more than any allowed truck can
 * carry becomes several of equal size. Groups are a unit's visits under one target; visits without a target have none. What a unit is behind
 * its target by makes its visits count more, what it is ahead by counts as collected (docs/decisions/debts-in-the-plan.md).
 * Every truck may unload wherever something it collects is accepted and it fits.
 */
export function dayProblem(town: DayTown, places: DayPlaces, matrix: DayMatrix): DayProblem {
  const widest = places.classes.length - 1;
  const passedAt = passedAtClock(town);
  const span = {
    from: Math.min(...town.shifts.map((shift) => shift.startSeconds)),
    to: Math.max(...town.shifts.map((shift) => shift.endSeconds + shift.maxOvertimeSeconds)),
    passedAt,
  };
  const repeated = (windows: readonly DayWindow[]) => repeatDaily(windows, span);
  const sites = town.sites.map((site) => siteOf(site, repeated(site.windows), placeOf(places.ofSite, site.id)));
  const vehicles = town.shifts.map((shift, index) =>
    vehicleOf(town, places, matrix, shift, itemAt(places.classOfShift, index), passedAt),
  );
  const groups = new Map<string, { index: number; totalMass: number; targetShare: number }>();
  const visits: DayProblem['visits'][number][] = [];
  const points: Point[] = [];
  const cutOff = new Set([...places.ofPoint].flatMap(([id, place]) => (matrix.cutOff?.has(place) ? [id] : [])));
  for (const due of town.due) {
    const point = town.points.get(due.pointId);
    if (!point) continue;
    const place = placeOf(places.ofPoint, point.id);
    const isClosed = closedStreetAt(town.closedStreets, point.roadPosition) !== null;
    if (isClosed) cutOff.add(point.id);
    const tags = [...tagsOf(due.stream, itemAt(matrix.classOfPlace, place), widest), ...(isClosed ? [CLOSED_TAG] : [])];
    const group = groupOf(town, due, point, groups);
    const parts = partsOf(due, tags, vehicles);
    for (let part = 0; part < parts; part++) {
      visits.push({ due, point, place, part: part + 1, parts });
      points.push({
        id: parts === 1 ? `${point.code}/${due.stream}` : `${point.code}/${due.stream}/${part + 1}`,
        location: place,
        load: [shareOf(due.massKg, part, parts), shareOf(due.litres, part, parts)],
        serviceSeconds: Math.ceil(point.serviceSeconds / parts),
        windows: repeated(due.windows ?? point.windows),
        tags,
        loadTag: due.stream,
        prize: 0,
        group,
      });
    }
  }
  const debts = new Map((town.debts ?? []).map((debt) => [debtKey(debt.unitId, debt.streams), debt.kgPerDay]));
  const weights = [...groups].map(([id, { totalMass }]) => debtWeight(debts.get(id) ?? 0, totalMass));
  return {
    town,
    places,
    matrix,
    problem: {
      dimensions: DIMENSIONS,
      locationCount: matrix.size,
      seconds: matrix.seconds,
      metres: matrix.metres,
      vehicles: withFamiliarPoints(town, vehicles, visits),
      points: points.map((each) => {
        const { counts } = weights[each.group ?? -1] ?? { counts: 1 };
        return counts === 1 ? each : { ...each, prize: counts * Math.max(itemAt(each.load, 0), 1) };
      }),
      sites,
      softWeights: town.isUsual ? { ...SOFT_WEIGHTS, unfamiliarity: USUAL_VISIT_SECONDS } : SOFT_WEIGHTS,
      groups: [...groups].map(
        ([id, { totalMass, targetShare }], index): Group => ({
          ...{ id, totalMass, collectedMass: itemAt(weights, index).givenKg, targetShare },
        }),
      ),
    },
    visits,
    shifts: town.shifts,
    sites: town.sites,
    cutOff,
  };
}

/** {@link secondsAtClock} of the town's day; a town has few different times, and a zone is slow to ask. */
function passedAtClock({ day, area }: DayTown): (clockSecond: number) => number {
  const known = new Map<number, number>();
  return (clockSecond) => {
    const passed = known.get(clockSecond) ?? secondsAtClock(day, clockSecond, area.timeZone);
    known.set(clockSecond, passed);
    return passed;
  };
}

/** Tells each vehicle which of today's points its crew knows. */
function withFamiliarPoints(
  { familiar, shifts }: DayTown,
  vehicles: readonly Vehicle[],
  visits: DayProblem['visits'],
): Vehicle[] {
  const today = new Map<string, number[]>();
  visits.forEach(({ due }, index) => {
    const key = `${due.pointId}/${due.stream}`;
    today.set(key, [...(today.get(key) ?? []), index]);
  });
  return vehicles.map((vehicle, index) => ({
    ...vehicle,
    // A visit that was split stands there more than once.
    familiarPoints: [
      ...new Set(
        (familiar.get(itemAt(shifts, index).id) ?? []).flatMap(
          ({ pointId, stream }) => today.get(`${pointId}/${stream}`) ?? [],
        ),
      ),
    ],
  }));
}

function placeOf(places: ReadonlyMap<string, number>, id: string): number {
  const place = places.get(id);
  if (place === undefined) throw new Error(`no place for ${id}`);
  return place;
}

function siteOf(site: TownSite, windows: DayWindow[], place: number): Site {
  return {
    id: site.code,
    location: place,
    unloadSeconds: site.unloadSeconds,
    windows,
    accepts: site.acceptedStreams,
    intake: site.dailyIntakeKg === null ? null : [site.dailyIntakeKg, WITHOUT_LIMIT],
  };
}

function vehicleOf(
  town: DayTown,
  places: DayPlaces,
  matrix: DayMatrix,
  { truck, ...shift }: TownShift,
  sizeClass: number,
  passedAt: (clockSecond: number) => number,
): Vehicle {
  const depot = placeOf(places.ofDepot, truck.depot.id);
  const shiftsOfTruck = town.shifts.filter((other) => other.truck.id === truck.id).length;
  return {
    id: shiftsOfTruck === 1 ? truck.code : `${truck.code}@${clock(shift.startSeconds)}`,
    type: [`${truck.capacityKg} kg`, ...truck.streams].join(' '),
    capacity: [truck.capacityKg, truck.capacityLitres],
    startLocation: depot,
    endLocation: depot,
    shift: [shift.startSeconds, shift.endSeconds],
    maxOvertimeSeconds: shift.maxOvertimeSeconds,
    breaks: shift.breaks
      .map(({ startSecond, endSecond, seconds }) => ({
        window: nearestOfDays([startSecond, endSecond], { from: shift.startSeconds, to: shift.endSeconds, passedAt }),
        seconds,
      }))
      .sort((a, b) => a.window[0] - b.window[0])
      .map((rest, k) => ({ id: `break-${k + 1}`, ...rest })),
    // A truck that goes out twice costs its day once.
    fixedCost: truck.costPerDay / shiftsOfTruck,
    costPerHour: truck.costPerHour,
    costPerKm: truck.costPerKm,
    tags: [
      ...truck.streams.map(streamTag),
      ...places.classes.map((_, k) => sizeTag(k)).slice(sizeClass, places.classes.length - 1),
    ],
    allowedSites: town.sites.flatMap((site, index) => {
      const isLargeEnough = itemAt(matrix.classOfPlace, placeOf(places.ofSite, site.id)) >= sizeClass;
      return isLargeEnough && site.acceptedStreams.some((stream) => truck.streams.includes(stream)) ? [index] : [];
    }),
    maxTrips: null,
    frozen: null,
    familiarPoints: [],
  };
}

function streamTag(stream: Stream): string {
  return `stream:${stream}`;
}

function sizeTag(sizeClass: number): string {
  return `size:${sizeClass === NO_CLASS ? 'none' : sizeClass}`;
}

function tagsOf(stream: Stream, sizeClass: number, widest: number): string[] {
  return sizeClass === widest ? [streamTag(stream)] : [streamTag(stream), sizeTag(sizeClass)];
}

function groupOf(
  town: DayTown,
  due: DueVisit,
  point: TownPoint,
  groups: Map<string, { index: number; totalMass: number; targetShare: number }>,
): number | null {
  const unit = town.units.get(point.unitId ?? '');
  const target = unit ? targetOn(town.targets, unit.setting, due.stream, town.day) : null;
  if (!target || target.share <= 0) return null;
  const id = debtKey(point.unitId ?? '', target.streams);
  const group = groups.get(id) ?? { index: groups.size, totalMass: 0, targetShare: target.share };
  group.totalMass += due.massKg;
  groups.set(id, group);
  return group.index;
}

/** In how many parts a visit fits the roomiest truck that may serve it, or any truck where none may. */
function partsOf(due: DueVisit, tags: readonly string[], vehicles: readonly Vehicle[]): number {
  const allowed = vehicles.filter((vehicle) => tags.every((tag) => vehicle.tags.includes(tag)));
  const parts = (allowed.length > 0 ? allowed : vehicles).map(({ capacity }) =>
    Math.max(Math.ceil(due.massKg / itemAt(capacity, 0)), Math.ceil(due.litres / itemAt(capacity, 1))),
  );
  return Math.min(...parts);
}

/** Whole numbers that add up to `amount`, as even as can be. */
function shareOf(amount: number, part: number, parts: number): number {
  return Math.floor((amount * (part + 1)) / parts) - Math.floor((amount * part) / parts);
}

function clock(second: number): string {
  return `${String(Math.floor(second / 3600)).padStart(2, '0')}:${String(Math.floor((second % 3600) / 60)).padStart(2, '0')}`;
}
