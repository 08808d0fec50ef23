import { expect, test } from 'vitest';
import { KeptSource, pieceKey, wholeKey } from './kept-source.ts';
import type { MapStore } from './map-store.ts';
import { tilesAround } from './tiles-around.ts';

const URL_OF_MAP = 'https://thu.example/api/areas/1/base-map.pmtiles';
const FILE = Uint8Array.from({ length: 64 }, (_, index) => index);
const bytes = async (answer: Promise<{ data: ArrayBuffer }>) => [...new Uint8Array((await answer).data)];

function phone() {
  const kept = new Map<string, ArrayBuffer>();
  const store: MapStore = {
    get: async (key) => kept.get(key),
    put: async (key, piece) => void kept.set(key, piece),
    keys: async () => [...kept.keys()],
    remove: async (keys) => keys.forEach((key) => kept.delete(key)),
  };
  const network = { isThere: true, asked: 0 };
  const fetched = async (_url: string, range: string): Promise<ArrayBuffer> => {
    if (!network.isThere) throw new Error('no network');
    network.asked++;
    const [, first, last] = /bytes=(\d+)-(\d+)/.exec(range) ?? [];
    return FILE.slice(Number(first), Number(last) + 1).buffer;
  };
  return { kept, store, network, source: (keeps: boolean) => new KeptSource(URL_OF_MAP, store, { keeps, fetched }) };
}

test('what was read while it was kept is there without a network; the rest is not', async () => {
  const { network, source, kept } = phone();
  await source(true).getBytes(8, 4);
  expect([...kept.keys()]).toEqual([pieceKey(URL_OF_MAP, 8, 4)]);
  network.isThere = false;
  expect(await bytes(source(false).getBytes(8, 4))).toEqual([8, 9, 10, 11]);
  await expect(source(false).getBytes(20, 4)).rejects.toThrow('no network');
});

test('looked at only, nothing is kept; kept whole, nothing is asked for', async () => {
  const { network, source, kept, store } = phone();
  await source(false).getBytes(0, 4);
  expect(kept.size).toBe(0);
  await store.put(wholeKey(URL_OF_MAP), FILE.buffer);
  const asked = network.asked;
  expect(await bytes(source(false).getBytes(60, 4))).toEqual([60, 61, 62, 63]);
  expect(network.asked).toBe(asked);
});

test('the tiles around a way cover it without a gap, the coarsest first, each once', () => {
  const tiles = tilesAround(
    [
      [105.8, 20.0],
      [105.9, 20.1],
    ],
    { min: 6, max: 15 },
  );
  expect(tiles.map(([z]) => z)).toEqual(tiles.map(([z]) => z).toSorted((a, b) => a - b));
  expect(new Set(tiles.map(String)).size).toBe(tiles.length);
  const close = tiles.filter(([z]) => z === 15);
  const [xs, ys] = [close.map(([, x]) => x), close.map(([, , y]) => y)];
  const columns = Math.max(...xs) - Math.min(...xs) + 1;
  expect(new Set(xs).size).toBe(columns);
  expect(new Set(ys).size).toBe(Math.max(...ys) - Math.min(...ys) + 1);
  // Beside the way alone: far fewer than all between its ends.
  expect(close.length).toBeLessThan(columns * 6);
});
