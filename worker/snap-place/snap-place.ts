import type { JobData } from '../../domain/jobs.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Processor } from '../../platform/queue.ts';
import { type Repeated, repeat } from '../../platform/repeat.ts';
import { replaceReaches } from '../../records/points/point-reaches.ts';
import { facilityToPlace, pointToPlace, readRoadFleet } from '../../records/register/road-fleet.ts';
import { keepRoadPlace, soughtPlaces } from '../../records/register/road-places.ts';
import { readTown } from '../../records/towns/active-town.ts';
import type { RoadEngine } from '../../roads/engine.ts';
import { type AreaRoads, openAreaRoads } from '../../planning/town-roads.ts';
import { placeFacilities } from '../area/place-facilities.ts';
import { placePoints } from '../area/place-points.ts';
import { reachesOf } from '../area/reaches.ts';

const SWEEP_SECONDS = 30;

/** Who asks the road engine, and until when. */
interface Asking {
  readonly engine: RoadEngine;
  readonly graphId: string;
  readonly signal: AbortSignal;
}

/**
 * The processor of `snap-place` jobs: lays a point or facility that was made or moved onto a road, as the import does, and finds
 * anew what a point reaches on foot. A place that was moved again meanwhile has a job of its own.
 */
export function snapPlaceWork(
  platform: Platform,
  { roads = openAreaRoads(platform) }: { roads?: AreaRoads } = {},
): { process: Processor<JobData<'snap-place'>>; close(): Promise<void> } {
  const { prisma } = platform.database;
  return {
    async process({ data: { subject, id }, signal }) {
      const where = { id, roadState: 'being-found' };
      const place =
        subject === 'points'
          ? await prisma.collectionPoint.findFirst({ where })
          : await prisma.facility.findFirst({ where });
      if (!place) return;
      const town = await readTown(prisma, place.townId);
      const isDone = await roads.lend(town, async (engine) => {
        const asking = { engine, graphId: town.graphId ?? engine.graphId, signal };
        return subject === 'points' ? await snapPoint(platform, id, asking) : await snapFacility(platform, id, asking);
      });
      if (!isDone) return;
      try {
        await platform.bus.publish('register', { subject, ids: [id] });
      } catch (error) {
        platform.logger.warn({ err: error, subject, id }, 'road place not announced');
      }
    },
    close: () => roads.close(),
  };
}

/** Lays a point onto a road; one of a day alone reaches nobody on foot. @returns whether it was written */
export async function snapPoint(
  { database: { prisma } }: Pick<Platform, 'database'>,
  id: string,
  { engine, graphId, signal }: Asking,
): Promise<boolean> {
  const row = await prisma.collectionPoint.findUniqueOrThrow({ where: { id }, include: { streams: true } });
  const fleet = await readRoadFleet(prisma, row.townId);
  const options = { signal, onProgress: () => undefined };
  const placed = await placePoints({ kind: 'points', name: '' }, [pointToPlace(row)], fleet, engine, options);
  const [point] = placed.rows;
  if (!point) return await keepRoadPlace(prisma, 'points', row, null);
  const found = { position: point.roadPosition, distanceMetres: point.roadDistanceMetres };
  if (row.onceOn) return await keepRoadPlace(prisma, 'points', row, found);
  const [reaches] = await reachesOf([point], engine, options);
  return await keepRoadPlace(prisma, 'points', row, found, (transaction) =>
    replaceReaches(transaction, id, graphId, reaches),
  );
}

async function snapFacility({ database: { prisma } }: Platform, id: string, { engine, signal }: Asking) {
  const row = await prisma.facility.findUniqueOrThrow({ where: { id } });
  const { trucks, facilities } = await readRoadFleet(prisma, row.townId);
  // The depots beside it say from where it must be reached.
  const depots = facilities.filter(({ kind, code }) => kind === 'depot' && code !== row.code);
  const file = { kind: 'facilities', name: '' } as const;
  const { rows } = await placeFacilities(file, [...depots, facilityToPlace(row)], trucks, engine, signal);
  const placed = rows.find(({ code }) => code === row.code);
  const found = placed ? { position: placed.roadPosition, distanceMetres: placed.roadDistanceMetres } : null;
  return await keepRoadPlace(prisma, 'facilities', row, found);
}

/** Looks at once and every half minute for places whose road is to be found and whose job was lost, until stopped. */
export function keepSnapping(platform: Pick<Platform, 'database' | 'queues' | 'logger'>): Repeated {
  const queue = platform.queues.createQueue<JobData<'snap-place'>>('snap-place');
  return repeat(
    SWEEP_SECONDS,
    async () => {
      for (const { subject, id } of await soughtPlaces(platform.database.prisma)) {
        await queue.add(
          { subject, id },
          { jobId: `sought-${subject}-${id}`, removeOnComplete: true, removeOnFail: true },
        );
      }
    },
    (error) => platform.logger.warn({ err: error }, 'sweep for places without a road failed'),
  );
}
