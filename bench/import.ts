import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createReadStream, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { v7 as uuid } from 'uuid';
import { writeTownFiles } from '../demo/town/files.ts';
import { generateTown } from '../demo/town/town.ts';
import { IMPORT_FILES, type ImportInput, importOptionsSchema } from '../domain/area-files/import-request.ts';
import type { LonLat } from '../domain/geo.ts';
import { keepImportFile, queueAreaImport } from '../records/area-imports/area-import.ts';
import { loadConfig } from '../platform/config.ts';
import { openPlatform, type Platform } from '../platform/platform.ts';
import { startAreaImports } from '../worker/area/import-area.ts';
import { importInOwnProcess } from '../worker/area/import-in-process.ts';
import { startOwnServices } from '../worker/area/own-services.ts';
import { memoryOfFamily, memoryOfProcess } from './process-memory.ts';
import { writeManyPoints } from './many-rows.ts';

/** How long after an import the worker's memory is looked at again. */
const REST_SECONDS = 30;
const LOOK_MILLISECONDS = 200;
/** As the kernel counts processor time for programs, on every Linux that Node runs on. */
const TICKS_A_SECOND = 100;

type Files = Record<(typeof IMPORT_FILES)[number], string>;

/**
 * How long the import of a town takes and what it costs the worker in memory: the demo's own town, the same with many
 * points, and with one unit whose ring has many corners. This process is the worker.
 * `npm run bench -- import [--points 10000] [--corners 60000]`
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { points: { type: 'string', default: '10000' }, corners: { type: 'string', default: '60000' } },
  });
  const directory = await mkdtemp(path.join(tmpdir(), 'bench-import-'));
  const services = await startOwnServices(path.join(directory, 'data'));
  const config = {
    ...loadConfig({ DATA_DIR: path.join(directory, 'data'), LOG_LEVEL: 'error' }),
    databaseUrl: services.databaseUrl,
  };
  const platform = await openPlatform(config, 'bench-import');
  const worker = startAreaImports(platform, {}, importInOwnProcess(platform));
  try {
    const demo = await demoFiles(path.join(directory, 'town'));
    const rows: Record<string, string | number>[] = [];
    for (const [name, files] of [
      ['the demo town', demo],
      [`${values.points} points`, { ...demo, points: await writeManyPoints(demo.points, Number(values.points)) }],
      [`a ring of ${values.corners} corners`, { ...demo, units: await longRing(demo.units, Number(values.corners)) }],
    ] as const) {
      rows.push({ import: name, ...(await importOnce(platform, files)) });
      console.table(rows.slice(-1));
    }
    console.table(rows);
  } finally {
    await worker.close();
    await platform.close();
    await services.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

async function demoFiles(directory: string): Promise<Files> {
  await writeTownFiles(generateTown(1), directory, 'bench');
  const at = (name: string): string => path.join(directory, name);
  return {
    osm: at('demo-town.osm.pbf'),
    units: at('units.geojson'),
    points: at('points.csv'),
    trucks: at('trucks.csv'),
    facilities: at('facilities.csv'),
  };
}

/** A units' file of one unit around the whole town, whose border wriggles. */
async function longRing(file: string, corners: number): Promise<string> {
  const first = JSON.parse(await readFile(file, 'utf8')).features[0];
  const centre: LonLat = [105.89, 20.086];
  const ring = Array.from({ length: corners }, (_, k): LonLat => {
    const angle = (k / corners) * 2 * Math.PI;
    const radius = 0.12 + 0.0005 * Math.sin(k * 1.7);
    return [centre[0] + radius * Math.cos(angle), centre[1] + radius * Math.sin(angle)];
  });
  const unit = { ...first, geometry: { type: 'Polygon', coordinates: [[...ring, ring[0]]] } };
  const out = file.replace('.geojson', '-long.geojson');
  await writeFile(out, JSON.stringify({ type: 'FeatureCollection', features: [unit] }));
  return out;
}

async function importOnce(platform: Platform, paths: Files): Promise<Record<string, string | number>> {
  const importId = uuid();
  const files: ImportInput['files'] = {};
  for (const kind of IMPORT_FILES) {
    const { key } = await keepImportFile(platform.blobs, importId, kind, createReadStream(paths[kind]));
    files[kind] = { key, name: path.basename(paths[kind]) };
  }
  const options = importOptionsSchema.parse({ name: 'Bench', onFault: 'skip', isSynthetic: true });
  const before = memoryOfProcess(process.pid);
  const began = performance.now();
  const processorBefore = processorSeconds();
  await queueAreaImport(platform, { importId, input: { files, options }, requestedBy: null });
  const phases = new Map<string, number>();
  let peak = 0;
  for (let last = began; ; ) {
    await wait(LOOK_MILLISECONDS);
    const row = await platform.database.prisma.areaImport.findUniqueOrThrow({ where: { id: importId } });
    const now = performance.now();
    const phase = row.phase ?? row.state;
    phases.set(phase, (phases.get(phase) ?? 0) + now - last);
    last = now;
    peak = Math.max(peak, memoryOfFamily(process.pid));
    if (row.state !== 'queued' && row.state !== 'running') {
      if (row.state !== 'done')
        throw new Error(`${row.state}: ${JSON.stringify(row.failure)} ${JSON.stringify(row.faults).slice(0, 500)}`);
      phases.delete('done');
      break;
    }
  }
  const seconds = (performance.now() - began) / 1000;
  await wait(REST_SECONDS * 1000);
  // Not before: of a process it started the kernel tells once that has ended.
  const processor = processorSeconds() - processorBefore;
  const tenths = (value: number): number => Math.round(value * 10) / 10;
  return {
    seconds: tenths(seconds),
    'of processors': tenths(processor),
    'of it': [...phases]
      .filter(([, ms]) => ms >= 500)
      .map(([phase, ms]) => `${phase} ${tenths(ms / 1000)}`)
      .join(', '),
    'worker before MB': before,
    'peak with children MB': peak,
    [`worker ${REST_SECONDS} s after MB`]: memoryOfProcess(process.pid),
  };
}

/** Processor time of this process and of those it started that have ended. */
function processorSeconds(): number {
  const fields = readFileSync('/proc/self/stat', 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  const [user, system, childrenUser, childrenSystem] = fields.slice(11, 15).map(Number);
  return (user + system + childrenUser + childrenSystem) / TICKS_A_SECOND;
}
