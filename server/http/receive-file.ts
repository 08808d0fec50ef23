import busboy from 'busboy';
import type { Request } from 'express';
import { generalProblem } from './general-problems.ts';
import { Problem } from './problem.ts';

export interface ReceivedForm {
  readonly file: { readonly name: string; readonly bytes: Uint8Array } | null;
  readonly fields: Readonly<Record<string, string>>;
}

/**
 * Reads a form of one `file` and its fields into memory.
 *
 * @param problems what is thrown where the file is larger than it may be, and where the form is not whole
 * @throws Problem `media-type-unsupported`, `one-file-only`, or one of `problems`
 */
export async function receiveFile(
  request: Request,
  mostMegabytes: number,
  problems: { readonly tooLarge: (fileName: string) => Problem; readonly broken: () => Problem },
): Promise<ReceivedForm> {
  if (!request.is('multipart/form-data')) {
    throw generalProblem('media-type-unsupported', { wanted: 'multipart/form-data' });
  }
  const fields: Record<string, string> = {};
  let file: ReceivedForm['file'] = null;
  try {
    const form = busboy({
      headers: request.headers,
      defParamCharset: 'utf8',
      limits: { files: 1, fields: 20, fieldSize: 100_000, fileSize: mostMegabytes * 1_000_000 },
    });
    await new Promise<void>((resolve, reject) => {
      form.on('field', (name, value) => {
        fields[name] = value;
      });
      form.on('file', (field, stream, { filename }) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('error', () => undefined);
        stream.once('limit', () => reject(problems.tooLarge(filename ?? '')));
        stream.once('end', () => {
          if (field === 'file' && filename) file = { name: filename, bytes: Buffer.concat(chunks) };
        });
      });
      form.once('filesLimit', () => reject(generalProblem('one-file-only')));
      form.on('error', () => reject(problems.broken()));
      form.once('close', resolve);
      request.once('aborted', () => form.destroy(problems.broken()));
      request.pipe(form);
    });
  } catch (error) {
    // What is still to come is thrown away, so that the answer gets through to whoever is still sending.
    request.unpipe();
    request.resume();
    throw error instanceof Problem ? error : problems.broken();
  }
  return { file, fields };
}
