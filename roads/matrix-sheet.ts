/**
 * What is known of the travel between some places, as one square table that grows with them. A cell is unknown,
 * unreachable or known; unknown never leaves this file.
 */
import { setImmediate as others } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import { itemAt } from '../domain/item-at.ts';
import { type Block, type Pose, type Position, positionOf } from './engine.ts';

/** A cell nobody has worked out yet; {@link UNREACHABLE} is a known answer. */
const UNKNOWN = -2;

/** Beginning of a stored sheet: what it is, and in which form. */
const MAGIC = 'TXMATRIX2';
const HEADER_BYTES = 32;
const POSE_BYTES = 24;

/** So many bytes of a sheet are read or written before others have their turn: a sheet of a large town has a hundred megabytes. */
const SLICE_BYTES = 4 * 1024 * 1024;

/** A table that grows has room for so many places more at most, a quarter of them in small ones. */
const MOST_SPARE = 256;

/** Places closer than this share a cell: a tenth of a metre, in degrees. */
const DEGREES_GRAIN = 1e-6;

/** Stands for the heading of a place that is driven in either direction. */
const EITHER = -1;

/** A place's name in the sheet, and the exact pose that stands for all that share the name. */
export function roundedPose(pose: Pose): { key: string; pose: Pose } {
  const [lon, lat] = positionOf(pose);
  const [east, north] = [Math.round(lon / DEGREES_GRAIN), Math.round(lat / DEGREES_GRAIN)];
  const heading = 'position' in pose ? Math.round(pose.heading) % 360 : EITHER;
  return {
    key: heading === EITHER ? `${east},${north}` : `${east},${north},${heading}`,
    pose: poseOf([east * DEGREES_GRAIN, north * DEGREES_GRAIN], heading),
  };
}

function poseOf(position: Position, heading: number): Pose {
  return heading === EITHER ? position : { position, heading };
}

export class MatrixSheet {
  private readonly indexes = new Map<string, number>();
  private poses: Pose[] = [];
  /** For each place the request that used it last, for letting go of the oldest. */
  private lastUse: number[] = [];
  private capacity = 0;
  private seconds: Int32Array = new Int32Array(0);
  private metres: Int32Array = new Int32Array(0);
  private requests = 0;

  get size(): number {
    return this.poses.length;
  }

  get bytes(): number {
    return this.seconds.byteLength + this.metres.byteLength;
  }

  /** Whether all these places are in the sheet, known or not. */
  holds(locations: readonly Pose[]): boolean {
    return locations.every((location) => this.indexes.has(roundedPose(location).key));
  }

  /** Each place's index; new places are added with unknown cells. */
  indexesOf(locations: readonly Pose[]): number[] {
    this.requests++;
    const added: Pose[] = [];
    const found = locations.map((location) => {
      const { key, pose } = roundedPose(location);
      const known = this.indexes.get(key);
      if (known !== undefined) return known;
      const index = this.poses.length + added.length;
      this.indexes.set(key, index);
      added.push(pose);
      return index;
    });
    if (added.length > 0) this.grow(added);
    for (const index of found) this.lastUse[index] = this.requests;
    return found;
  }

  poseOf(index: number): Pose {
    return itemAt(this.poses, index);
  }

  /** Of these columns those whose cell in the row nobody has worked out yet. */
  unknownIn(row: number, columns: number[]): number[] {
    const unknown: number[] = [];
    const start = row * this.capacity;
    for (const column of columns) if (this.seconds[start + column] === UNKNOWN) unknown.push(column);
    return unknown;
  }

  /** Copies a worked-out block between these rows and columns into the sheet. */
  fill(rows: number[], columns: number[], block: Block): void {
    let from = 0;
    const first = runFrom(columns);
    for (const row of rows) {
      const start = row * this.capacity;
      if (first !== null) {
        const to = from + columns.length;
        this.seconds.set(block.seconds.subarray(from, to), start + first);
        this.metres.set(block.metres.subarray(from, to), start + first);
        from = to;
        continue;
      }
      for (const column of columns) {
        this.seconds[start + column] = block.seconds[from] ?? UNKNOWN;
        this.metres[start + column] = block.metres[from] ?? UNKNOWN;
        from++;
      }
    }
  }

  /** The block between these rows and columns. It is an answer only if every cell of it is known. */
  take(rows: number[], columns: number[]): Block {
    const seconds = new Int32Array(rows.length * columns.length);
    const metres = new Int32Array(rows.length * columns.length);
    let to = 0;
    const first = runFrom(columns);
    for (const row of rows) {
      const start = row * this.capacity;
      if (first !== null) {
        seconds.set(this.seconds.subarray(start + first, start + first + columns.length), to);
        metres.set(this.metres.subarray(start + first, start + first + columns.length), to);
        to += columns.length;
        continue;
      }
      for (const column of columns) {
        seconds[to] = this.seconds[start + column] ?? UNKNOWN;
        metres[to] = this.metres[start + column] ?? UNKNOWN;
        to++;
      }
    }
    return { seconds, metres };
  }

  /** Keeps only the `count` places used last, and what is known between them. */
  keepNewest(count: number): void {
    if (this.size <= count) return;
    const usedAt = (index: number): number => itemAt(this.lastUse, index);
    const kept = [...this.poses.keys()].sort((a, b) => usedAt(b) - usedAt(a) || a - b).slice(0, count);
    const block = this.take(kept, kept);
    const poses = kept.map((index) => itemAt(this.poses, index));
    const lastUse = kept.map(usedAt);
    this.indexes.clear();
    this.poses = [];
    this.capacity = 0;
    this.lastUse = [];
    const indexes = this.indexesOf(poses);
    this.lastUse = lastUse;
    this.fill(indexes, indexes, block);
  }

  private grow(added: Pose[]): void {
    const oldSize = this.size;
    const size = oldSize + added.length;
    if (size > this.capacity) {
      // More than needed, so that points added one by one do not copy the table each time.
      const capacity = Math.ceil((size + Math.min(size / 4, MOST_SPARE)) / 64) * 64;
      this.seconds = widened(this.seconds, this.capacity, oldSize, capacity);
      this.metres = widened(this.metres, this.capacity, oldSize, capacity);
      this.capacity = capacity;
    }
    this.poses.push(...added);
    this.lastUse.push(...added.map(() => this.requests));
  }

  /**
   * The sheet as bytes: magic, size, checksum, poses (longitude, latitude, heading or −1), seconds, metres. What is worked out
   * while it is written may be in it or not.
   */
  async encode(): Promise<Uint8Array> {
    // As they are now: a sheet that grows meanwhile does so in tables of its own.
    const { size, capacity, poses, seconds, metres } = this;
    const { bytes, numbers, tables } = layOut(Buffer.allocUnsafeSlow(bytesOf(size)), size);
    poses.forEach((pose, index) => {
      numbers.set([...positionOf(pose), 'position' in pose ? pose.heading : EITHER], index * 3);
    });
    const rowsASlice = Math.max(1, Math.floor(SLICE_BYTES / (8 * size)));
    for (let row = 0; row < size; row++) {
      const held = row * capacity;
      tables.seconds.set(seconds.subarray(held, held + size), row * size);
      tables.metres.set(metres.subarray(held, held + size), row * size);
      if (row % rowsASlice === rowsASlice - 1) await others();
    }
    bytes.fill(0, 0, HEADER_BYTES);
    bytes.write(MAGIC, 'latin1');
    bytes.writeUInt32LE(size, 16);
    bytes.writeUInt32LE(await checksumOf(bytes.subarray(HEADER_BYTES)), 20);
    return bytes;
  }

  /** The sheet these bytes hold, or `null` if they are not, or no longer, a sheet. They are the sheet's from then on. */
  static async decode(given: Uint8Array): Promise<MatrixSheet | null> {
    const aligned = given.byteOffset % Float64Array.BYTES_PER_ELEMENT === 0 ? given : given.slice();
    const buffer = Buffer.from(aligned.buffer, aligned.byteOffset, aligned.byteLength);
    if (buffer.length < HEADER_BYTES || buffer.toString('latin1', 0, MAGIC.length) !== MAGIC) return null;
    const size = buffer.readUInt32LE(16);
    if (buffer.length !== bytesOf(size)) return null;
    if ((await checksumOf(buffer.subarray(HEADER_BYTES))) !== buffer.readUInt32LE(20)) return null;
    const { numbers, tables } = layOut(buffer, size);
    const sheet = new MatrixSheet();
    Object.assign(sheet, { capacity: size, ...tables });
    sheet.indexesOf(
      Array.from({ length: size }, (_, index) =>
        poseOf([itemAt(numbers, index * 3), itemAt(numbers, index * 3 + 1)], itemAt(numbers, index * 3 + 2)),
      ),
    );
    return sheet.size === size ? sheet : null;
  }
}

function bytesOf(size: number): number {
  return HEADER_BYTES + size * POSE_BYTES + size * size * 8;
}

/** The parts of a sheet's bytes, which begin at a multiple of eight. */
function layOut(bytes: Buffer, size: number) {
  const { buffer, byteOffset } = bytes;
  const table = (from: number): Int32Array =>
    new Int32Array(buffer, byteOffset + HEADER_BYTES + size * POSE_BYTES + from, size * size);
  return {
    bytes,
    numbers: new Float64Array(buffer, byteOffset + HEADER_BYTES, size * 3),
    tables: { seconds: table(0), metres: table(size * size * 4) },
  };
}

async function checksumOf(bytes: Buffer): Promise<number> {
  let sum = 0;
  for (let from = 0; from < bytes.length; from += SLICE_BYTES) {
    sum = crc32(bytes.subarray(from, from + SLICE_BYTES), sum);
    await others();
  }
  return sum;
}

/** The first of indexes that follow one another, so that they can be copied as one; else `null`. */
function runFrom(indexes: readonly number[]): number | null {
  const [first] = indexes;
  return first !== undefined && indexes.every((index, k) => index === first + k) ? first : null;
}

function widened(cells: Int32Array, oldCapacity: number, size: number, capacity: number): Int32Array<ArrayBuffer> {
  const wider = new Int32Array(capacity * capacity).fill(UNKNOWN);
  for (let row = 0; row < size; row++) {
    wider.set(cells.subarray(row * oldCapacity, row * oldCapacity + size), row * capacity);
  }
  return wider;
}
