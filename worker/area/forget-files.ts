import { z } from 'zod';
import { markableFiles } from '../../domain/area-files/marked-file.ts';
import type { ImportFault } from '../../domain/areas.ts';
import { importFileKey, importFolder } from '../../records/area-imports/area-import.ts';
import type { Blobs } from '../../platform/blobs.ts';
import type { Platform } from '../../platform/platform.ts';
import {
  faultlessImports,
  faultsOfImport,
  knownImports,
  unlistedImports,
} from '../../records/area-imports/read-imports.ts';

/**
 * Removes the files of an import that ended, but for those whose rows have faults: they can be had back with the faults
 * marked for as long as the import is listed. Files that cannot be removed take up room and do no harm: how the import
 * ended holds all the same.
 */
export async function forgetFiles(
  platform: Platform,
  importId: string,
  faults: readonly ImportFault[] = [],
): Promise<void> {
  const { blobs, logger } = platform;
  try {
    const kept = new Set(markableFiles(faults).map((kind) => importFileKey(importId, kind)));
    if (kept.size === 0) await blobs.delete(importFolder(importId));
    for (const { key } of await blobs.list(importFolder(importId))) if (!kept.has(key)) await blobs.delete(key);
    await forgetUnlisted(platform);
  } catch (error) {
    logger.warn({ err: error, importId }, 'files of an area import not removed');
  }
}

/** Removes what an import that ended some time ago has left but for what {@link forgetFiles} keeps, by what its row says. */
export async function forgetEnded(platform: Platform, importId: string): Promise<void> {
  await forgetFiles(platform, importId, await faultsOfImport(platform.database.prisma, importId));
}

/**
 * Removes the files that stayed when an import ended without its worker: cancelled while the queue was away, or before it
 * ever had a job.
 *
 * @param endedBefore leaves the files of later ones to the worker that may still be at them
 */
export async function forgetLeftFiles({ blobs, database: { prisma } }: Platform, endedBefore: Date): Promise<void> {
  const withFiles = await importsWithFiles(blobs);
  if (withFiles.size === 0) return;
  for (const id of await faultlessImports(prisma, endedBefore))
    if (withFiles.has(id)) await blobs.delete(importFolder(id));
}

/**
 * Removes the files of uploads that never became an import, because their server died.
 *
 * @param begunBefore leaves later ones alone: they may still be coming in
 */
export async function forgetAbandonedUploads(
  { blobs, database: { prisma } }: Platform,
  begunBefore: Date,
): Promise<void> {
  const old = [...(await importsWithFiles(blobs))].filter(
    (id): id is string => id !== undefined && beginningOf(id) < begunBefore.getTime(),
  );
  if (old.length === 0) return;
  const known = await knownImports(prisma, old);
  for (const id of old) if (!known.has(id)) await blobs.delete(importFolder(id));
}

/** When the id of an upload was made, in milliseconds (RFC 9562, version 7); not a number for a name that is no such id. */
function beginningOf(importId: string): number {
  return z.uuidv7().safeParse(importId).success
    ? Number.parseInt(importId.replace('-', '').slice(0, 12), 16)
    : Number.NaN;
}

async function importsWithFiles(blobs: Blobs): Promise<ReadonlySet<string | undefined>> {
  return new Set((await blobs.list('imports/')).map(({ key }) => key.split('/')[1]));
}

/** Files of an upload that comes in at this moment have no row yet: they stay. */
async function forgetUnlisted({ blobs, database: { prisma } }: Platform): Promise<void> {
  const withFiles = await importsWithFiles(blobs);
  for (const id of await unlistedImports(prisma)) if (withFiles.has(id)) await blobs.delete(importFolder(id));
}
