import { bbox, featureCollection, multiPolygon } from '@turf/turf';
import { trucksWithDepot } from '../../domain/area-files/references.ts';
import { faultOf } from '../../domain/area-files/source-file.ts';
import { IMPORT_FILES, type ImportFile, type ImportInput } from '../../domain/area-files/import-request.ts';
import type { ImportFailureCode } from '../../domain/area-files/import-failures.ts';
import type { Ground } from '../../domain/area-files/swapped-units.ts';
import type { UnitRow } from '../../domain/area-files/units-file.ts';
import type { ImportFault } from '../../domain/areas.ts';
import { dayOf } from '../../domain/day-of.ts';
import type { JobData } from '../../domain/jobs.ts';
import { announceArea, announceImport, keepImportFile } from '../../records/area-imports/area-import.ts';
import type { Platform } from '../../platform/platform.ts';
import type { JobContext, JobWorker, Processor, WorkerOptions } from '../../platform/queue.ts';
import { repeat } from '../../platform/repeat.ts';
import { buildBaseMap } from '../../roads/base-map/build.ts';
import { readStreets } from '../../roads/base-map/read-streets.ts';
import { RoadError, type RoadEngine } from '../../roads/engine.ts';
import { openRoads } from '../../roads/open-roads.ts';
import { OsmFileError } from '../../roads/osm/osm-file-error.ts';
import { readPbf } from '../../roads/osm/read-pbf.ts';
import { buildGraph } from '../../roads/valhalla/build.ts';
import { isImportDone } from '../../records/area-imports/import-states.ts';
import { readImportRequest } from '../../records/area-imports/read-imports.ts';
import { findTownForImport, hasDataset } from '../../records/towns/datasets.ts';
import { readTownAsRows } from '../../records/towns/town-as-rows.ts';
import { dwellingsAmong } from './dwellings.ts';
import { FaultyFiles, inFileOrder } from './faulty-files.ts';
import { forgetEnded, forgetFiles } from './forget-files.ts';
import { holdImport, ImportCancelled, type ImportHold } from './import-hold.ts';
import { placeFacilities } from './place-facilities.ts';
import { placePoints } from './place-points.ts';
import { reachesOf } from './reaches.ts';
import { readBuildings } from './read-buildings.ts';
import { type AreaContent, FilesMissing, readAreaFiles } from './read-files.ts';
import { takeUnits } from './take-units.ts';
import { type CompleteArea, storeArea } from './store-area.ts';
import { sweepImports } from './sweep-imports.ts';

type Job = JobContext<JobData<'import-area'>>;

const SWEEP_SECONDS = 30;

/**
 * Takes area imports off the queue, one at a time, and looks at once and every half minute for those that lost their job
 * and for files that are left of ended ones.
 *
 * @param process imports in this process unless told otherwise
 */
export function startAreaImports(
  platform: Platform,
  options: WorkerOptions = {},
  process: Processor<JobData<'import-area'>> = areaImporter(platform),
): JobWorker {
  const worker = platform.queues.createWorker('import-area', process, {
    onError: (error, jobId) => platform.logger.error({ err: error, jobId }, 'area import disturbed'),
    ...options,
  });
  const sweep = repeat(
    SWEEP_SECONDS,
    () => sweepImports(platform),
    // Database or queue are away for a moment; the next round finds the same rows.
    (error) => platform.logger.warn({ err: error }, 'sweep for lost area imports failed'),
  );
  return {
    async close(graceSeconds) {
      await sweep.stop();
      await worker.close(graceSeconds);
    },
  };
}

/**
 * The processor of the queue `import-area`: from the files of an import to an area that is complete. Either all of it is
 * there afterwards, or nothing but the import's row that says why.
 */
export function areaImporter(platform: Platform): Processor<JobData<'import-area'>> {
  return async (job) => {
    const { importId } = job.data;
    const hold = await holdImport(platform, importId, job.signal);
    if (!hold) return await forgetEnded(platform, importId);
    let leftOut: readonly ImportFault[] = [];
    try {
      // What an attempt before this one left when its process was killed.
      await removeGround(platform, importId);
      leftOut = await importArea(platform, importId, hold);
    } catch (error) {
      // The answer to a commit can be lost on its way: the area is there all the same.
      if (!(await isImportDone(platform.database.prisma, importId))) {
        await removeGround(platform, importId);
        return await endWithout(platform, job, hold, hold.signal.aborted ? hold.signal.reason : error);
      }
      platform.logger.warn({ err: error, importId }, 'area import disturbed after it was done');
    } finally {
      await hold.close();
      await announceImport(platform, importId);
    }
    await announceArea(platform, importId);
    await forgetFiles(platform, importId, leftOut);
  };
}

/** Makes the area, or brings its town up to date, and gives the faults of the rows that were left out. */
async function importArea(platform: Platform, importId: string, hold: ImportHold): Promise<readonly ImportFault[]> {
  const { blobs, database, config } = platform;
  const { signal, progress } = hold;
  const { input, requestedBy } = await readImportRequest(database.prisma, importId);
  const { osm } = input.files;
  const town = await townAtHand(platform, input);
  if (osm ? !(await blobs.info(osm.key)) : !town) throw new FilesMissing('osm');

  const box = osm ? await boxOf(osm.name, blobs.path(osm.key), hold) : null;
  const cutUnits = await unitsOfExtract(platform, importId, input);
  progress('rows', 0);
  const kept = town && (await readTownAsRows(database.prisma, town.id));
  const day = dayOf(new Date(), town?.timeZone ?? input.options.timeZone);
  const content = await readAreaFiles(blobs, input, day, box, kept);
  signal.throwIfAborted();

  const ground = groundFolder(osm || !town ? importId : town.datasetId);
  const graphDirectory = blobs.path(`${ground}graph`);
  let conditionalWays = 0;
  if (osm) {
    const onProgress = (share: number) => progress('graph', share);
    const pbfPath = blobs.path(osm.key);
    ({ conditionalWays } = await checkExtract(osm.name, () =>
      buildGraph({ pbfPath, directory: graphDirectory, signal, onProgress }),
    ));
  }
  const engine = await openRoads({ roadsUrl: config.roadsUrl, directory: graphDirectory });
  let complete: Omit<CompleteArea, 'dwellings' | 'conditionalWays' | 'streets'>;
  try {
    complete = await layOntoRoads({ ...content, faults: [...cutUnits, ...content.faults] }, input, engine, hold);
  } finally {
    await engine.close();
  }
  if (osm) await drawBaseMap(platform, ground, osm, content, input, hold);
  progress('storing', 0);
  const dwellings = osm
    ? content.groups.map(dwellingsAmong(await readBuildings(blobs.path(osm.key), signal)))
    : content.groups.map(() => null);
  const streets = osm ? await readStreets(blobs.path(baseMapKey(ground)), signal) : [];
  signal.throwIfAborted();
  const given = new Set(IMPORT_FILES.filter((kind) => input.files[kind]));
  await storeArea(
    database.prisma,
    { ...complete, dwellings, conditionalWays, streets },
    {
      importId,
      options: input.options,
      requestedBy,
      merge: town && { town, given, named: content.named },
      isGroundNew: osm !== undefined,
    },
  );
  return complete.faults;
}

/** Puts units of the extract in the place of a units file, where that was asked for, and gives a fault for each that it cuts. */
async function unitsOfExtract({ blobs }: Platform, importId: string, input: ImportInput): Promise<ImportFault[]> {
  const { osm, units } = input.files;
  if (!osm || units || input.options.unitsLevel === undefined) return [];
  const file = { name: osm.name, pbfPath: blobs.path(osm.key) };
  const { geoJson, leftOut } = await checkExtract(osm.name, () => takeUnits(file, input.options));
  const { key } = await keepImportFile(blobs, importId, 'units', Buffer.from(geoJson));
  input.files.units = { key, name: 'units.geojson' };
  return leftOut;
}

/** The town that the files are brought into; null when they make a new one. @throws NoSuchTown */
async function townAtHand({ database: { prisma } }: Platform, { options }: ImportInput) {
  if (options.town === undefined) return null;
  const town = await findTownForImport(prisma, options.town);
  if (!town) throw new NoSuchTown(options.town);
  return town;
}

/** The town that the files were meant for is not there. */
class NoSuchTown extends Error {
  override readonly name = 'NoSuchTown';
}

async function boxOf(name: string, pbfPath: string, { signal, progress }: ImportHold): Promise<Ground | null> {
  const extract = new GroundOfExtract();
  await checkExtract(name, () =>
    readPbf(
      pbfPath,
      { node: (node) => extract.take(node) },
      { signal, onProgress: (share) => progress('reading', share) },
    ),
  );
  return extract.box;
}

function baseMapKey(ground: string): string {
  return `${ground}base-map.pmtiles`;
}

async function drawBaseMap(
  { blobs }: Platform,
  ground: string,
  osm: { key: string; name: string },
  { units }: AreaContent,
  { options: { name, attribution } }: ImportInput,
  { signal, progress }: ImportHold,
): Promise<void> {
  await checkExtract(osm.name, () =>
    buildBaseMap({
      pbfPath: blobs.path(osm.key),
      bbox: groundOf(units),
      outFile: blobs.path(baseMapKey(ground)),
      ...{ name, attribution, signal },
      onProgress: (share) => progress('base-map', share),
    }),
  );
}

async function layOntoRoads(
  content: AreaContent,
  input: ImportInput,
  engine: RoadEngine,
  { signal, progress }: ImportHold,
): Promise<Omit<CompleteArea, 'dwellings' | 'conditionalWays' | 'streets'>> {
  const fileOf = (kind: ImportFile) => ({ kind, name: input.files[kind]?.name ?? kind });
  const refuse = (faults: ImportFault[]) => {
    if (input.options.onFault === 'refuse' && faults.length > 0) throw new FaultyFiles(faults);
  };
  const facilities = await placeFacilities(fileOf('facilities'), content.facilities, content.trucks, engine, signal);
  const trucks = trucksWithDepot(fileOf('trucks'), content.trucks, facilities.rows);
  // A fleet without its depots would blame points that it can reach.
  const isFleetWhole = input.options.onFault === 'skip' || facilities.faults.length === 0;
  const fleet = { trucks: isFleetWhole ? trucks.rows : content.trucks, facilities: facilities.rows };
  const points = await placePoints(fileOf('points'), content.points, fleet, engine, {
    signal,
    onProgress: (share) => progress('snapping', share),
  });
  const ofPoints = points.faults.filter((fault) => isFleetWhole || fault.code !== 'not-connected');
  refuse([...facilities.faults, ...ofPoints]);
  const reaches = await reachesOf(points.rows, engine, { signal, onProgress: (share) => progress('reach', share) });
  return {
    ...content,
    points: points.rows,
    facilities: facilities.rows,
    trucks: trucks.rows,
    reaches,
    faults: inFileOrder([...content.faults, ...facilities.faults, ...trucks.faults, ...points.faults]),
    graphId: engine.graphId,
  };
}

/** The box of the nodes of an extract. */
class GroundOfExtract {
  box: Ground | null = null;

  take({ lon, lat }: { lon: number; lat: number }): void {
    const [west, south, east, north] = this.box ?? [lon, lat, lon, lat];
    if (this.box && lon >= west && lon <= east && lat >= south && lat <= north) return;
    this.box = [Math.min(west, lon), Math.min(south, lat), Math.max(east, lon), Math.max(north, lat)];
  }
}

/** Runs what reads the extract, and turns what is wrong with that file into a fault of it. */
async function checkExtract<T>(fileName: string, read: () => Promise<T>): Promise<T> {
  const refuse = (code: string, params: ImportFault['params'] = {}) =>
    new FaultyFiles([faultOf({ kind: 'osm', name: fileName }, null, null, code, null, params)]);
  try {
    return await read();
  } catch (error) {
    if (error instanceof OsmFileError) throw refuse(`osm-${error.code}`, { byte: error.byte });
    if (error instanceof RoadError && error.code === 'bad-input') {
      const { message } = error;
      throw message.includes('holds no road') ? refuse('osm-no-roads') : refuse('osm-not-built', { message });
    }
    // The base map's way of saying that the extract holds nothing there.
    if (error instanceof RangeError) throw refuse('osm-elsewhere');
    throw error;
  }
}

/**
 * What the base map shows of an extract that may be a whole country's: the units' box and around it as much as a window
 * of another shape shows beside the town, six tenths of the box's longer side.
 */
function groundOf(units: readonly UnitRow[]): [number, number, number, number] {
  const [west, south, east, north] = bbox(
    featureCollection(units.map((unit) => multiPolygon(unit.geometry.coordinates))),
  );
  const perDegreeEast = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const around = 0.6 * Math.max((east - west) * perDegreeEast, north - south);
  return [west - around / perDegreeEast, south - around, east + around / perDegreeEast, north + around];
}

/** Ends an attempt that gave no area; throws when the job shall be tried again. */
async function endWithout(platform: Platform, job: Job, hold: ImportHold, error: unknown): Promise<void> {
  const { importId } = job.data;
  if (error instanceof ImportCancelled) return await forgetFiles(platform, importId);
  if (error instanceof FaultyFiles) {
    await hold.fail(failureOf('faulty-files', { count: error.faults.length }), error.faults);
    return await forgetFiles(platform, importId, error.faults);
  }
  if (error instanceof NoSuchTown) return await hold.fail(failureOf('no-such-town', { town: error.message }), []);
  if (error instanceof FilesMissing) return await hold.fail(failureOf('files-missing', {}), []);
  if (job.signal.aborted || !job.lastAttempt) {
    await hold.handBack();
    throw error;
  }
  platform.logger.error({ err: error, importId }, 'area import failed');
  const message = (error instanceof Error ? error.message : String(error)).slice(0, 300);
  await hold.fail(failureOf(error instanceof RoadError ? 'roads-unavailable' : 'unexpected', { message }), []);
  await forgetFiles(platform, importId);
}

function failureOf(code: ImportFailureCode, params: Record<string, string | number>) {
  return { code, params };
}

/** Road graph and base map of a map data set, which has the id of the import that makes it. */
function groundFolder(datasetId: string): string {
  return `areas/${datasetId}/`;
}

async function removeGround(platform: Platform, importId: string): Promise<void> {
  // An area that is stored keeps its ground, whatever went wrong after that.
  const isStored = await hasDataset(platform.database.prisma, importId);
  if (!isStored) await platform.blobs.delete(groundFolder(importId));
}
