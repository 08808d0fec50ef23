import type { ReplanRequest } from '../../domain/replans/replans.ts';
import type { DayWindow } from '../../domain/windows.ts';
import type { DayTown, TownShift } from '../gather.ts';

/** Litres of ten kilograms where the books know no better. */
const LITRES_OF_10_KG = 22;

/** The day's town with the ends and rests of shifts as somebody edited them in a plan of it. */
export function withShiftsOf(town: DayTown, edited: readonly TownShift[]): DayTown {
  const byId = new Map(edited.map((shift) => [shift.id, shift]));
  return {
    ...town,
    shifts: town.shifts.map((shift) => {
      const { endSeconds, maxOvertimeSeconds, breaks } = byId.get(shift.id) ?? shift;
      return { ...shift, endSeconds, maxOvertimeSeconds, breaks };
    }),
  };
}

/**
 * The day's town as somebody says it is now: facilities that close, crews that leave early, and visits that cannot wait.
 *
 * @param town with the points of urgent visits, due or not; a visit that is due anyhow is not made twice,
 *   and has its window
 * @param secondOf an instant as the second of the local day that clocks show
 */
export function changedTown(
  town: DayTown,
  { closed, urgent, leaving }: Pick<ReplanRequest, 'closed' | 'urgent' | 'leaving'>,
  secondOf: (instant: string | null) => number,
): DayTown {
  const leavesAt = new Map(leaving.map(({ truck, at }) => [truck, secondOf(at)]));
  const closesAt = new Map(closed.map(({ facilityId, from }) => [facilityId, secondOf(from)]));
  const due = [...town.due];
  for (const { pointId, stream, kg, window } of urgent) {
    if (!town.points.has(pointId)) continue;
    const windows = window && { windows: [[secondOf(window[0]), secondOf(window[1])] satisfies DayWindow] };
    const at = due.findIndex((visit) => visit.pointId === pointId && visit.stream === stream);
    const known = due[at];
    if (known) {
      due[at] = { ...known, ...windows };
      continue;
    }
    const mass = { massKg: kg, litres: Math.ceil((kg * LITRES_OF_10_KG) / 10) };
    due.push({ pointId, stream, ...mass, days: 1, isCarriedOver: false, ...windows });
  }
  return {
    ...town,
    due,
    shifts: town.shifts.map((shift) => {
      const second = leavesAt.get(shift.truck.id);
      if (second === undefined || second >= shift.endSeconds + shift.maxOvertimeSeconds) return shift;
      // One that would begin later has no time left in it.
      const endSeconds = Math.max(shift.startSeconds, Math.min(shift.endSeconds, second));
      return { ...shift, endSeconds, maxOvertimeSeconds: Math.max(0, second - endSeconds) };
    }),
    sites: town.sites.flatMap((site) => {
      const second = closesAt.get(site.id);
      if (second === undefined) return [site];
      const windows: DayWindow[] = (site.windows.length === 0 ? [[0, second] as const] : site.windows).flatMap(
        ([from, to]): DayWindow[] => (from < second ? [[from, Math.min(to, second)]] : []),
      );
      // A window that nobody can reach: trucks that carry what only it takes have to be told of.
      return [{ ...site, windows: windows.length === 0 ? [[0, 0] as DayWindow] : windows }];
    }),
  };
}
