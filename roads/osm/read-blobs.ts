/** An `.osm.pbf` file is a row of blobs: 4 bytes of length, a BlobHeader, a Blob with mostly deflated content. */
import { type FileHandle, open } from 'node:fs/promises';
import { basename } from 'node:path';
import { promisify } from 'node:util';
import { inflate } from 'node:zlib';
import { PbfReader } from 'pbf';
import { OsmFileError } from './osm-file-error.ts';

/** The format's own limits; more than this is no PBF, or a damaged one. */
const MAX_HEADER_BYTES = 64 * 1024;
const MAX_BLOB_BYTES = 32 * 1024 * 1024;

const inflateAsync = promisify(inflate);

export interface Blob {
  /** `OSMHeader`, `OSMData`, or something that readers shall skip. */
  type: string;
  content: Uint8Array;
  /** Where in the file the blob begins. */
  byte: number;
  /** Share of the file that lies before the blob's end, 0 to 1. */
  share: number;
}

/**
 * Gives a file's blobs one after the other, so that a file of any size takes the memory of one blob.
 *
 * @throws OsmFileError if the file is no PBF, ends too early, or a blob is damaged; the file system's error if it cannot be read.
 */
export async function* readBlobs(path: string, signal?: AbortSignal): AsyncGenerator<Blob> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    if (size === 0) throw new OsmFileError('not-a-pbf', path, 0, `${basename(path)} is no OSM PBF file: it is empty.`);
    let byte = 0;
    while (byte < size) {
      signal?.throwIfAborted();
      const length = (await readExactly(file, path, byte, 4, size)).readUInt32BE();
      if (length === 0 || length > MAX_HEADER_BYTES) throw noPbf(path, byte);
      const header = readHeader(await readExactly(file, path, byte + 4, length, size), path, byte);
      const start = byte + 4 + length;
      const bytes = await readExactly(file, path, start, header.blobBytes, size);
      const end = start + header.blobBytes;
      yield { type: header.type, content: await unpack(bytes, path, byte), byte, share: end / size };
      byte = end;
    }
  } finally {
    await file.close();
  }
}

async function readExactly(file: FileHandle, path: string, byte: number, length: number, size: number) {
  if (byte + length > size) {
    // Four letters of a text read as a length reach far beyond its end: such a file is no PBF rather than half of one.
    if (byte < 4) throw noPbf(path, byte);
    throw new OsmFileError(
      'truncated',
      path,
      size,
      `${basename(path)} is cut off: it ends at byte ${size}, in the middle of a block of ${length} bytes that begins at byte ${byte}.`,
    );
  }
  const bytes = Buffer.allocUnsafe(length);
  await file.read(bytes, 0, length, byte);
  return bytes;
}

function noPbf(path: string, byte: number): OsmFileError {
  if (byte > 4) return damaged(path, byte);
  return new OsmFileError(
    'not-a-pbf',
    path,
    byte,
    `${basename(path)} is no OSM PBF file (the kind that ends in .osm.pbf).`,
  );
}

function damaged(path: string, byte: number, cause?: unknown): OsmFileError {
  const message = `${basename(path)} is damaged: the block that begins at byte ${byte} cannot be read.`;
  return new OsmFileError('damaged', path, byte, message, { cause });
}

function readHeader(bytes: Uint8Array, path: string, byte: number): { type: string; blobBytes: number } {
  const header = { type: '', blobBytes: -1 };
  try {
    new PbfReader(bytes).readFields((tag, result, pbf) => {
      if (tag === 1) result.type = pbf.readString();
      else if (tag === 3) result.blobBytes = pbf.readVarint();
    }, header);
  } catch (error) {
    throw byte === 0 ? noPbf(path, byte) : damaged(path, byte, error);
  }
  if (byte === 0 && header.type !== 'OSMHeader') throw noPbf(path, byte);
  if (header.type === '' || header.blobBytes < 0 || header.blobBytes > MAX_BLOB_BYTES) throw damaged(path, byte);
  return header;
}

async function unpack(bytes: Uint8Array, path: string, byte: number): Promise<Uint8Array> {
  const blob: { raw?: Uint8Array; rawBytes: number; deflated?: Uint8Array; other: boolean } = {
    rawBytes: 0,
    other: false,
  };
  try {
    new PbfReader(bytes).readFields((tag, result, pbf) => {
      if (tag === 1) result.raw = pbf.readBytes();
      else if (tag === 2) result.rawBytes = pbf.readVarint();
      else if (tag === 3) result.deflated = pbf.readBytes();
      else result.other = true;
    }, blob);
    if (blob.raw) return blob.raw;
    if (blob.deflated) {
      const content = await inflateAsync(blob.deflated, { maxOutputLength: MAX_BLOB_BYTES });
      if (content.length === blob.rawBytes) return content;
    }
  } catch (error) {
    throw damaged(path, byte, error);
  }
  if (blob.other) {
    const message = `${basename(path)} is packed in a way that is not supported (only zlib is); convert it, for example with osmium.`;
    throw new OsmFileError('unsupported', path, byte, message);
  }
  throw damaged(path, byte);
}
