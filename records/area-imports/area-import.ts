import type { Readable } from 'node:stream';
import type { ImportView } from '../../domain/areas.ts';
import { importFaultSchema, importViewSchema } from '../../domain/areas.ts';
import type { ImportFile, ImportInput } from '../../domain/area-files/import-request.ts';
import type { JobData } from '../../domain/jobs.ts';
import type { AreaImport, Prisma } from '../../prisma/client/client.ts';
import type { Blobs } from '../../platform/blobs.ts';
import type { Platform } from '../../platform/platform.ts';

/** How many imports are listed, the newest; files of older ones are not kept. */
export const LISTED_IMPORTS = 50;

/** Where the files of an import lie until it ended, and faulty ones until they are handed in again. */
export function importFolder(importId: string): string {
  return `imports/${importId}/`;
}

/** The key of one of its files. */
export function importFileKey(importId: string, kind: ImportFile): string {
  // Valhalla tells an extract by the end of its name.
  return `${importFolder(importId)}${kind}${kind === 'osm' ? '.osm.pbf' : ''}`;
}

/** Keeps one file of an import that is about to be queued. */
export async function keepImportFile(
  blobs: Blobs,
  importId: string,
  kind: ImportFile,
  content: Readable | Uint8Array,
): Promise<{ key: string; sizeBytes: number }> {
  return await blobs.put(importFileKey(importId, kind), content);
}

/**
 * Writes the row of an import whose files are kept and puts it on the queue.
 *
 * @param request.importId a new UUID; also the id of the area that will come of it
 * @param request.requestedBy id of the user who asked, `null` from the command line
 */
export async function queueAreaImport(
  platform: Platform,
  request: { importId: string; input: ImportInput; requestedBy: string | null },
): Promise<ImportView> {
  const { importId, input, requestedBy } = request;
  const row = await platform.database.prisma.areaImport.create({
    data: { id: importId, name: input.options.name, input, requestedBy },
  });
  try {
    await addImportJob(platform, importId);
  } catch (error) {
    // The row is the truth and says `queued`; a worker's sweep adds the job when the queue is back.
    platform.logger.warn({ err: error, importId }, 'queue does not take the import yet');
  }
  await announceImport(platform, importId);
  return importView(row);
}

/**
 * Tells everybody that an import or its area changed. What it tells of is committed already, so a bus that does not take
 * it is logged and no more: whoever missed it reads the rows again.
 */
export async function announceImport(
  { bus, logger }: Pick<Platform, 'bus' | 'logger'>,
  importId: string,
): Promise<void> {
  try {
    await bus.publish('areaImport', { importId });
  } catch (error) {
    logger.warn({ err: error, importId }, 'area import not announced');
  }
}

/** Tells every open page that what it shows may be of another area, or of the same with other books; see {@link announceImport}. */
export async function announceArea({ bus, logger }: Pick<Platform, 'bus' | 'logger'>, areaId: string): Promise<void> {
  try {
    await bus.publish('area', { areaId });
  } catch (error) {
    logger.warn({ err: error, areaId }, 'area not announced');
  }
}

/** Puts the job of an import on the queue unless it is there. */
export async function addImportJob(platform: Platform, importId: string): Promise<void> {
  const queue = platform.queues.createQueue<JobData<'import-area'>>('import-area');
  await queue.add({ importId }, { jobId: importId });
}

/**
 * Makes a complete area the one that this installation serves. Within a transaction, so that at every moment one is.
 *
 * @returns false when there is no such area, or it is not complete
 */
export async function activateArea(transaction: Prisma.TransactionClient, townId: string): Promise<boolean> {
  // Whoever changes which area is active waits here for whoever does so at the same moment.
  await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('area-activation', 0))`;
  if ((await transaction.town.count({ where: { id: townId, datasets: { some: { isActive: true } } } })) === 0)
    return false;
  await transaction.town.updateMany({ where: { isActive: true, id: { not: townId } }, data: { isActive: false } });
  await transaction.town.update({ where: { id: townId }, data: { isActive: true } });
  return true;
}

/**
 * An import's row as people see it.
 *
 * @param about.faultCount of a row that was read without its faults
 * @param about.mendable its files that are kept to be mended
 */
export function importView(
  row: Omit<AreaImport, 'input'>,
  about: { faultCount?: number | undefined; mendable?: ImportFile[] } = {},
): ImportView {
  const faults = importFaultSchema.array().parse(row.faults);
  return importViewSchema.parse({
    ...row,
    faults,
    faultCount: about.faultCount ?? faults.length,
    mendable: about.mendable ?? [],
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
  });
}
