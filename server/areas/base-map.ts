import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import type { Blobs } from '../../platform/blobs.ts';
import { areaProblem } from './problems.ts';

/**
 * Sends an area's base map (PMTiles), whole or the byte range asked for (RFC 9110). An area's map never changes: another
 * import makes another area.
 *
 * @throws Problem `no-such-area`
 */
export async function sendBaseMap(request: Request, response: Response, blobs: Blobs, townId: string): Promise<void> {
  const key = `areas/${townId}/base-map.pmtiles`;
  const found = await blobs.info(key);
  if (!found) throw areaProblem('no-such-area', { id: townId });
  const size = found.sizeBytes;
  const etag = `"${townId}-${size}"`;
  response.set({
    ETag: etag,
    'Cache-Control': 'public, max-age=31536000, immutable',
    'Accept-Ranges': 'bytes',
    'Content-Type': 'application/vnd.pmtiles',
  });
  if (request.headers['if-none-match']?.includes(etag)) {
    response.status(304).end();
    return;
  }
  const range = isSameVersion(request, etag) ? readRange(request.headers.range, size) : null;
  if (range === 'unsatisfiable') {
    response.status(416).set('Content-Range', `bytes */${size}`).end();
    return;
  }
  const { start, end } = range ?? { start: 0, end: size - 1 };
  if (range) response.status(206).set('Content-Range', `bytes ${start}-${end}/${size}`);
  response.set('Content-Length', String(end - start + 1));
  const stream = await blobs.stream(key, { start, end });
  if (!stream) throw areaProblem('no-such-area', { id: townId });
  try {
    await pipeline(stream, response);
  } catch (error) {
    // Map clients break off requests for tiles that have left the screen; that is no fault.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}

function isSameVersion(request: Request, etag: string): boolean {
  const wanted = request.headers['if-range'];
  return wanted === undefined || wanted === etag;
}

/** One range; several at once, or another unit, are answered with the whole file, as the standard allows. */
function readRange(header: string | undefined, size: number): { start: number; end: number } | 'unsatisfiable' | null {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (first === undefined || (first === '' && last === '')) return null;
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  return start > end || start >= size ? 'unsatisfiable' : { start, end };
}
