/**
 * Writes OpenStreetMap data as `.osm.pbf`, the only form Valhalla builds a graph from.
 * Format: https://wiki.openstreetmap.org/wiki/PBF_Format (fileformat.proto, osmformat.proto).
 */
import { createHash, randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { promisify } from 'node:util';
import { deflate } from 'node:zlib';
import { PbfWriter } from 'pbf';
import type { OsmData, OsmMember, OsmNode, OsmRelation, OsmTags, OsmWay } from './types.ts';

/** The format's own habit: 8000 elements a block keeps a block far below its limit of 32 MiB. */
const ELEMENTS_PER_BLOCK = 8000;
const MEMBER_TYPES: OsmMember['type'][] = ['node', 'way', 'relation'];
const NANODEGREES_PER_UNIT = 100;

const deflateAsync = promisify(deflate);

/**
 * Writes a map to a file: nodes, then ways, then relations, each in ascending id (the input may come in any order).
 * The file appears under its name only when it is complete. The same data always gives the same bytes.
 *
 * @returns the SHA-256 of the file, in hex.
 * @throws RangeError for an id used twice within a kind, or an id or coordinate the format cannot hold.
 */
export async function writePbf(path: string, data: OsmData): Promise<{ sha256: string }> {
  const nodes = sortedById('node', data.nodes);
  const ways = sortedById('way', data.ways);
  const relations = sortedById('relation', data.relations ?? []);
  const hash = createHash('sha256');
  const unfinished = `${path}.${randomUUID()}.part`;
  const file = await open(unfinished, 'w');
  try {
    const append = async (type: string, content: Uint8Array): Promise<void> => {
      for (const piece of await encodeBlob(type, content)) {
        hash.update(piece);
        await file.write(piece);
      }
    };
    await append('OSMHeader', encodeHeader(nodes));
    for (const block of encodeBlocks({ nodes, ways, relations })) await append('OSMData', block);
    await file.close();
    await rename(unfinished, path);
  } catch (error) {
    await file.close();
    await rm(unfinished, { force: true });
    throw error;
  }
  return { sha256: hash.digest('hex') };
}

function sortedById<T extends { id: number }>(kind: string, elements: T[]): T[] {
  const sorted = [...elements].sort((a, b) => a.id - b.id);
  let before: number | null = null;
  for (const { id } of sorted) {
    if (!Number.isSafeInteger(id) || id <= 0) throw new RangeError(`${kind} id ${id} is not a positive whole number`);
    if (id === before) throw new RangeError(`${kind} id ${id} is used twice`);
    before = id;
  }
  return sorted;
}

/** The elements, in their order, as contents of `OSMData` blobs. */
export function* encodeBlocks({ nodes, ways, relations = [] }: OsmData): Generator<Uint8Array> {
  for (const group of blocksOf(nodes)) yield encodeBlock(group, writeDenseNodes);
  for (const group of blocksOf(ways)) yield encodeBlock(group, writeWays);
  for (const group of blocksOf(relations)) yield encodeBlock(group, writeRelations);
}

function* blocksOf<T>(elements: T[]): Generator<T[]> {
  for (let start = 0; start < elements.length; start += ELEMENTS_PER_BLOCK) {
    yield elements.slice(start, start + ELEMENTS_PER_BLOCK);
  }
}

/** A BlobHeader's length (4 bytes, big-endian), the BlobHeader, the Blob. */
export async function encodeBlob(type: string, content: Uint8Array): Promise<Uint8Array[]> {
  const blob = new PbfWriter();
  blob.writeVarintField(2, content.length);
  blob.writeBytesField(3, await deflateAsync(content));
  const blobBytes = blob.finish();
  const header = new PbfWriter();
  header.writeStringField(1, type);
  header.writeVarintField(3, blobBytes.length);
  const headerBytes = header.finish();
  const length = Buffer.alloc(4);
  length.writeUInt32BE(headerBytes.length);
  return [length, headerBytes, blobBytes];
}

function encodeHeader(nodes: OsmNode[]): Uint8Array {
  const header = new PbfWriter();
  if (nodes.length > 0) {
    header.writeMessage(
      1,
      (box, pbf) => {
        box.forEach((side, index) => {
          pbf.writeTag(index + 1, 0);
          pbf.writeSVarint(side);
        });
      },
      boundingBoxNanodegrees(nodes),
    );
  }
  for (const feature of ['OsmSchema-V0.6', 'DenseNodes']) header.writeStringField(4, feature);
  header.writeStringField(5, 'Sort.Type_then_ID');
  header.writeStringField(16, 'tuyen-xanh');
  return header.finish();
}

/** Left, right, top, bottom, as the header's bounding box orders them. */
function boundingBoxNanodegrees(nodes: OsmNode[]): number[] {
  let [left, right, top, bottom] = [180, -180, -90, 90];
  for (const { lon, lat } of nodes) {
    left = Math.min(left, lon);
    right = Math.max(right, lon);
    top = Math.max(top, lat);
    bottom = Math.min(bottom, lat);
  }
  return [left, right, top, bottom].map((degrees) => Math.round(degrees * 1e7) * NANODEGREES_PER_UNIT);
}

/** The strings of one block; index 0 is reserved and empty. */
class StringTable {
  private readonly indexes = new Map<string, number>([['', 0]]);

  indexOf(text: string): number {
    const known = this.indexes.get(text);
    if (known !== undefined) return known;
    this.indexes.set(text, this.indexes.size);
    return this.indexes.size - 1;
  }

  write(pbf: PbfWriter): void {
    // Not pbf's own writer of strings, which turns some characters beyond U+FFFF, such as Hán-Nôm ones, into others.
    for (const text of this.indexes.keys()) pbf.writeBytesField(1, Buffer.from(text));
  }
}

type WriteGroup<T> = (elements: T[], strings: StringTable, group: PbfWriter) => void;

function encodeBlock<T>(elements: T[], writeGroup: WriteGroup<T>): Uint8Array {
  const strings = new StringTable();
  // The group comes after the string table in the block, but only writing it tells which strings it needs.
  const group = new PbfWriter();
  writeGroup(elements, strings, group);
  const block = new PbfWriter();
  block.writeMessage(1, (table, pbf) => table.write(pbf), strings);
  block.writeBytesField(2, group.finish());
  return block.finish();
}

function writeDenseNodes(nodes: OsmNode[], strings: StringTable, group: PbfWriter): void {
  const ids: number[] = [];
  const lats: number[] = [];
  const lons: number[] = [];
  const keysValues: number[] = [];
  const previous = { id: 0, lat: 0, lon: 0 };
  let anyTag = false;
  for (const node of nodes) {
    const lat = toUnits(node, node.lat, 90);
    const lon = toUnits(node, node.lon, 180);
    ids.push(node.id - previous.id);
    lats.push(lat - previous.lat);
    lons.push(lon - previous.lon);
    Object.assign(previous, { id: node.id, lat, lon });
    for (const [key, value] of Object.entries(node.tags ?? {})) {
      keysValues.push(strings.indexOf(key), strings.indexOf(value));
      anyTag = true;
    }
    keysValues.push(0);
  }
  group.writeMessage(
    2,
    (_nodes, pbf) => {
      pbf.writePackedSVarint(1, ids);
      pbf.writePackedSVarint(8, lats);
      pbf.writePackedSVarint(9, lons);
      if (anyTag) pbf.writePackedVarint(10, keysValues);
    },
    nodes,
  );
}

/** Degrees to the format's unit of 1e-7 degrees. */
function toUnits(node: OsmNode, degrees: number, limit: number): number {
  if (!(Math.abs(degrees) <= limit)) throw new RangeError(`node ${node.id}: ${degrees} is no coordinate`);
  return Math.round(degrees * 1e7);
}

function writeWays(ways: OsmWay[], strings: StringTable, group: PbfWriter): void {
  for (const way of ways) {
    group.writeMessage(
      3,
      (element, pbf) => {
        pbf.writeVarintField(1, element.id);
        writeTags(element.tags, strings, pbf);
        pbf.writePackedSVarint(8, deltas(element.refs));
      },
      way,
    );
  }
}

function writeRelations(relations: OsmRelation[], strings: StringTable, group: PbfWriter): void {
  for (const relation of relations) {
    group.writeMessage(
      4,
      (element, pbf) => {
        const { members } = element;
        pbf.writeVarintField(1, element.id);
        writeTags(element.tags, strings, pbf);
        pbf.writePackedVarint(
          8,
          members.map((member) => strings.indexOf(member.role)),
        );
        pbf.writePackedSVarint(9, deltas(members.map((member) => member.ref)));
        pbf.writePackedVarint(
          10,
          members.map((member) => MEMBER_TYPES.indexOf(member.type)),
        );
      },
      relation,
    );
  }
}

function writeTags(tags: OsmTags | undefined, strings: StringTable, pbf: PbfWriter): void {
  if (!tags) return;
  pbf.writePackedVarint(
    2,
    Object.keys(tags).map((key) => strings.indexOf(key)),
  );
  pbf.writePackedVarint(
    3,
    Object.values(tags).map((value) => strings.indexOf(value)),
  );
}

function deltas(values: number[]): number[] {
  return values.map((value, index) => value - (values[index - 1] ?? 0));
}
