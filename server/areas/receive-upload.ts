import type { Readable } from 'node:stream';
import { Transform } from 'node:stream';
import busboy from 'busboy';
import type { Request } from 'express';
import {
  IMPORT_FILES,
  type ImportFile,
  type ImportInput,
  importFileSchema,
} from '../../domain/area-files/import-request.ts';
import { importFolder, keepImportFile } from '../../records/area-imports/area-import.ts';
import type { Blobs } from '../../platform/blobs.ts';
import { generalProblem } from '../http/general-problems.ts';
import { Problem } from '../http/problem.ts';
import { areaProblem } from './problems.ts';

/** Largest upload of each kind, in megabytes: a whole country's extract, and texts that still fit into memory. */
const MOST_MEGABYTES: Readonly<Record<ImportFile, number>> = {
  osm: 1024,
  units: 64,
  points: 32,
  trucks: 8,
  facilities: 8,
};

export interface Upload {
  files: ImportInput['files'];
  /** The other fields of the form, as text. */
  fields: Record<string, string>;
}

/**
 * Reads a multipart form, its files straight into the blobs of an import. After a fault nothing of it stays there.
 *
 * @throws Problem `media-type-unsupported`, `file-unexpected`, `file-too-large`, `upload-broken`
 */
export async function receiveUpload(request: Request, blobs: Blobs, importId: string): Promise<Upload> {
  try {
    return await receive(request, blobs, importId);
  } catch (error) {
    // What is still to come is thrown away, so that the answer gets through to whoever is still sending.
    request.unpipe();
    request.resume();
    await blobs.delete(importFolder(importId));
    throw error instanceof Problem ? error : areaProblem('upload-broken');
  }
}

async function receive(request: Request, blobs: Blobs, importId: string): Promise<Upload> {
  const form = openForm(request);
  const upload: Upload = { files: {}, fields: {} };
  const kept: Promise<void>[] = [];
  try {
    await new Promise<void>((resolve, reject) => {
      form.on('field', (name, value) => {
        upload.fields[name] = value;
      });
      form.on('file', (field, stream, { filename }) => {
        // Also what is thrown away ends with an error when the connection breaks.
        stream.on('error', () => undefined);
        const kind = importFileSchema.safeParse(field);
        if (!kind.success || upload.files[kind.data]) {
          stream.resume();
          reject(areaProblem('file-unexpected', { file: field, known: IMPORT_FILES.join(', ') }));
          return;
        }
        // An empty file input of a page is sent all the same, without a name.
        if (!filename) {
          stream.resume();
          return;
        }
        upload.files[kind.data] = { key: '', name: filename };
        const keeping = keep(blobs, importId, kind.data, filename, stream, upload);
        keeping.catch(reject);
        kept.push(keeping);
      });
      form.once('filesLimit', () =>
        reject(areaProblem('file-unexpected', { file: '…', known: IMPORT_FILES.join(', ') })),
      );
      // Every one of them: a form may find several faults in one piece of what arrives.
      form.on('error', reject);
      form.once('close', resolve);
      // Ends the file that is being received, which would wait for its rest for ever.
      request.once('aborted', () => form.destroy(areaProblem('upload-broken')));
      request.pipe(form);
    });
  } finally {
    await Promise.allSettled(kept);
  }
  await Promise.all(kept);
  return upload;
}

async function keep(
  blobs: Blobs,
  importId: string,
  kind: ImportFile,
  name: string,
  stream: Readable,
  upload: Upload,
): Promise<void> {
  const megabytes = MOST_MEGABYTES[kind];
  const counted = stream.pipe(
    limit(megabytes * 1_000_000, () => areaProblem('file-too-large', { file: name, megabytes })),
  );
  stream.on('error', (error) => counted.destroy(error));
  const { key } = await keepImportFile(blobs, importId, kind, counted);
  upload.files[kind] = { key, name };
}

/** Passes bytes on until there are too many. */
function limit(mostBytes: number, tooLarge: () => Error): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > mostBytes) done(tooLarge());
      else done(null, chunk);
    },
  });
}

function openForm(request: Request): busboy.Busboy {
  if (!request.is('multipart/form-data')) {
    throw generalProblem('media-type-unsupported', { wanted: 'multipart/form-data' });
  }
  return busboy({
    headers: request.headers,
    // Names of files are UTF-8 in every browser, whatever the old standard says.
    defParamCharset: 'utf8',
    limits: { files: IMPORT_FILES.length, fields: 20, fieldSize: 10_000 },
  });
}
