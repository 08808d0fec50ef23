import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Position, RoadEngine } from '../engine.ts';
import { readPbf } from '../osm/read-pbf.ts';
import { retagWays } from '../osm/retag-ways.ts';
import type { OsmData, OsmNode, OsmTags, OsmWay } from '../osm/types.ts';
import { writePbf } from '../osm/write-pbf.ts';
import { SMALL_TRUCK, TALL_TRUCK } from '../town.testing.ts';
import { buildGraph } from './build.ts';
import { openValhalla } from './native.ts';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'đường sá '));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const engines: RoadEngine[] = [];
afterAll(async () => {
  for (const engine of engines) await engine.close();
});

async function open(name: string, data: OsmData) {
  const pbfPath = join(directory, `${name}.osm.pbf`);
  await writePbf(pbfPath, data);
  const graph = await buildGraph({ pbfPath, directory: join(directory, name) });
  const engine = await openValhalla(join(directory, name));
  engines.push(engine);
  return { engine, graph };
}

/** A ring of eight nodes of 33 m around a place, driven one way, with an arm of 330 m to each side. */
function roundabout([lon, lat]: Position, isClockwise: boolean): OsmData {
  const perDegree = 111_320;
  const at = (metres: number, bearing: number): Position => [
    lon + (metres * Math.sin((bearing * Math.PI) / 180)) / (perDegree * Math.cos((lat * Math.PI) / 180)),
    lat + (metres * Math.cos((bearing * Math.PI) / 180)) / perDegree,
  ];
  const node = (id: number, [x, y]: Position): OsmNode => ({ id, lon: x, lat: y });
  const turn = isClockwise ? 45 : -45;
  const nodes = Array.from({ length: 8 }, (_, k) => node(k + 1, at(33, turn * k)));
  const ring = [1, 2, 3, 4, 5, 6, 7, 8, 1];
  const ways: OsmWay[] = [{ id: 1, refs: ring, tags: { highway: 'secondary', junction: 'roundabout', oneway: 'yes' } }];
  for (const [k, name] of ['N', 'E', 'S', 'W'].entries()) {
    nodes.push(node(11 + k, at(330, 90 * k)));
    const onRing = 1 + (((90 * k) / turn + 8) % 8);
    ways.push({ id: 2 + k, refs: [onRing, 11 + k], tags: { highway: 'secondary', name } });
  }
  return { nodes, ways };
}

const north = ([lon, lat]: Position): Position => [lon, lat + 0.0025];
const east = ([lon, lat]: Position): Position => [lon + 0.0025, lat];
const south = ([lon, lat]: Position): Position => [lon, lat - 0.0025];
const west = ([lon, lat]: Position): Position => [lon - 0.0025, lat];

async function exitsFrom(engine: RoadEngine, from: Position, to: Position[]): Promise<(number | undefined)[]> {
  const routes = await Promise.all(to.map((target) => engine.route([from, target], TALL_TRUCK)));
  return routes.map(({ legs }) => legs[0].steps.find(({ maneuver }) => maneuver.exit !== undefined)?.maneuver.exit);
}

describe('a roundabout', () => {
  test('in a left-hand country is left by the first exit to the left', async () => {
    const middle: Position = [100.5, 15];
    const { engine, graph } = await open('bên trái', roundabout(middle, true));
    expect(graph.drivesOnLeft).toBe(true);
    expect(await exitsFrom(engine, south(middle), [west(middle), north(middle), east(middle)])).toEqual([1, 2, 3]);
    expect(await readdir(join(directory, 'bên trái'))).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/pbf|sqlite/)]),
    );
  });

  test('in a right-hand country is left by the first exit to the right', async () => {
    const middle: Position = [105.86, 20.08];
    const { engine, graph } = await open('bên phải', roundabout(middle, false));
    expect(graph.drivesOnLeft).toBe(false);
    expect(await exitsFrom(engine, south(middle), [east(middle), north(middle), west(middle)])).toEqual([1, 2, 3]);
  });
});

/** A straight street from west to east past a node with the tags given, and a way around to the south. */
function streetWithBarrier(barrier: OsmTags, street: OsmTags = {}): OsmData {
  const at = (id: number, x: number, y: number, tags?: OsmTags): OsmNode => ({
    id,
    lon: 105.86 + x * 0.001,
    lat: 20.08 + y * 0.001,
    ...(tags && { tags }),
  });
  return {
    nodes: [at(1, -1, 0), at(2, 0, 0), at(3, 3, 0, barrier), at(4, 6, 0), at(5, 7, 0), at(6, 0, -8), at(7, 6, -8)],
    ways: [
      { id: 1, refs: [1, 2], tags: { highway: 'residential', name: 'Đầu' } },
      { id: 2, refs: [2, 3, 4], tags: { highway: 'residential', name: 'Thẳng', ...street } },
      { id: 3, refs: [4, 5], tags: { highway: 'residential', name: 'Cuối' } },
      { id: 4, refs: [2, 6, 7, 4], tags: { highway: 'residential', name: 'Vòng' } },
    ],
  };
}
const ENDS: Position[] = [
  [105.8595, 20.08],
  [105.8665, 20.08],
];

describe('a measure on a node', () => {
  test('closes the street to the trucks it stops, and to no others', async () => {
    const { engine } = await open('thanh chắn', streetWithBarrier({ barrier: 'height_restrictor', maxheight: '2.5' }));
    expect((await engine.route(ENDS, TALL_TRUCK)).distanceMetres).toBeGreaterThan(2000);
    expect((await engine.route(ENDS, SMALL_TRUCK)).distanceMetres).toBeLessThan(1000);
  });

  test('counts where the street says more, and not where it says less or the node says no number', async () => {
    const weak = await open('cầu yếu', streetWithBarrier({ maxweight: '5000 kg' }, { maxweight: '10' }));
    expect((await weak.engine.route(ENDS, TALL_TRUCK)).distanceMetres).toBeGreaterThan(2000);
    const low = await open('thấp', streetWithBarrier({ maxheight: '4' }, { maxheight: '2.5' }));
    expect((await low.engine.route(ENDS, TALL_TRUCK)).distanceMetres).toBeGreaterThan(2000);
    const unknown = await open('không rõ', streetWithBarrier({ maxheight: 'default' }));
    expect((await unknown.engine.route(ENDS, TALL_TRUCK)).distanceMetres).toBeLessThan(1000);
  });
});

test('streets closed to trucks at some hours are counted', async () => {
  const { graph } = await open('theo giờ', streetWithBarrier({}, { 'hgv:conditional': 'no @ (06:00-22:00)' }));
  expect(graph.conditionalWays).toBe(1);
  const oneWay = await open(
    'theo giờ, một chiều',
    streetWithBarrier({}, { 'hgv:forward:conditional': 'no @ (06:00-22:00)' }),
  );
  expect(oneWay.graph.conditionalWays).toBe(1);
  const gate = await open('cổng', streetWithBarrier({ barrier: 'gate', 'hgv:conditional': 'no @ (22:00-05:00)' }));
  expect(gate.graph.conditionalWays).toBe(1);
});

test('a copy with other tags on some ways is otherwise the same', async () => {
  const data = streetWithBarrier({ maxheight: '2' });
  data.relations = [{ id: 9, members: [{ type: 'way', ref: 2, role: 'từ' }], tags: { type: 'route' } }];
  const from = join(directory, 'bản gốc.osm.pbf');
  const to = join(directory, 'bản sao.osm.pbf');
  await writePbf(from, data);
  await retagWays(from, to, new Map([[2, { highway: 'service' }]]));
  const read: OsmData = { nodes: [], ways: [], relations: [] };
  await readPbf(to, {
    node: (node) => read.nodes.push(node),
    way: (way) => read.ways.push(way),
    relation: (relation) => read.relations?.push(relation),
  });
  const ways = data.ways.map((way) => (way.id === 2 ? { ...way, tags: { highway: 'service' } } : way));
  expect(read).toEqual({ ...data, ways });
});
