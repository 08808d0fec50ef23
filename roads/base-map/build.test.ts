import { mkdtemp, open, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PMTiles, type Source } from 'pmtiles';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OsmData } from '../osm/types.ts';
import { writePbf } from '../osm/write-pbf.ts';
import { buildBaseMap } from './build.ts';
import { readStreets } from './read-streets.ts';
import { readTile, type TileFeature } from './vector-tile.testing.ts';

let directory: string;
let outFile: string;

/** A main street, a one-way lane, a lake with an island, a school, a market, a village. */
function villageData(): OsmData {
  const nodes: OsmData['nodes'] = [];
  const node = (lon: number, lat: number, tags?: Record<string, string>): number => {
    nodes.push({ id: nodes.length + 1, lon: 105.85 + lon / 1000, lat: 20.08 + lat / 1000, tags });
    return nodes.length;
  };
  const square = (lon: number, lat: number, size: number): number[] => {
    const first = node(lon, lat);
    return [first, node(lon + size, lat), node(lon + size, lat + size), node(lon, lat + size), first];
  };
  node(4, 4, { place: 'village', name: 'Làng Thử' });
  node(5, 4, { amenity: 'marketplace', name: 'Chợ Thử' });
  const lake = square(1, 1, 2);
  const west = node(0, 5);
  const east = node(8, 5);
  return {
    nodes,
    ways: [
      { id: 1, refs: [west, east], tags: { highway: 'primary', name: 'Trần Phú', ref: 'QL1A' } },
      { id: 2, refs: [east, node(8, 7)], tags: { highway: 'residential', oneway: '-1' } },
      { id: 3, refs: [west, node(0, 7)], tags: { highway: 'service', service: 'alley' } },
      // The lake's shore comes in two pieces, the second against the first's direction.
      { id: 4, refs: lake.slice(0, 3) },
      { id: 5, refs: [lake[0], lake[3], lake[2]] },
      { id: 6, refs: square(1.5, 1.5, 0.5) },
      { id: 7, refs: square(4, 6, 0.3), tags: { building: 'yes', height: '6 m' } },
      { id: 8, refs: square(5, 6, 1), tags: { amenity: 'school', name: 'Trường Thử' } },
      { id: 9, refs: [west, east], tags: { power: 'line' } },
    ],
    relations: [
      {
        id: 1,
        tags: { type: 'multipolygon', natural: 'water', name: 'Hồ Thử' },
        members: [
          { type: 'way', ref: 4, role: 'outer' },
          { type: 'way', ref: 5, role: 'outer' },
          { type: 'way', ref: 6, role: 'inner' },
        ],
      },
      {
        id: 2,
        tags: { type: 'boundary', boundary: 'administrative', admin_level: '8' },
        members: [{ type: 'way', ref: 1, role: 'outer' }],
      },
    ],
  };
}

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'bản đồ '));
  outFile = join(directory, 'nền.pmtiles');
  await writePbf(join(directory, 'làng.osm.pbf'), villageData());
  await buildBaseMap({ pbfPath: join(directory, 'làng.osm.pbf'), outFile, attribution: 'Dữ liệu giả lập' });
});
afterAll(async () => {
  await rm(directory, { recursive: true, force: true });
});

function archive(path: string): PMTiles {
  const source: Source = {
    getKey: () => path,
    getBytes: async (offset, length) => {
      const file = await open(path);
      const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, offset);
      await file.close();
      return { data: new Uint8Array(buffer.subarray(0, bytesRead)).buffer };
    },
  };
  return new PMTiles(source);
}

async function tileAt(z: number, lon = 105.854, lat = 20.084): Promise<Record<string, TileFeature[]>> {
  const count = 2 ** z;
  const radians = (lat * Math.PI) / 180;
  const x = Math.floor(((lon + 180) / 360) * count);
  const y = Math.floor((0.5 - Math.asinh(Math.tan(radians)) / (2 * Math.PI)) * count);
  const tile = await archive(outFile).getZxy(z, x, y);
  return tile ? readTile(new Uint8Array(tile.data)) : {};
}

test('the archive says what it holds and whose data it is', async () => {
  const header = await archive(outFile).getHeader();
  expect([header.minZoom, header.maxZoom, header.tileType]).toEqual([6, 15, 1]);
  expect(header.minLon).toBeCloseTo(105.85, 5);
  expect(header.maxLat).toBeCloseTo(20.087, 5);
  const metadata = (await archive(outFile).getMetadata()) as { attribution: string; vector_layers: { id: string }[] };
  expect(metadata.attribution).toBe('Dữ liệu giả lập');
  expect(metadata.vector_layers.map((layer) => layer.id)).toContain('roads');
});

test('a close tile shows roads, water, buildings and names with their attributes', async () => {
  const tile = await tileAt(14);
  const roads = tile.roads.map((road) => road.attributes);
  expect(roads).toContainEqual({ class: 'primary', name: 'Trần Phú', ref: 'QL1A' });
  expect(roads).toContainEqual({ class: 'minor', oneway: -1 });
  expect(roads).toContainEqual({ class: 'service' });
  expect(tile.water).toEqual([{ attributes: { class: 'lake' }, type: 3 }]);
  expect(tile.buildings).toEqual([{ attributes: { height: 6 }, type: 3 }]);
  expect(tile.places[0].attributes).toEqual({ name: 'Làng Thử', class: 'village', rank: 4 });
  expect(tile.labels.map((label) => label.attributes.name).sort()).toEqual(['Chợ Thử', 'Hồ Thử', 'Trường Thử']);
  expect(tile.boundaries[0].attributes).toEqual({ level: 8 });
});

test('a far tile leaves small things out', async () => {
  const far = await tileAt(9);
  expect(far.roads.map((road) => road.attributes.class)).toEqual(['primary']);
  expect(far.buildings).toBeUndefined();
  expect((await tileAt(12)).roads.map((road) => road.attributes.class).sort()).toEqual(['minor', 'primary']);
});

test('a box leaves out what lies beyond it', async () => {
  const boxed = join(directory, 'hộp.pmtiles');
  const { bounds } = await buildBaseMap({
    pbfPath: join(directory, 'làng.osm.pbf'),
    outFile: boxed,
    bbox: [105.8575, 20.0845, 105.8585, 20.088],
  });
  expect(bounds[0]).toBe(105.8575);
  const header = await archive(boxed).getHeader();
  expect(header.minLon).toBeCloseTo(105.8575, 6);
  expect(header.numAddressedTiles).toBeLessThan((await archive(outFile).getHeader()).numAddressedTiles);
});

test('an aborted build leaves nothing behind', async () => {
  const aborted = buildBaseMap({
    pbfPath: join(directory, 'làng.osm.pbf'),
    outFile: join(directory, 'dở.pmtiles'),
    signal: AbortSignal.abort(new Error('stop')),
  });
  await expect(aborted).rejects.toThrow('stop');
  expect((await readdir(directory)).filter((name) => name.startsWith('dở'))).toEqual([]);
});

test('the streets of a map are read back from its tiles, each with places along it', async () => {
  const nodes = [0, 3, 60, 63].map((x, i) => ({ id: i + 1, lon: 105.85 + x / 1000, lat: 20.08 }));
  const named = (name: string) => ({ highway: 'residential', name });
  const ways: OsmData['ways'] = [
    // In two spellings of the same letters; 6 km to the east lies another street of that name.
    { id: 1, refs: [1, 2], tags: named('Lê Lợi'.normalize('NFD')) },
    { id: 2, refs: [3, 4], tags: named('Lê Lợi') },
    { id: 3, refs: [1, 4], tags: { railway: 'rail', name: 'Đường sắt' } },
    { id: 4, refs: [2, 3], tags: { highway: 'primary' } },
  ];
  const pbfPath = join(directory, 'phố.osm.pbf');
  const outFile = join(directory, 'phố.pmtiles');
  await writePbf(pbfPath, { nodes, ways, relations: [] });
  await buildBaseMap({ pbfPath, outFile });
  const streets = await readStreets(outFile);
  expect(streets.map(({ name }) => name)).toEqual(['Lê Lợi', 'Lê Lợi']);
  const lons = streets.map(({ places }) => places.map(([lon]) => lon).sort());
  expect(lons[0][0]).toBeCloseTo(105.85, 4);
  expect(lons[0].at(-1)).toBeCloseTo(105.853, 4);
  expect(lons[1][0]).toBeCloseTo(105.91, 4);
  for (const along of lons) {
    const steps = along.slice(1).map((lon, i) => (lon - along[i]) * 104_400);
    expect(Math.max(...steps)).toBeLessThan(160);
  }
});
