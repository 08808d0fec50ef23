/** Writes a PMTiles v3 archive (https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md). */
import { createHash, randomUUID } from 'node:crypto';
import { itemAt } from '../../domain/item-at.ts';
import { createReadStream, createWriteStream } from 'node:fs';
import { type FileHandle, open, rename, rm, writeFile } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { gzip, gzipSync } from 'node:zlib';
import { PbfWriter } from 'pbf';
import type { Bounds } from './read-features.ts';

const HEADER_BYTES = 127;
/** Header and root directory must lie within the first 16 KiB, so that a client gets both at once. */
const ROOT_BYTES = 16_384 - HEADER_BYTES;
const GZIP = 2;
const VECTOR_TILES = 1;
const CLUSTERED = 1;

const gzipAsync = promisify(gzip);

interface Entry {
  tileId: number;
  offset: number;
  length: number;
  /** How many tiles from this one on have the same content; 0 = a leaf directory. */
  runLength: number;
}

export interface PmtilesDescription {
  minZoom: number;
  maxZoom: number;
  bounds: Bounds;
  /** Free JSON; clients look for `vector_layers`, `name`, `attribution`. */
  metadata: object;
}

/** Tiles go into a file beside the archive first: the directories that come before them are known only at the end. */
export class PmtilesWriter {
  private readonly path: string;
  private readonly rootBytes: number;
  private readonly dataPath: string;
  private readonly data: FileHandle;
  private readonly entries: Entry[] = [];
  private readonly known = new Map<string, { offset: number; length: number }>();
  private dataBytes = 0;
  private tiles = 0;

  private constructor(path: string, dataPath: string, data: FileHandle, rootBytes: number) {
    this.path = path;
    this.rootBytes = rootBytes;
    this.dataPath = dataPath;
    this.data = data;
  }

  /** @param rootBytes how long the root directory may be before it is split into leaves. */
  static async create(path: string, rootBytes = ROOT_BYTES): Promise<PmtilesWriter> {
    const dataPath = `${path}.${randomUUID()}.part`;
    return new PmtilesWriter(path, dataPath, await open(dataPath, 'w'), rootBytes);
  }

  /** Adds a tile, not yet compressed. Tiles must come in ascending id; equal tiles are stored once. */
  async add(tileId: number, content: Uint8Array): Promise<void> {
    const last = this.entries.at(-1);
    if (last && tileId < last.tileId + last.runLength) throw new RangeError(`tile ${tileId} comes too late`);
    this.tiles++;
    const digest = createHash('sha1').update(content).digest('base64');
    const known = this.known.get(digest);
    if (known && last && known.offset === last.offset && tileId === last.tileId + last.runLength) {
      last.runLength++;
      return;
    }
    const place = known ?? (await this.append(content));
    this.known.set(digest, place);
    this.entries.push({ tileId, ...place, runLength: 1 });
  }

  private async append(content: Uint8Array): Promise<{ offset: number; length: number }> {
    const bytes = await gzipAsync(content);
    await this.data.write(bytes);
    const offset = this.dataBytes;
    this.dataBytes += bytes.length;
    return { offset, length: bytes.length };
  }

  /** Puts the archive together under its name. Gives its number of tiles and its length. */
  async finish(description: PmtilesDescription): Promise<{ tiles: number; bytes: number }> {
    await this.data.close();
    const { root, leaves } = directoriesOf(this.entries, this.rootBytes);
    const metadata = gzipSync(JSON.stringify(description.metadata));
    const header = this.header(description, root.length, metadata.length, leaves.length);
    const unfinished = `${this.dataPath}.all`;
    try {
      await writeFile(unfinished, Buffer.concat([header, root, metadata, leaves]));
      await pipeline(createReadStream(this.dataPath), createWriteStream(unfinished, { flags: 'a' }));
      await rename(unfinished, this.path);
    } finally {
      await rm(unfinished, { force: true });
      await rm(this.dataPath, { force: true });
    }
    return {
      tiles: this.tiles,
      bytes: HEADER_BYTES + root.length + metadata.length + leaves.length + this.dataBytes,
    };
  }

  /** Throws away what was written. */
  async discard(): Promise<void> {
    await this.data.close();
    await rm(this.dataPath, { force: true });
  }

  private header(description: PmtilesDescription, root: number, metadata: number, leaves: number): Buffer {
    const header = Buffer.alloc(HEADER_BYTES);
    header.write('PMTiles', 'latin1');
    header.writeUInt8(3, 7);
    const sections = [
      [HEADER_BYTES, root],
      [HEADER_BYTES + root, metadata],
      [HEADER_BYTES + root + metadata, leaves],
      [HEADER_BYTES + root + metadata + leaves, this.dataBytes],
    ];
    const numbers = [...sections.flat(), this.tiles, this.entries.length, this.known.size];
    numbers.forEach((number, index) => {
      header.writeBigUInt64LE(BigInt(number), 8 + index * 8);
    });
    const { minZoom, maxZoom, bounds } = description;
    const [west, south, east, north] = bounds;
    [CLUSTERED, GZIP, GZIP, VECTOR_TILES, minZoom, maxZoom].forEach((byte, index) => {
      header.writeUInt8(byte, 96 + index);
    });
    [west, south, east, north].forEach((side, index) => {
      header.writeInt32LE(Math.round(side * 1e7), 102 + index * 4);
    });
    header.writeUInt8(Math.min(maxZoom, Math.max(minZoom, 12)), 118);
    header.writeInt32LE(Math.round(((west + east) / 2) * 1e7), 119);
    header.writeInt32LE(Math.round(((south + north) / 2) * 1e7), 123);
    return header;
  }
}

/** One root directory if it is small enough; else a root of leaves, with as many entries a leaf as that takes. */
function directoriesOf(entries: Entry[], rootBytes: number): { root: Buffer; leaves: Buffer } {
  const single = encodeDirectory(entries);
  if (single.length <= rootBytes) return { root: single, leaves: Buffer.alloc(0) };
  for (let entriesPerLeaf = 4096; ; entriesPerLeaf *= 2) {
    const leaves: Buffer[] = [];
    const rootEntries: Entry[] = [];
    let offset = 0;
    for (let start = 0; start < entries.length; start += entriesPerLeaf) {
      const own = entries.slice(start, start + entriesPerLeaf);
      const leaf = encodeDirectory(own);
      rootEntries.push({ tileId: itemAt(own, 0).tileId, offset, length: leaf.length, runLength: 0 });
      leaves.push(leaf);
      offset += leaf.length;
    }
    const root = encodeDirectory(rootEntries);
    if (root.length <= rootBytes) return { root, leaves: Buffer.concat(leaves) };
  }
}

/** Column by column: ids as differences, run lengths, lengths, offsets (0 = right after the entry before). */
function encodeDirectory(entries: Entry[]): Buffer {
  const pbf = new PbfWriter();
  pbf.writeVarint(entries.length);
  entries.forEach((entry, index) => {
    pbf.writeVarint(entry.tileId - (entries[index - 1]?.tileId ?? 0));
  });
  for (const entry of entries) pbf.writeVarint(entry.runLength);
  for (const entry of entries) pbf.writeVarint(entry.length);
  entries.forEach((entry, index) => {
    const before = entries[index - 1];
    const follows = before !== undefined && entry.offset === before.offset + before.length;
    pbf.writeVarint(follows ? 0 : entry.offset + 1);
  });
  return gzipSync(pbf.finish());
}
