import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { PbfWriter } from 'pbf';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readPbf } from './read-pbf.ts';
import type { OsmData, OsmNode, OsmRelation, OsmWay } from './types.ts';
import { writePbf } from './write-pbf.ts';

let directory: string;
let path: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'bản đồ '));
  path = join(directory, 'thị xã.osm.pbf');
});
afterAll(async () => {
  await rm(directory, { recursive: true, force: true });
});

async function readAll(file: string): Promise<Required<OsmData>> {
  const data = { nodes: [] as OsmNode[], ways: [] as OsmWay[], relations: [] as OsmRelation[] };
  await readPbf(file, {
    node: (node) => data.nodes.push(node),
    way: (way) => data.ways.push(way),
    relation: (relation) => data.relations.push(relation),
  });
  return data;
}

const id = fc.integer({ min: 1, max: 2 ** 40 });
const tags = fc.option(
  fc.dictionary(fc.stringMatching(/^[a-z:_]{1,12}$/), fc.string({ minLength: 1, unit: 'grapheme' }), {
    minKeys: 1,
    maxKeys: 4,
  }),
  { nil: undefined },
);
const degrees = (limit: number) => fc.integer({ min: -limit * 1e7, max: limit * 1e7 }).map((units) => units / 1e7);
const withoutUndefined = <T extends object>(element: T): T =>
  Object.fromEntries(Object.entries(element).filter(([, value]) => value !== undefined)) as T;
const unique = <T extends { id: number }>(element: fc.Arbitrary<T>) =>
  fc.uniqueArray(element.map(withoutUndefined), { selector: (each) => each.id, maxLength: 20 });
const member = fc.record({
  type: fc.constantFrom('node' as const, 'way' as const, 'relation' as const),
  ref: id,
  role: fc.constantFrom('', 'outer', 'inner'),
});
const map: fc.Arbitrary<Required<OsmData>> = fc.record({
  nodes: unique(fc.record({ id, lon: degrees(180), lat: degrees(90), tags })),
  ways: unique(fc.record({ id, refs: fc.array(id, { maxLength: 10 }), tags })),
  relations: unique(fc.record({ id, members: fc.array(member, { maxLength: 6 }), tags })),
});

describe('a written file', () => {
  test('reads back as it was, in ascending ids', async () => {
    const ascending = (a: { id: number }, b: { id: number }): number => a.id - b.id;
    await fc.assert(
      fc.asyncProperty(map, async (data) => {
        await writePbf(path, data);
        const read = await readAll(path);
        expect(read.nodes).toEqual([...data.nodes].sort(ascending));
        expect(read.ways).toEqual([...data.ways].sort(ascending));
        expect(read.relations).toEqual([...data.relations].sort(ascending));
      }),
      { numRuns: 60 },
    );
  });

  test('holds more elements than fit in one block', async () => {
    const nodes = Array.from({ length: 20_000 }, (_, index) => ({
      id: index + 1,
      lon: index / 1e5,
      lat: -index / 1e5,
    }));
    await writePbf(path, { nodes, ways: [] });
    const read = await readAll(path);
    expect(read.nodes).toHaveLength(20_000);
    expect(read.nodes[19_999]).toEqual({ id: 20_000, lon: 0.19999, lat: -0.19999 });
  });

  test('keeps a key that means something to JavaScript', async () => {
    const tags = Object.fromEntries([
      ['__proto__', 'có'],
      ['constructor', 'cũng có'],
    ]);
    await writePbf(path, { nodes: [{ id: 1, lon: 1, lat: 2, tags }], ways: [{ id: 1, refs: [1], tags }] });
    const read = await readAll(path);
    expect(Object.entries(read.nodes[0].tags ?? {})).toEqual(Object.entries(tags));
    expect(Object.entries(read.ways[0].tags ?? {})).toEqual(Object.entries(tags));
  });

  test('has the same bytes for the same map, in whatever order it came', async () => {
    const nodes = [5, 3, 4].map((nodeId) => ({ id: nodeId, lon: nodeId, lat: nodeId }));
    const first = await writePbf(path, { nodes, ways: [] });
    const second = await writePbf(path, { nodes: [...nodes].reverse(), ways: [] });
    expect(second.sha256).toBe(first.sha256);
  });

  test('is refused when an id is used twice or a coordinate is none, and the old file stays', async () => {
    await writePbf(path, { nodes: [{ id: 7, lon: 1, lat: 2 }], ways: [] });
    const twice = [1, 1].map((nodeId) => ({ id: nodeId, lon: 0, lat: 0 }));
    await expect(writePbf(path, { nodes: twice, ways: [] })).rejects.toThrow('node id 1 is used twice');
    const nowhere = [{ id: 1, lon: Number.NaN, lat: 0 }];
    await expect(writePbf(path, { nodes: nowhere, ways: [] })).rejects.toThrow('node 1: NaN is no coordinate');
    expect((await readAll(path)).nodes[0].id).toBe(7);
  });
});

describe('a file that cannot be read', () => {
  async function faultOf(bytes: Uint8Array | string): Promise<{ code: string; message: string }> {
    const file = join(directory, 'hỏng.osm.pbf');
    await writeFile(file, bytes);
    return await readAll(file).then(
      () => ({ code: 'none', message: '' }),
      (error) => error,
    );
  }

  async function goodBytes(): Promise<Buffer> {
    const nodes = Array.from({ length: 500 }, (_, index) => ({
      id: index + 1,
      lon: index / 100,
      lat: 1,
      tags: { a: `${index}` },
    }));
    await writePbf(path, { nodes, ways: [] });
    return await readFile(path);
  }

  test.each([
    ['a text', '<?xml version="1.0"?><osm version="0.6"></osm>'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
    ['an empty file', ''],
    ['three bytes', 'abc'],
    ['zeros', Buffer.alloc(100)],
  ])('%s is no PBF, and the sentence names the file', async (_, bytes) => {
    const fault = await faultOf(bytes);
    expect(fault.code).toBe('not-a-pbf');
    expect(fault.message).toContain('hỏng.osm.pbf is no OSM PBF file');
  });

  test('cut off anywhere it says at which byte it ends', async () => {
    const good = await goodBytes();
    const headerEnd = 4 + good.readUInt32BE(0);
    for (const length of [headerEnd + 5, good.length - 1, good.length - 700]) {
      const fault = await faultOf(good.subarray(0, length));
      expect(fault.code).toBe('truncated');
      expect(fault.message).toContain(`ends at byte ${length}`);
    }
  });

  test('with one changed byte it is damaged at a named block, never silently other data', async () => {
    const good = await goodBytes();
    await writeFile(join(directory, 'lành.osm.pbf'), good);
    const intact = await readAll(join(directory, 'lành.osm.pbf'));
    for (let at = 200; at < good.length; at += 97) {
      const bytes = Buffer.from(good);
      bytes[at] ^= 0x55;
      const file = join(directory, 'hỏng.osm.pbf');
      await writeFile(file, bytes);
      const outcome = await readAll(file).then(
        (data) => (isDeepStrictEqual(data, intact) ? 'the same data' : 'other data'),
        (error: Error) => error.message,
      );
      expect(outcome).toMatch(
        /^the same data$|hỏng\.osm\.pbf (is damaged: the block that begins at byte \d+|is cut off|is packed)/,
      );
    }
  });

  test('of a kind that is not supported it says so', async () => {
    const encode = (write: (pbf: PbfWriter) => void): Uint8Array => {
      const pbf = new PbfWriter();
      write(pbf);
      return pbf.finish();
    };
    const header = encode((pbf) => pbf.writeStringField(4, 'HistoricalInformation'));
    const blob = encode((pbf) => {
      pbf.writeVarintField(2, header.length);
      pbf.writeBytesField(3, deflateSync(header));
    });
    const blobHeader = encode((pbf) => {
      pbf.writeStringField(1, 'OSMHeader');
      pbf.writeVarintField(3, blob.length);
    });
    const length = Buffer.alloc(4);
    length.writeUInt32BE(blobHeader.length);
    const fault = await faultOf(Buffer.concat([length, blobHeader, blob]));
    expect(fault).toMatchObject({ code: 'unsupported', message: expect.stringContaining('HistoricalInformation') });
  });

  test('what a handler throws is not taken for damage', async () => {
    await writePbf(path, { nodes: [{ id: 1, lon: 0, lat: 0 }], ways: [] });
    const mine = new Error('mine');
    const reading = readPbf(path, {
      node: () => {
        throw mine;
      },
    });
    await expect(reading).rejects.toBe(mine);
  });
});
