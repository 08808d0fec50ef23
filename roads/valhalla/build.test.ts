import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writePbf } from '../osm/write-pbf.ts';
import { crossing, TALL_TRUCK, townData } from '../town.testing.ts';
import { buildGraph } from './build.ts';
import { openValhalla } from './native.ts';

let directory: string;
let pbfPath: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'dựng đồ thị '));
  pbfPath = join(directory, 'thị xã.osm.pbf');
  await writePbf(pbfPath, townData());
});
afterAll(async () => {
  await rm(directory, { recursive: true, force: true });
});

test('a graph is built with rising progress, prints nothing, and leaves nothing but itself', async () => {
  const graphDirectory = join(directory, 'đồ thị');
  const shares: number[] = [];
  const graph = await buildGraph({ pbfPath, directory: graphDirectory, onProgress: (share) => shares.push(share) });
  expect(graph.nodes).toBeGreaterThan(64);
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
  expect(shares.at(-1)).toBe(1);
  expect((await readdir(directory)).sort()).toEqual(['thị xã.osm.pbf', 'đồ thị']);
});

test('the same extract gives the same id, another one another', async () => {
  const first = await buildGraph({ pbfPath, directory: join(directory, 'một') });
  const second = await buildGraph({ pbfPath, directory: join(directory, 'hai') });
  expect(second.graphId).toBe(first.graphId);
  const data = townData();
  data.ways[0].tags = { highway: 'primary', name: 'Đường Khác' };
  await writePbf(join(directory, 'khác.osm.pbf'), data);
  const other = await buildGraph({ pbfPath: join(directory, 'khác.osm.pbf'), directory: join(directory, 'hai') });
  expect(other.graphId).not.toBe(first.graphId);
  const engine = await openValhalla(join(directory, 'hai'));
  expect(engine.graphId).toBe(other.graphId);
  expect((await engine.route([crossing(0, 0), crossing(3, 0)], TALL_TRUCK)).legs[0].steps[0].name).toBe('Đường Khác');
  await engine.close();
});

test('after a bad extract the old graph still works', async () => {
  const graphDirectory = join(directory, 'cũ');
  const old = await buildGraph({ pbfPath, directory: graphDirectory });
  const bytes = await readFile(pbfPath);
  const bad = join(directory, 'cụt.osm.pbf');
  const cases: [Uint8Array | string, string][] = [
    [bytes.subarray(0, bytes.length - 20), 'truncated'],
    ['không phải bản đồ', 'not-a-pbf'],
  ];
  for (const [content, code] of cases) {
    await writeFile(bad, content);
    await expect(buildGraph({ pbfPath: bad, directory: graphDirectory })).rejects.toMatchObject({ code });
  }
  await writePbf(bad, { nodes: [{ id: 1, lon: 105.8, lat: 20.1 }], ways: [] });
  await expect(buildGraph({ pbfPath: bad, directory: graphDirectory })).rejects.toMatchObject({ code: 'bad-input' });
  const engine = await openValhalla(graphDirectory);
  expect(engine.graphId).toBe(old.graphId);
  await engine.close();
});

test('an aborted build ends with the reason and leaves nothing behind', async () => {
  const aborting = new AbortController();
  const reason = new Error('no longer wanted');
  const building = buildGraph({
    pbfPath,
    directory: join(directory, 'dở'),
    signal: aborting.signal,
    onProgress: (share) => share >= 0.05 && aborting.abort(reason),
  });
  await expect(building).rejects.toBe(reason);
  expect((await readdir(directory)).filter((name) => name.startsWith('dở'))).toEqual([]);
});
