import { addDays, type Day } from '../../domain/day.ts';
import type { Database } from '../../platform/database.ts';
import { readInputsOfDays } from '../../records/plans/day-inputs.ts';
import { PlanningFailure } from '../failure.ts';
import { type DayTown, gather } from '../gather.ts';
import type { WeekTown } from './week-town.ts';

/**
 * Reads a week as the books have it: who works on each day and where, and every point with its streams as they hold at the week's end.
 *
 * @param now decides which days are over
 */
export async function gatherWeek(
  database: Database,
  area: { readonly id: string; readonly timeZone: string },
  monday: Day,
  now: Date,
): Promise<WeekTown> {
  const days = Array.from({ length: 7 }, (_, k) => addDays(monday, k));
  const sunday = addDays(monday, 6);
  const inputsOn = await readInputsOfDays(database.prisma, area.id, { from: monday, to: sunday });
  const { points, holidays } = inputsOn(sunday);
  const held = points.filter(({ isActive, onceOn }) => isActive && onceOn === null);
  const ids = new Set(held.map(({ id }) => id));
  const towns: (DayTown | null)[] = [];
  for (const day of days) {
    try {
      towns.push(await gather(database, area, day, now, { points: ids, due: [] }));
    } catch (error) {
      // Nobody works, or nothing is open: no day to collect on.
      if (!(error instanceof PlanningFailure)) throw error;
      towns.push(null);
    }
  }
  const unitNames = new Map(
    towns.flatMap((town) =>
      [...(town?.points ?? [])].map(([id, { unitId }]) => [id, town?.units.get(unitId ?? '')?.name ?? ''] as const),
    ),
  );
  return {
    days,
    towns,
    holidays,
    points: held.map(({ id, code, name, daysFixed, streams }) => ({
      ...{ id, code, name, daysFixed, unitName: unitNames.get(id) ?? '' },
      streams: streams.map(({ earlier: _, ...stream }) => stream),
    })),
  };
}
