import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Health } from '../../domain/health.ts';
import { diskSpace } from '../../platform/disk-space.ts';
import type { Platform } from '../../platform/platform.ts';
import { isGraphThere } from '../../roads/valhalla/graph-file.ts';
import { type ActiveTown, findActiveTown } from '../../records/towns/active-town.ts';
import type { RoadsPulse } from './roads-pulse.ts';
import type { WorkerPulse } from './worker-pulse.ts';

type Part = Health['database'];
const OK: Part = { state: 'ok', detail: null };

/** The state of everything planning needs. `status` is `ok` once a day can be planned. */
export async function readHealth(
  platform: Platform,
  workers: WorkerPulse,
  roadServer: RoadsPulse | null,
): Promise<Health> {
  const { area, database } = await readDatabase(platform);
  const queue: Part = (await platform.queues.healthy()) ? OK : { state: 'failed', detail: 'the queue does not answer' };
  const roads = await readRoads(platform, area, roadServer);
  const worker: Part = workers.isAlive() ? OK : { state: 'starting', detail: 'no worker has been heard of' };
  const accounts = readAccounts(platform.config);
  const disk = await readDisk(platform.config);
  const isReady =
    disk.state !== 'failed' && [database, queue, roads, worker, accounts].every(({ state }) => state === 'ok');
  const status = isReady ? 'ok' : 'unavailable';
  return { status, area: area?.name ?? null, database, queue, roads, worker, accounts, disk };
}

/** Both are written when the demo's accounts are all there, or when somebody wanted none. */
const DEMO_FILES = ['demo-accounts.json', 'demo-is-set-up'];

function readAccounts({ demo, dataDir }: Platform['config']): Part {
  if (!demo || DEMO_FILES.some((file) => existsSync(path.join(dataDir, file)))) return OK;
  return { state: 'starting', detail: 'the accounts of the demo are not made yet' };
}

async function readDisk({ dataDir }: Platform['config']): Promise<Health['disk']> {
  try {
    const { state, freeBytes } = await diskSpace(dataDir);
    if (state === 'ok') return { state, detail: null, freeBytes };
    const detail = `${Math.round(freeBytes / 1e6)} MB are free on the disk of the data`;
    return { state: state === 'full' ? 'failed' : 'low', detail, freeBytes };
  } catch {
    // A file system that does not say is none that is known to be full; one that is gone the supervisor tells of.
    return { state: 'failed', detail: 'the disk of the data does not answer', freeBytes: 0 };
  }
}

async function readDatabase(platform: Platform): Promise<{ area: ActiveTown | null; database: Part }> {
  try {
    return { area: await findActiveTown(platform.database.prisma), database: OK };
  } catch (error) {
    platform.logger.warn({ err: error }, 'health: database does not answer');
    return { area: null, database: { state: 'failed', detail: 'the database does not answer' } };
  }
}

/** A road server must answer. Without one the engine lives in the worker; here it counts that what it opens is whole. */
async function readRoads(platform: Platform, area: ActiveTown | null, roadServer: RoadsPulse | null): Promise<Part> {
  if (!area?.graphId) return { state: 'starting', detail: 'no area with a road graph is active' };
  if (roadServer) {
    return (await roadServer.isAlive()) ? OK : { state: 'failed', detail: 'the road server does not answer' };
  }
  const isThere = await isGraphThere(platform.blobs.path(`areas/${area.datasetId}/graph`));
  return isThere ? OK : { state: 'failed', detail: 'the road graph of the active area is missing' };
}
