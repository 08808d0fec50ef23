/** Reads OpenStreetMap data from an `.osm.pbf` file, block by block (https://wiki.openstreetmap.org/wiki/PBF_Format). */
import { basename } from 'node:path';
import { PbfReader } from 'pbf';
import { OsmFileError } from './osm-file-error.ts';
import { readBlobs } from './read-blobs.ts';
import type { OsmNode, OsmRelation, OsmTags, OsmWay } from './types.ts';

export interface PbfHandlers {
  node?: (node: OsmNode) => void;
  way?: (way: OsmWay) => void;
  relation?: (relation: OsmRelation) => void;
}

export interface ReadPbfOptions {
  signal?: AbortSignal;
  /** Called after each block with the share of the file that is read, 0 to 1. */
  onProgress?: (share: number) => void;
}

const SUPPORTED_FEATURES = new Set(['OsmSchema-V0.6', 'DenseNodes']);
const MEMBER_TYPES = ['node', 'way', 'relation'] as const;

/**
 * Reads the whole file and calls the handlers in its order, which in nearly every extract is nodes, ways, relations.
 * Kinds without a handler are skipped without being decoded.
 *
 * @throws OsmFileError if the file is no PBF, is cut off, damaged, or of a kind that is not supported.
 */
export async function readPbf(path: string, handlers: PbfHandlers, options: ReadPbfOptions = {}): Promise<void> {
  for await (const { type, content, byte, share } of readBlobs(path, options.signal)) {
    try {
      if (type === 'OSMHeader') checkFeatures(path, content);
      else if (type === 'OSMData') readBlock(content, handlers);
    } catch (error) {
      if (error instanceof OsmFileError || error instanceof HandlerError) {
        throw error instanceof HandlerError ? error.cause : error;
      }
      const message = `${basename(path)} is damaged: the block that begins at byte ${byte} cannot be read.`;
      throw new OsmFileError('damaged', path, byte, message, { cause: error });
    }
    options.onProgress?.(share);
  }
}

/** Keeps what a handler throws apart from what a damaged block makes the decoder throw. */
class HandlerError extends Error {}

function handing<T>(handler: ((element: T) => void) | undefined): ((element: T) => void) | undefined {
  if (!handler) return undefined;
  return (element) => {
    try {
      handler(element);
    } catch (cause) {
      throw new HandlerError('handler', { cause });
    }
  };
}

function checkFeatures(path: string, content: Uint8Array): void {
  const required: string[] = [];
  new PbfReader(content).readFields((tag, list, pbf) => {
    if (tag === 4) list.push(pbf.readString());
  }, required);
  const unknown = required.filter((feature) => !SUPPORTED_FEATURES.has(feature));
  if (unknown.length > 0) {
    const message = `${basename(path)} needs a reader that knows ${unknown.join(', ')}; a plain extract does not.`;
    throw new OsmFileError('unsupported', path, 0, message);
  }
}

/** A PrimitiveBlock's frame: how its numbers turn into degrees, and its strings. */
interface Block {
  strings: string[];
  /** Nanodegrees. */
  granularity: number;
  lonOffset: number;
  latOffset: number;
}

/** Hands on what one unpacked `OSMData` block holds. Throws whatever decoding throws where it is damaged. */
export function readBlock(content: Uint8Array, handlers: PbfHandlers): void {
  const groups: [start: number, end: number][] = [];
  const block: Block = { strings: [], granularity: 100, lonOffset: 0, latOffset: 0 };
  const reader = new PbfReader(content);
  reader.readFields((tag, _, pbf) => {
    if (tag === 1) pbf.readMessage((_field, list, table) => list.push(table.readString()), block.strings);
    else if (tag === 2) {
      const length = pbf.readVarint();
      groups.push([pbf.pos, pbf.pos + length]);
      pbf.pos += length;
    } else if (tag === 17) block.granularity = pbf.readVarint();
    else if (tag === 19) block.latOffset = pbf.readVarint(true);
    else if (tag === 20) block.lonOffset = pbf.readVarint(true);
  }, null);
  const onNode = handing(handlers.node);
  const onWay = handing(handlers.way);
  const onRelation = handing(handlers.relation);
  // The frame's fields may follow the groups, so the groups wait until it is known.
  for (const [start, end] of groups) {
    reader.pos = start;
    reader.readFields(
      (tag, _, pbf) => {
        if (tag === 1 && onNode) onNode(readNode(pbf, block));
        else if (tag === 2 && onNode) readDenseNodes(pbf, block, onNode);
        else if (tag === 3 && onWay) onWay(readWay(pbf, block));
        else if (tag === 4 && onRelation) onRelation(readRelation(pbf, block));
      },
      null,
      end,
    );
  }
}

/** Sums in nanodegrees are whole numbers below 2^53, so that 1e-7 degrees come out as they went in. */
function degrees(block: Block, units: number, offset: number): number {
  return (offset + block.granularity * units) / 1e9;
}

/** Made from entries, so that a key like `__proto__` in a strange file is a tag like any other. */
function tagsOf(block: Block, keys: number[], values: number[]): { tags?: OsmTags } {
  if (keys.length === 0) return {};
  const entries = keys.map((key, index) => [block.strings[key], block.strings[values[index] ?? -1]]);
  return { tags: Object.fromEntries(entries) as OsmTags };
}

function readNode(pbf: PbfReader, block: Block): OsmNode {
  const raw = { id: 0, lat: 0, lon: 0, keys: [] as number[], values: [] as number[] };
  pbf.readMessage((tag, node, reader) => {
    if (tag === 1) node.id = reader.readSVarint();
    else if (tag === 2) reader.readPackedVarint(node.keys);
    else if (tag === 3) reader.readPackedVarint(node.values);
    else if (tag === 8) node.lat = reader.readSVarint();
    else if (tag === 9) node.lon = reader.readSVarint();
  }, raw);
  const lon = degrees(block, raw.lon, block.lonOffset);
  const lat = degrees(block, raw.lat, block.latOffset);
  return { id: raw.id, lon, lat, ...tagsOf(block, raw.keys, raw.values) };
}

function readDenseNodes(pbf: PbfReader, block: Block, onNode: (node: OsmNode) => void): void {
  const raw = { ids: [] as number[], lats: [] as number[], lons: [] as number[], keysValues: [] as number[] };
  pbf.readMessage((tag, dense, reader) => {
    if (tag === 1) reader.readPackedSVarint(dense.ids);
    else if (tag === 8) reader.readPackedSVarint(dense.lats);
    else if (tag === 9) reader.readPackedSVarint(dense.lons);
    else if (tag === 10) reader.readPackedVarint(dense.keysValues);
  }, raw);
  let [id, lat, lon, tagIndex] = [0, 0, 0, 0];
  for (let index = 0; index < raw.ids.length; index++) {
    id += raw.ids[index] ?? Number.NaN;
    lat += raw.lats[index] ?? Number.NaN;
    lon += raw.lons[index] ?? Number.NaN;
    const keys: number[] = [];
    const values: number[] = [];
    // Tags of all nodes in a row, a zero after each node's; nothing at all if no node has any.
    for (let key = raw.keysValues[tagIndex]; key !== undefined && key !== 0; key = raw.keysValues[tagIndex]) {
      keys.push(key);
      values.push(raw.keysValues[tagIndex + 1] ?? -1);
      tagIndex += 2;
    }
    tagIndex++;
    onNode({
      id,
      lon: degrees(block, lon, block.lonOffset),
      lat: degrees(block, lat, block.latOffset),
      ...tagsOf(block, keys, values),
    });
  }
}

function readWay(pbf: PbfReader, block: Block): OsmWay {
  const raw = { id: 0, keys: [] as number[], values: [] as number[], refs: [] as number[] };
  pbf.readMessage((tag, way, reader) => {
    if (tag === 1) way.id = reader.readVarint();
    else if (tag === 2) reader.readPackedVarint(way.keys);
    else if (tag === 3) reader.readPackedVarint(way.values);
    else if (tag === 8) reader.readPackedSVarint(way.refs);
  }, raw);
  return { id: raw.id, refs: undelta(raw.refs), ...tagsOf(block, raw.keys, raw.values) };
}

function readRelation(pbf: PbfReader, block: Block): OsmRelation {
  const raw = {
    id: 0,
    keys: [] as number[],
    values: [] as number[],
    roles: [] as number[],
    refs: [] as number[],
    types: [] as number[],
  };
  pbf.readMessage((tag, relation, reader) => {
    if (tag === 1) relation.id = reader.readVarint();
    else if (tag === 2) reader.readPackedVarint(relation.keys);
    else if (tag === 3) reader.readPackedVarint(relation.values);
    else if (tag === 8) reader.readPackedVarint(relation.roles);
    else if (tag === 9) reader.readPackedSVarint(relation.refs);
    else if (tag === 10) reader.readPackedVarint(relation.types);
  }, raw);
  const members = undelta(raw.refs).map((ref, index) => ({
    // What a file leaves out is the first kind, as in every enumeration of its format.
    type: MEMBER_TYPES[raw.types[index] ?? 0] ?? MEMBER_TYPES[0],
    ref,
    role: block.strings[raw.roles[index] ?? -1] ?? '',
  }));
  return { id: raw.id, members, ...tagsOf(block, raw.keys, raw.values) };
}

function undelta(deltas: number[]): number[] {
  let sum = 0;
  return deltas.map((delta) => {
    sum += delta;
    return sum;
  });
}
