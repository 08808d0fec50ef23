import busboy from 'busboy';
import type { Request } from 'express';
import { generalProblem } from '../../http/general-problems.ts';
import { sheetProblem } from './problems.ts';

/** Largest spreadsheet, in megabytes: ten thousand points are about two. */
const MOST_MEGABYTES = 20;

export interface ReceivedSheet {
  readonly file: { readonly name: string; readonly bytes: Uint8Array } | null;
  readonly fields: Readonly<Record<string, string>>;
}

/**
 * Reads a form of one file and its fields into memory.
 * @throws Problem `media-type-unsupported`, `sheet-too-large`, `sheet-upload-broken`
 */
export async function receiveSheet(request: Request): Promise<ReceivedSheet> {
  if (!request.is('multipart/form-data')) {
    throw generalProblem('media-type-unsupported', { wanted: 'multipart/form-data' });
  }
  const fields: Record<string, string> = {};
  let file: ReceivedSheet['file'] = null;
  try {
    const form = busboy({
      headers: request.headers,
      defParamCharset: 'utf8',
      limits: { files: 1, fields: 20, fieldSize: 100_000, fileSize: MOST_MEGABYTES * 1_000_000 },
    });
    await new Promise<void>((resolve, reject) => {
      form.on('field', (name, value) => {
        fields[name] = value;
      });
      form.on('file', (field, stream, { filename }) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('error', () => undefined);
        stream.once('limit', () =>
          reject(sheetProblem('sheet-too-large', { file: filename ?? '', megabytes: MOST_MEGABYTES })),
        );
        stream.once('end', () => {
          if (field === 'file' && filename) file = { name: filename, bytes: Buffer.concat(chunks) };
        });
      });
      form.on('error', () => reject(sheetProblem('sheet-upload-broken')));
      form.once('close', resolve);
      request.once('aborted', () => form.destroy(sheetProblem('sheet-upload-broken')));
      request.pipe(form);
    });
  } catch (error) {
    // What is still to come is thrown away, so that the answer gets through to whoever is still sending.
    request.unpipe();
    request.resume();
    throw error instanceof Error && error.name === 'Problem' ? error : sheetProblem('sheet-upload-broken');
  }
  return { file, fields };
}
