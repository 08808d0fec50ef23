import type { Day } from '../../domain/day.ts';
import type { PlaceOnMap, ReplanAsk, ReplanRequest } from '../../domain/replans/replans.ts';
import { RoadError } from '../../roads/engine.ts';
import { PlanningFailure } from '../../planning/failure.ts';
import { profileOf } from '../../planning/matrix.ts';
import { sizeClasses } from '../../planning/access.ts';
import type { AreaRoads } from '../../planning/town-roads.ts';
import type { Platform } from '../../platform/platform.ts';
import { makeCalledPlace, OutsideUnits, readAround } from '../../records/points/called-places.ts';
import type { ActiveTown } from '../../records/towns/active-town.ts';
import { readTruckSizes } from '../../records/trucks/trucks-of-town.ts';
import { replanProblem } from './problems.ts';

/** What is known of a place of the town before a truck is called to it. @throws Problem `roads-not-ready` */
export async function readPlaceOnMap(
  { database: { prisma } }: Pick<Platform, 'database'>,
  roads: AreaRoads,
  town: ActiveTown,
  day: Day,
  position: PlaceOnMap['position'],
): Promise<PlaceOnMap> {
  const [around, road] = await Promise.all([
    readAround(prisma, town.id, day, position),
    roadAt(prisma, roads, town, position),
  ]);
  return { position, road, ...around };
}

/** Where the town's smallest trucks would stop; `null` where no road is near. @throws Problem `roads-not-ready`, RoadError */
async function roadAt(
  prisma: Platform['database']['prisma'],
  roads: AreaRoads,
  town: ActiveTown,
  position: PlaceOnMap['position'],
): Promise<PlaceOnMap['road']> {
  const [smallest] = sizeClasses(await readTruckSizes(prisma, town.id));
  if (!smallest) return null;
  try {
    const [snapped] = await roads.lend(town, (engine) => engine.snap([position], profileOf(smallest)));
    if (!snapped) return null;
    return {
      position: snapped.position,
      distanceMetres: Math.round(snapped.distanceMetres),
      name: snapped.wayName,
    };
  } catch (error) {
    const isNoGraph = error instanceof PlanningFailure && error.code === 'roads-unavailable';
    if (isNoGraph || (error instanceof RoadError && error.code === 'engine-unavailable')) {
      throw replanProblem('roads-not-ready');
    }
    if (error instanceof RoadError && error.code === 'out-of-area') return null;
    throw error;
  }
}

/**
 * What is asked for, with a point of the day in place of each place.
 *
 * @throws Problem `place-outside-units`
 */
export async function withPoints(
  { prisma }: Platform['database'],
  whose: { readonly townId: string; readonly day: Day; readonly by: string },
  asked: ReplanAsk,
): Promise<ReplanRequest> {
  try {
    return await prisma.$transaction(async (transaction) => {
      const urgent: ReplanRequest['urgent'] = [];
      for (const visit of asked.urgent) {
        if ('pointId' in visit) urgent.push(visit);
        else {
          const { place, ...rest } = visit;
          urgent.push({ ...rest, pointId: await makeCalledPlace(transaction, whose, place) });
        }
      }
      return { ...asked, urgent };
    });
  } catch (error) {
    throw error instanceof OutsideUnits ? replanProblem('place-outside-units', { name: error.place }) : error;
  }
}
