import type { CollectionSchedule } from '../../domain/collection-days.ts';
import { isoWeekday } from '../../domain/day.ts';
import { itemAt } from '../../domain/item-at.ts';
import { gapsBefore, type Pattern, weeklyPattern } from '../../domain/week/patterns.ts';
import { litresOf } from '../../domain/streams.ts';
import type { DayTown, TownShift, TownSite } from '../gather.ts';
import type { DayMatrix } from '../matrix.ts';
import type { DayPlaces } from '../places.ts';
import { haulOf, type WeekFleet, type WeekModel, type WeekTask } from './assign.ts';
import type { WeekStream, WeekTown } from './week-town.ts';

/** All of a week in one day: every point, truck and site that there is on any day of it; `null` where nobody works all week. */
export function wholeWeek({ towns }: WeekTown): DayTown | null {
  const there = towns.filter((town) => town !== null);
  const [first] = there;
  if (!first) return null;
  const byId = <T extends { readonly id: string }>(all: readonly T[]) => [
    ...new Map(all.map((one) => [one.id, one])).values(),
  ];
  return {
    ...first,
    points: new Map(there.flatMap(({ points }) => [...points])),
    sites: byId(there.flatMap(({ sites }) => sites)),
    shifts: byId(there.flatMap(({ shifts }) => shifts)),
    closedStreets: [],
  };
}

/**
 * The week in numbers for the search of days. Streams that the same trucks take are collected in the same tours; a truck that takes streams of
 * several such fleets is counted to each of them.
 *
 * @returns also which task is which stream
 */
export function weekModel(
  week: WeekTown,
  whole: DayTown,
  streams: readonly WeekStream[],
  places: DayPlaces,
  matrix: DayMatrix,
): { readonly model: WeekModel; readonly streamOf: readonly number[] } {
  const travel = { size: matrix.size, seconds: matrix.seconds, metres: matrix.metres };
  const fleets = new Map<string, { readonly index: number; readonly fleet: WeekFleet }>();
  const tasks: WeekTask[] = [];
  const streamOf: number[] = [];
  streams.forEach(({ point, stream, schedule, kgPerDay, choices }, k) => {
    const place = places.ofPoint.get(point.id);
    const own = whole.points.get(point.id);
    const shifts = whole.shifts.filter(({ truck }) => truck.streams.includes(stream));
    const sites = whole.sites.filter(({ acceptedStreams }) => acceptedStreams.includes(stream));
    const patterns = choices.length > 0 ? choices : [weeklyPattern(schedule) ?? weekdaysIn(week, schedule)];
    if (place === undefined || !own || shifts.length === 0 || sites.length === 0) return;
    const name = [...new Set(shifts.map(({ truck }) => truck.id))].sort().join(' ');
    const known = fleets.get(name) ?? { index: fleets.size, fleet: fleetOf(week, shifts, sites, places) };
    fleets.set(name, known);
    tasks.push({
      ...{ place, fleet: known.index, serviceSeconds: own.serviceSeconds },
      loadsPerKg: Math.max(
        1 / mean(shifts, ({ truck }) => truck.capacityKg),
        litresOf(stream, 1000) / 1000 / mean(shifts, ({ truck }) => truck.capacityLitres),
      ),
      haulSeconds: Math.min(
        ...sites.map((site) => haulOf(travel, place, places.ofSite.get(site.id) ?? place, site.unloadSeconds)),
      ),
      options: patterns.map((pattern) => {
        const gaps = gapsBefore(pattern);
        return {
          days: pattern.map((weekday) => weekday - 1),
          kg: pattern.map((weekday) => kgPerDay * (gaps.get(weekday) ?? 7)),
        };
      }),
    });
    streamOf.push(k);
  });
  return { model: { ...travel, fleets: [...fleets.values()].map(({ fleet }) => fleet), tasks }, streamOf };
}

/** Weekdays of a rule that is not the same every week, as the week has them. */
function weekdaysIn({ days }: WeekTown, { weekdays, days: rules }: CollectionSchedule): Pattern {
  const all = rules ? rules.rules.flatMap((rule) => rule.weekdays) : weekdays;
  return days.map(isoWeekday).filter((weekday) => all.includes(weekday));
}

function fleetOf(
  { towns }: WeekTown,
  shifts: readonly TownShift[],
  sites: readonly TownSite[],
  places: DayPlaces,
): WeekFleet {
  const worked = ({ startSeconds, endSeconds, breaks }: TownShift): number =>
    endSeconds - startSeconds - breaks.reduce((sum, { seconds }) => sum + seconds, 0);
  const ids = new Set(shifts.map(({ id }) => id));
  const { depot } = itemAt(shifts, 0).truck;
  return {
    depot: places.ofDepot.get(depot.id) ?? 0,
    site: places.ofSite.get(itemAt(sites, 0).id) ?? 0,
    dongPerHour: mean(shifts, (shift) => shift.truck.costPerHour),
    dongPerKm: mean(shifts, (shift) => shift.truck.costPerKm),
    dongPerTruckDay: mean(shifts, (shift) => shift.truck.costPerDay),
    shiftSeconds: mean(shifts, worked),
    workSeconds: towns.map((town) =>
      (town?.shifts ?? []).filter(({ id }) => ids.has(id)).reduce((sum, shift) => sum + worked(shift), 0),
    ),
  };
}

const mean = (shifts: readonly TownShift[], of: (shift: TownShift) => number): number =>
  shifts.reduce((sum, shift) => sum + of(shift), 0) / shifts.length;
