import type { Day } from '../domain/day.ts';
import type { LonLat } from '../domain/geo.ts';
import { itemAt } from '../domain/item-at.ts';
import type { Database } from '../platform/database.ts';
import type { RoadEngine } from '../roads/engine.ts';
import { type DayTown, gather } from './gather.ts';
import { closedRoadsOf } from '../roads/closed-roads.ts';
import { dayMatrix, profileOf } from './matrix.ts';
import { placesOf } from './places.ts';
import { type DayProblem, dayProblem } from './problem.ts';

/**
 * Makes the problem of a day from what the town's records say of it: what is due, who works and where, and how far it is.
 *
 * @param now decides which of the days before are over
 * @param options.onGathered called when only the matrix is still to come, `onProgress` with the share of it that is there
 * @throws PlanningFailure where there is nothing to plan, or no way; RoadError; the signal's reason when it is aborted
 */
export async function prepareDay(
  database: Database,
  engine: RoadEngine,
  area: { readonly id: string; readonly timeZone: string },
  day: Day,
  now: Date,
  options: {
    readonly signal: AbortSignal;
    readonly onGathered: () => Promise<void>;
    readonly onProgress: (share: number) => void;
    /** Where trucks that are out already were seen, by shift. */
    readonly seen?: ReadonlyMap<string, LonLat>;
    /** What is gathered though the day has no need of it; see {@link gather}. */
    readonly besides?: Parameters<typeof gather>[4];
    /** What is otherwise than the books say. */
    readonly change?: (town: DayTown) => DayTown;
  },
): Promise<DayProblem> {
  const { signal, onGathered, onProgress, seen, besides, change = (asItIs) => asItIs } = options;
  const town = change(await gather(database, area, day, now, besides));
  signal.throwIfAborted();
  await onGathered();
  const places = placesOf(town, seen);
  const depotNames = new Map(town.shifts.map(({ truck }) => [truck.depot.id, truck.depot.name]));
  const closed = await closedRoadsOf(engine, town.closedStreets, profileOf(itemAt(places.classes, 0)), { signal });
  const matrix = await dayMatrix(places, depotNames, engine, { signal, onProgress, closed });
  signal.throwIfAborted();
  return dayProblem(engine.mindsClosedRoads ? { ...town, closedStreets: [] } : town, places, matrix);
}
