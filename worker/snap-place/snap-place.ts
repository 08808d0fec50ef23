import type { JobData } from '../../domain/jobs.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Processor } from '../../platform/queue.ts';
import { type Repeated, repeat } from '../../platform/repeat.ts';
import { replaceReaches } from '../../records/points/point-reaches.ts';
import {
  facilityToPlace,
  pointToPlace,
  readFacilityToLay,
  readPointsToLay,
  readRoadFleet,
} from '../../records/register/road-fleet.ts';
import { keepRoadPlace, type RoadSubject, soughtPlaces, townOfSought } from '../../records/register/road-places.ts';
import { readTown } from '../../records/towns/active-town.ts';
import type { RoadEngine } from '../../roads/engine.ts';
import { type AreaRoads, openAreaRoads } from '../../planning/town-roads.ts';
import { placeFacilities } from '../area/place-facilities.ts';
import { placePoints } from '../area/place-points.ts';
import { reachesOf } from '../area/reaches.ts';

const SWEEP_SECONDS = 30;
/** So many points are laid together: what trucks and depots ask of the roads is asked once for all of them. */
const POINTS_AT_ONCE = 100;

type Parts = Pick<Platform, 'database' | 'bus' | 'logger'>;

/** Who asks the road engine, and until when. */
interface Asking {
  readonly engine: RoadEngine;
  readonly graphId: string;
  readonly signal: AbortSignal;
}

/**
 * The processor of `snap-place` jobs: lays a point or facility that was made or moved onto a road, as the import does, and finds
 * anew what a point reaches on foot. All others of its town that wait for it are laid with it. A place that was moved again
 * meanwhile has a job of its own.
 */
export function snapPlaceWork(
  platform: Platform,
  { roads = openAreaRoads(platform) }: { roads?: AreaRoads } = {},
): { process: Processor<JobData<'snap-place'>>; close(): Promise<void> } {
  return {
    async process({ data: { subject, id }, signal }) {
      const townId = await townOfSought(platform.database.prisma, subject, id);
      if (townId !== null) await layPlaces(platform, roads, townId, signal);
    },
    close: () => roads.close(),
  };
}

/**
 * Lays every place of a town whose road is still to be found: facilities first, since points are laid where trucks get to from
 * their depot.
 *
 * @throws RoadError
 */
export async function layPlaces(platform: Parts, roads: AreaRoads, townId: string, signal: AbortSignal): Promise<void> {
  const { prisma } = platform.database;
  const sought = await soughtPlaces(prisma, townId);
  if (sought.length === 0) return;
  const idsOf = (of: RoadSubject) => sought.flatMap(({ subject, id }) => (subject === of ? [id] : []));
  const points = idsOf('points');
  const town = await readTown(prisma, townId);
  await roads.lend(town, async (engine) => {
    const asking = { engine, graphId: town.graphId ?? engine.graphId, signal };
    for (const id of idsOf('facilities')) {
      if (await snapFacility(platform, id, asking)) await tell(platform, 'facilities', [id]);
    }
    for (let from = 0; from < points.length; from += POINTS_AT_ONCE) {
      await tell(platform, 'points', await snapPoints(platform, points.slice(from, from + POINTS_AT_ONCE), asking));
    }
  });
}

async function tell({ bus, logger }: Parts, subject: RoadSubject, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  try {
    await bus.publish('register', { subject, ids });
  } catch (error) {
    logger.warn({ err: error, subject, ids }, 'road place not announced');
  }
}

/** Lays points of one town onto roads; those of a day alone reach nobody on foot. @returns which of them were written */
async function snapPoints(
  { database: { prisma } }: Pick<Platform, 'database'>,
  ids: readonly string[],
  { engine, graphId, signal }: Asking,
): Promise<string[]> {
  const rows = await readPointsToLay(prisma, ids);
  const [first] = rows;
  if (!first) return [];
  const options = { signal, onProgress: () => undefined };
  const sought = rows.map((row) => pointToPlace(row));
  const fleet = await readRoadFleet(prisma, first.townId);
  const placed = await placePoints({ kind: 'points', name: '' }, sought, fleet, engine, options);
  const byCode = new Map(placed.rows.map((point) => [point.code, point]));
  const lasting = rows.flatMap(({ code, onceOn }) => (onceOn ? [] : (byCode.get(code) ?? [])));
  const reaches = await reachesOf(lasting, engine, options);
  const reachesByCode = new Map(lasting.map(({ code }, i) => [code, reaches[i]]));
  const written: string[] = [];
  for (const row of rows) {
    const point = byCode.get(row.code);
    const found = point ? { position: point.roadPosition, distanceMetres: point.roadDistanceMetres } : null;
    const reached = reachesByCode.get(row.code);
    const isWritten = await keepRoadPlace(prisma, 'points', row, found, async (transaction) => {
      if (reached) await replaceReaches(transaction, row.id, graphId, reached);
    });
    if (isWritten) written.push(row.id);
  }
  return written;
}

async function snapFacility(
  { database: { prisma } }: Pick<Platform, 'database'>,
  id: string,
  { engine, signal }: Asking,
) {
  const row = await readFacilityToLay(prisma, id);
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
