import type { z } from 'zod';
import { currentLanguage } from '../texts/i18n.ts';
import { networkProblem, problemOf } from './problem.ts';
import { type Form, readAs } from './request.ts';

interface UploadOptions {
  /** Told again and again how much of the form has left, from 0 to 1. */
  onProgress: (share: number) => void;
  signal: AbortSignal;
}

/**
 * Posts a form that may be large. `fetch` cannot tell how far a body has come; this can.
 *
 * @throws ApiProblem for any answer outside 200–299 and for no answer at all
 * @throws the signal's reason when it is broken off
 */
export async function upload<S extends z.ZodType>(
  schema: Form<S>,
  path: string,
  form: FormData,
  { onProgress, signal }: UploadOptions,
): Promise<z.infer<S>> {
  const request = new XMLHttpRequest();
  const breakOff = () => request.abort();
  signal.addEventListener('abort', breakOff);
  try {
    const { status, text } = await new Promise<{ status: number; text: string }>((resolve, reject) => {
      request.open('POST', path);
      request.setRequestHeader('Accept', 'application/json');
      request.setRequestHeader('Accept-Language', currentLanguage());
      request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(loaded / Math.max(total, 1)));
      request.addEventListener('load', () => resolve({ status: request.status, text: request.responseText }));
      request.addEventListener('error', () => reject(networkProblem()));
      request.addEventListener('abort', () => reject(signal.reason));
      request.send(form);
    });
    if (status < 200 || status > 299) throw problemOf(status, text);
    return await readAs(schema, path, JSON.parse(text));
  } finally {
    signal.removeEventListener('abort', breakOff);
  }
}
