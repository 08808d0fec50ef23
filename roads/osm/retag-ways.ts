import { open, rm } from 'node:fs/promises';
import { readBlobs } from './read-blobs.ts';
import { readBlock } from './read-pbf.ts';
import type { OsmData, OsmTags } from './types.ts';
import { encodeBlob, encodeBlocks } from './write-pbf.ts';

/**
 * Copies an `.osm.pbf` and gives some of its ways other tags; everything else stays as it is, in the same order. Takes the memory
 * of one block, whatever the size of the file.
 *
 * @param tagsOfWay the new tags by way id
 * @throws OsmFileError if the file cannot be read; then there is no copy
 */
export async function retagWays(
  from: string,
  to: string,
  tagsOfWay: ReadonlyMap<number, OsmTags>,
  signal?: AbortSignal,
): Promise<void> {
  const file = await open(to, 'w');
  try {
    for await (const { type, content } of readBlobs(from, signal)) {
      for (const part of type === 'OSMData' ? retagged(content, tagsOfWay) : [content]) {
        for (const piece of await encodeBlob(type, part)) await file.write(piece);
      }
    }
    await file.close();
  } catch (error) {
    await file.close();
    await rm(to, { force: true });
    throw error;
  }
}

/** The block as it is unless one of the ways is in it. */
function retagged(content: Uint8Array, tagsOfWay: ReadonlyMap<number, OsmTags>): Iterable<Uint8Array> {
  let isConcerned = false;
  readBlock(content, {
    way: ({ id }) => {
      isConcerned ||= tagsOfWay.has(id);
    },
  });
  if (!isConcerned) return [content];
  const data = { nodes: [], ways: [], relations: [] } as Required<OsmData>;
  readBlock(content, {
    node: (node) => data.nodes.push(node),
    way: (way) => data.ways.push({ ...way, tags: tagsOfWay.get(way.id) ?? way.tags }),
    relation: (relation) => data.relations.push(relation),
  });
  return encodeBlocks(data);
}
