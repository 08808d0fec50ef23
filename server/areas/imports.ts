import { v7 as uuid } from 'uuid';
import type { Request } from 'express';
import {
  IMPORT_FILES,
  type ImportFile,
  type ImportOptions,
  importOptionsSchema,
  REQUIRED_IMPORT_FILES,
} from '../../domain/area-files/import-request.ts';
import { markableFiles, markFaults } from '../../domain/area-files/marked-file.ts';
import type { ImportView } from '../../domain/areas.ts';
import type { JobData } from '../../domain/jobs.ts';
import {
  announceImport,
  importFileKey,
  importFolder,
  queueAreaImport,
} from '../../records/area-imports/area-import.ts';
import type { Platform } from '../../platform/platform.ts';
import { withRows } from '../../platform/source-rows.ts';
import type { Language } from '../../domain/languages.ts';
import { cancelOpenImport } from '../../records/area-imports/import-states.ts';
import { findImport } from '../../records/area-imports/read-imports.ts';
import { findTownForImport } from '../../records/towns/datasets.ts';
import { parseInput } from '../http/validation.ts';
import { areaProblem } from './problems.ts';
import { receiveUpload, type Upload } from './receive-upload.ts';

/** Takes the files and options of a form and queues their import. @throws Problem for what is wrong with the form */
export async function requestImport(
  platform: Platform,
  request: Request,
  asker: { id: string; language: Language },
): Promise<ImportView> {
  const importId = uuid();
  const upload = await receiveUpload(request, platform.blobs, importId);
  try {
    const options = readOptions(upload, asker.language);
    // Into a town that is there one file is enough: what the others would say, it has.
    const needed = options.town === undefined ? REQUIRED_IMPORT_FILES : [];
    const isTaken = (file: ImportFile) => file === 'units' && options.unitsLevel !== undefined;
    const missing = needed.find((file) => !upload.files[file] && !isTaken(file));
    if (missing) throw areaProblem('file-missing', { file: missing });
    if (Object.keys(upload.files).length === 0) throw areaProblem('file-missing', { file: IMPORT_FILES.join(', ') });
    if (options.town !== undefined && !(await findTownForImport(platform.database.prisma, options.town))) {
      throw areaProblem('no-such-area', { id: options.town });
    }
    return await queueAreaImport(platform, {
      importId,
      input: { files: upload.files, options },
      requestedBy: asker.id,
    });
  } catch (error) {
    await platform.blobs.delete(importFolder(importId));
    throw error;
  }
}

function readOptions({ fields }: Upload, language: Language): ImportOptions {
  const isYes = (name: string) => ['true', '1', 'on', 'yes'].includes(fields[name] ?? '');
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value.trim() !== ''));
  return parseInput(
    importOptionsSchema,
    {
      ...given,
      activate: isYes('activate'),
      isSynthetic: isYes('isSynthetic'),
      resolutionTargets: isYes('resolutionTargets'),
    },
    'body',
    language,
  );
}

/** @throws Problem `no-such-import` */
export async function readImport({ database: { prisma }, blobs }: Platform, id: string): Promise<ImportView> {
  const view = await findImport(prisma, id);
  if (!view) throw areaProblem('no-such-import', { id });
  if (isOpen(view)) return view;
  const kept = new Set((await blobs.list(importFolder(id))).map((blob) => blob.key));
  return { ...view, mendable: markableFiles(view.faults).filter((kind) => kept.has(importFileKey(id, kind))) };
}

/**
 * A faulty file of an import with its faults marked in it, and the name it was handed in under.
 * @throws Problem `no-such-import`, `file-not-kept`
 */
export async function readMarkedFile(
  platform: Platform,
  id: string,
  kind: ImportFile,
  language: Language,
): Promise<{ name: string; text: string }> {
  const view = await readImport(platform, id);
  const bytes = view.mendable.includes(kind) ? await platform.blobs.get(importFileKey(id, kind)) : undefined;
  const faults = view.faults.filter((fault) => fault.file === kind);
  const name = faults[0]?.fileName;
  if (!bytes || name === undefined) throw areaProblem('file-not-kept', { file: kind });
  const { file } = await withRows({ kind, name, bytes });
  return { name: name.replace(/\.xlsx$/i, '.csv'), text: markFaults(file, faults, language) };
}

function isOpen({ state }: ImportView): boolean {
  return state === 'queued' || state === 'running';
}

/**
 * Cancels an import that waits or runs: its row says so at once, and its worker stops when it sees that.
 * @throws Problem `no-such-import`, `import-not-running`
 */
export async function cancelImport(platform: Platform, id: string): Promise<ImportView> {
  if (!(await cancelOpenImport(platform.database.prisma, id))) {
    await readImport(platform, id);
    throw areaProblem('import-not-running');
  }
  try {
    const queue = platform.queues.createQueue<JobData<'import-area'>>('import-area');
    if (await queue.remove(id)) await platform.blobs.delete(importFolder(id));
  } catch (error) {
    platform.logger.warn({ err: error, importId: id }, 'job of a cancelled import stays');
  }
  // A worker that has begun, or is handed a job that stays behind, sees the row and removes the files.
  await announceImport(platform, id);
  return await readImport(platform, id);
}
