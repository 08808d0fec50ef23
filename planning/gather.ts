import { z } from 'zod';
import { secondsAtClock } from '../domain/clock-times.ts';
import { addDays, type Day, dateToDay } from '../domain/day.ts';
import { dayOf } from '../domain/day-of.ts';
import { longestIntervalDays } from '../domain/collection-days.ts';
import { type DueVisit, dueVisits } from '../domain/due.ts';
import { type LonLat, lineStringSchema, surfaceSchema } from '../domain/geo.ts';
import type { UnitDebt } from '../domain/ledger/debts.ts';
import type { DayOut, PlanBasis } from '../domain/plan-basis.ts';
import { streamSchema } from '../domain/streams.ts';
import type { Stream } from '../domain/stream-names.ts';
import type { Target } from '../domain/targets.ts';
import { shiftBreakSchema } from '../domain/trucks.ts';
import { SETTINGS, type Setting } from '../domain/units.ts';
import { type DayWindow, dayWindowsSchema } from '../domain/windows.ts';
import type { Database } from '../platform/database.ts';
import { readDebts } from '../records/ledger/read-debts.ts';
import { readDayInputs } from '../records/plans/day-inputs.ts';
import { readServiceHistory } from '../records/visits/service-history.ts';
import { readUnitsInForce } from '../records/units/units-in-force.ts';
import type { ClosedStreet } from '../roads/closed-roads.ts';
import type { Size, SizeLimits } from './access.ts';
import { basisOf } from './basis.ts';
import { workingDay } from './day-out.ts';
import { PlanningFailure } from './failure.ts';
import { type FamiliarVisits, readFamiliarVisits } from '../records/plans/familiar-visits.ts';
import { readUsualVisits } from '../records/usual-routes/usual-routes.ts';

/** Everything the plan of one day is made from. */
export interface DayTown {
  readonly area: { readonly id: string; readonly timeZone: string };
  readonly day: Day;
  /** Units that hold on the day. */
  readonly units: ReadonlyMap<string, { readonly name: string; readonly setting: Setting }>;
  readonly targets: readonly Target[];
  /** Points with something due, by id. */
  readonly points: ReadonlyMap<string, TownPoint>;
  readonly due: readonly DueVisit[];
  /** Where waste can be unloaded today. */
  readonly sites: readonly TownSite[];
  /** One entry a shift of today; a truck with two shifts stands here twice. */
  readonly shifts: readonly TownShift[];
  readonly familiar: FamiliarVisits;
  /** `familiar` is what crews usually do on such a day, and they keep it; left out = what they did last. */
  readonly isUsual?: true;
  /** What of the town does not work on the day; sites that close earlier stand in `sites` too. */
  readonly out: readonly DayOut[];
  /** Streets that no truck drives through. */
  readonly closedStreets: readonly ClosedStreet[];
  /** Streams that are taken nowhere only because of a closed facility. */
  readonly closedStreams: readonly Stream[];
  /** Streams of trucks that are out. */
  readonly streamsOfTrucksOut: readonly Stream[];
  /** What the plan will be held against later; `null` for one that is not kept. */
  readonly basis: PlanBasis | null;
  /** Units that are behind their targets or ahead of them; a plan of before this was looked at has none. */
  readonly debts?: readonly UnitDebt[];
}

export interface TownPoint extends SizeLimits {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  /** The unit in force on the day it counts to; `null` where none holds its place. */
  readonly unitId: string | null;
  readonly roadPosition: LonLat;
  readonly serviceSeconds: number;
  readonly windows: readonly DayWindow[];
}

export interface TownSite {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly roadPosition: LonLat;
  readonly windows: readonly DayWindow[];
  readonly acceptedStreams: readonly Stream[];
  readonly dailyIntakeKg: number | null;
  readonly unloadSeconds: number;
}

export interface TownShift {
  readonly id: string;
  /** Passed since the day's local midnight, as a plan counts. */
  readonly startSeconds: number;
  readonly endSeconds: number;
  readonly maxOvertimeSeconds: number;
  /** Times of the clock, as all windows of the town. */
  readonly breaks: readonly z.infer<typeof shiftBreakSchema>[];
  readonly truck: TownTruck;
}

export interface TownTruck extends Size {
  readonly id: string;
  readonly code: string;
  /** As painted on it. */
  readonly number: number;
  readonly capacityKg: number;
  readonly capacityLitres: number;
  readonly streams: readonly Stream[];
  readonly depot: { readonly id: string; readonly name: string; readonly roadPosition: LonLat };
  readonly costPerDay: number;
  readonly costPerHour: number;
  readonly costPerKm: number;
}

const streamsSchema = z.array(streamSchema);
const closedGeometrySchema = z.union([lineStringSchema, surfaceSchema]);
const breaksSchema = z.array(shiftBreakSchema);
const targetSettingSchema = z.enum([...SETTINGS, 'any']);

/**
 * Reads what the plan of `day` is made from: visits due (collection days and what was missed before), trucks with a shift
 * on that weekday, active disposal sites, units and targets in force.
 *
 * @param now decides which of the days before are over
 * @param besides shifts that are kept though they are out, and points though nothing of them is due; with `usual` crews keep to their
 *   usual routes of the weekday, if there are any
 * @throws PlanningFailure `nothing-due`, `no-trucks-on-shift`, `all-trucks-out`, `no-disposal-site`, `all-sites-closed`
 */
export async function gather(
  database: Database,
  area: { readonly id: string; readonly timeZone: string },
  day: Day,
  now: Date,
  besides: {
    readonly shifts?: ReadonlySet<string>;
    readonly points?: ReadonlySet<string>;
    readonly usual?: boolean;
    /** What is due in place of what the history makes due; nothing is due then, too. */
    readonly due?: readonly DueVisit[];
  } = {},
): Promise<DayTown> {
  const { prisma } = database;
  const townId = area.id;
  const at = new Date();
  const [inputs, last, usual] = await Promise.all([
    readDayInputs(prisma, townId, day),
    readFamiliarVisits(database, townId, day),
    besides.usual ? readUsualVisits(prisma, townId, day) : null,
  ]);
  const { targets, points, holidays, streets } = inputs;
  const working = workingDay(inputs);
  const { facilities, out } = working;
  const shifts = inputs.shifts.filter((row) => working.shifts.includes(row) || besides.shifts?.has(row.id));
  const periodDays = Math.max(7, ...points.flatMap(({ streams }) => streams.map(longestIntervalDays)));
  const history = await readServiceHistory(database, area, day, now, 'as-planned', periodDays);
  const { units, unitOf } = await readUnitsInForce(prisma, townId, day, points);
  const due = besides.due ?? dueVisits(points, day, history, holidays);
  const sites = facilities
    .map((row) => ({
      id: row.id,
      code: row.code,
      name: row.name,
      roadPosition: [row.roadLon, row.roadLat] as LonLat,
      windows: row.windows,
      acceptedStreams: streamsSchema.parse(row.acceptedStreams),
      dailyIntakeKg: row.dailyIntakeKg,
      unloadSeconds: row.unloadSeconds,
    }))
    .filter((site) => site.acceptedStreams.length > 0);
  if (due.length === 0 && !besides.due) throw new PlanningFailure('nothing-due', { day });
  if (shifts.length === 0) throw noTrucks(day, out);
  if (sites.length === 0) throw noSites(day, out);

  const duePoints = new Set(due.map((visit) => visit.pointId));
  const aims = targets.map((row) => ({
    setting: targetSettingSchema.parse(row.setting),
    streams: streamsSchema.parse(row.streams),
    effectiveOn: dateToDay(row.effectiveOn),
    share: row.share,
  }));
  const yesterday = addDays(dayOf(now, area.timeZone), -1);
  return {
    area,
    day,
    units,
    targets: aims,
    debts: await readDebts(prisma, townId, units, aims, { day, yesterday }),
    points: new Map(
      points
        .filter((row) => duePoints.has(row.id) || besides.points?.has(row.id))
        .map((row) => [
          row.id,
          {
            id: row.id,
            code: row.code,
            name: row.name,
            unitId: unitOf(row)?.id ?? null,
            roadPosition: [row.roadLon, row.roadLat],
            serviceSeconds: row.serviceSeconds,
            windows: dayWindowsSchema.parse(row.windows),
            maxHeightMetres: row.maxHeightMetres,
            maxWidthMetres: row.maxWidthMetres,
            maxWeightTonnes: row.maxWeightTonnes,
          },
        ]),
    ),
    due,
    sites,
    ...(usual && usual.size > 0 ? { familiar: usual, isUsual: true } : { familiar: last }),
    out,
    closedStreets: streets.map(({ name, geometry }) => ({ name, geometry: closedGeometrySchema.parse(geometry) })),
    closedStreams: streamsOf(inputs.facilities.filter(({ id }) => !facilities.some((open) => open.id === id))),
    streamsOfTrucksOut: [
      ...new Set(
        inputs.shifts.filter((row) => !shifts.includes(row)).flatMap(({ truck }) => streamsSchema.parse(truck.streams)),
      ),
    ],
    basis: basisOf(inputs, day, duePoints, working, at),
    shifts: withoutOverlap(
      shifts.map((row) => ({
        id: row.id,
        startSeconds: secondsAtClock(day, row.startSecond, area.timeZone),
        endSeconds: secondsAtClock(day, row.endSecond, area.timeZone),
        maxOvertimeSeconds: row.maxOvertimeSeconds,
        breaks: breaksSchema.parse(row.breaks),
        truck: {
          id: row.truck.id,
          code: row.truck.code,
          number: row.truck.number,
          capacityKg: row.truck.capacityKg,
          capacityLitres: row.truck.capacityLitres,
          heightMetres: row.truck.heightMetres,
          widthMetres: row.truck.widthMetres,
          weightTonnes: row.truck.weightTonnes,
          streams: streamsSchema.parse(row.truck.streams),
          depot: {
            id: row.truck.depot.id,
            name: row.truck.depot.name,
            roadPosition: [row.truck.depot.roadLon, row.truck.depot.roadLat],
          },
          costPerDay: row.truck.costPerDay,
          costPerHour: row.truck.costPerHour,
          costPerKm: row.truck.costPerKm,
        },
      })),
    ),
  };
}

function streamsOf(facilities: readonly { readonly acceptedStreams: string[] }[]): Stream[] {
  return [...new Set(facilities.flatMap(({ acceptedStreams }) => streamsSchema.parse(acceptedStreams)))];
}

function noTrucks(day: Day, out: readonly DayOut[]): PlanningFailure {
  const trucks = out.flatMap((one) => ('truckCode' in one ? [one.truckCode] : []));
  return trucks.length === 0
    ? new PlanningFailure('no-trucks-on-shift', { day })
    : new PlanningFailure('all-trucks-out', { day, trucks: [...new Set(trucks)].join(', ') });
}

function noSites(day: Day, out: readonly DayOut[]): PlanningFailure {
  const closed = out.flatMap((one) => (one.kind === 'facility-closed' ? [one.facilityName] : []));
  return closed.length === 0
    ? new PlanningFailure('no-disposal-site', { day })
    : new PlanningFailure('all-sites-closed', { day, facilities: closed.join(', ') });
}

/** Shifts of one truck in order of their start: one ends, overtime included, before the truck's next begins. */
export function withoutOverlap(shifts: readonly TownShift[]): TownShift[] {
  return shifts.map((shift) => {
    const next = shifts
      .filter((other) => other.truck.id === shift.truck.id && other.startSeconds > shift.startSeconds)
      .reduce((earliest, other) => Math.min(earliest, other.startSeconds), Number.POSITIVE_INFINITY);
    const endSeconds = Math.min(shift.endSeconds, next);
    return { ...shift, endSeconds, maxOvertimeSeconds: Math.min(shift.maxOvertimeSeconds, next - endSeconds) };
  });
}
