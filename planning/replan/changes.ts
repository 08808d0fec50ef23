import type { ReplanRequest } from '../../domain/replans/replans.ts';
import type { DayWindow } from '../../domain/windows.ts';
import type { DayTown } from '../gather.ts';

/** Litres of ten kilograms where the books know no better. */
const LITRES_OF_10_KG = 22;

/**
 * The day's town as somebody says it is now: facilities that close, and visits that cannot wait.
 *
 * @param town with the points of urgent visits, due or not; a visit that is due anyhow is not made twice,
 *   and has its window
 * @param secondOf an instant as the second of the local day that clocks show
 */
export function changedTown(
  town: DayTown,
  { closed, urgent }: Pick<ReplanRequest, 'closed' | 'urgent'>,
  secondOf: (instant: string | null) => number,
): DayTown {
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
