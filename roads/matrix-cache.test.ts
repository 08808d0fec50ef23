import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { MatrixOptions, Pose, Profile, RoadEngine } from './engine.ts';
import { type CachedRoadEngine, cachedEngine, type MatrixCacheOptions } from './matrix-cache.ts';
import { fileMatrixStore } from './matrix-store.ts';
import { crossing, openTestTown, SMALL_TRUCK, TALL_TRUCK, type TestTown } from './town.testing.ts';

let town: TestTown;
let directory: string;

beforeAll(async () => {
  town = await openTestTown();
});
afterAll(async () => {
  await town?.remove();
});
let opened: CachedRoadEngine[];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'ma trận '));
  opened = [];
  return async () => {
    for (const cached of opened) await cached.saved();
    await rm(directory, { recursive: true, force: true });
  };
});

/** A cache over the engine with its files in this test's directory. */
function cacheOver(engine: RoadEngine, options: Partial<MatrixCacheOptions> = {}): CachedRoadEngine {
  const cached = cachedEngine(engine, fileMatrixStore(directory), { onStoreError: failLoudly, ...options });
  opened.push(cached);
  return cached;
}

/** The real engine, noting the size of every block it is asked for. */
function counting(engine: RoadEngine, graphId = engine.graphId): RoadEngine & { asked: string[] } {
  const asked: string[] = [];
  const block = (sources: readonly Pose[], targets: readonly Pose[], profile: Profile, options?: MatrixOptions) => {
    asked.push(`${sources.length}×${targets.length}`);
    return engine.block(sources, targets, profile, options);
  };
  return {
    asked,
    kind: engine.kind,
    graphId,
    isGraphKnown: engine.isGraphKnown,
    reachKind: engine.reachKind,
    mindsClosedRoads: engine.mindsClosedRoads,
    block,
    matrix: async (locations, profile, options) => ({
      size: locations.length,
      ...(await block(locations, locations, profile, options)),
    }),
    streets: (...question) => engine.streets(...question),
    route: (...question) => engine.route(...question),
    reach: (...question) => engine.reach(...question),
    snap: (...question) => engine.snap(...question),
    matchTrace: (...question) => engine.matchTrace(...question),
    requireSameGraph: (...question) => engine.requireSameGraph(...question),
    close: async () => {},
  };
}

function failLoudly(error: unknown): void {
  throw error;
}

const places = Array.from({ length: 12 }, (_, index) => crossing((index * 3) % 7.5, (index * 1.7) % 7));
const newPlace = crossing(4.4, 2);

describe('cached matrix', () => {
  test('is what the engine says, to the last cell', async () => {
    const cached = cacheOver(town.engine);
    const all = [...places, crossing(30.5, 0)];
    const direct = await town.engine.matrix(all, TALL_TRUCK);
    for (let round = 0; round < 2; round++) {
      const matrix = await cached.matrix(all, TALL_TRUCK);
      expect(matrix.size).toBe(13);
      expect(matrix.metres).toEqual(direct.metres);
      expect(matrix.seconds).toEqual(direct.seconds);
    }
  });

  test('asks the engine for one row and one column when one place is added, and for nothing when none is', async () => {
    const engine = counting(town.engine);
    const cached = cacheOver(engine);
    await cached.matrix(places, TALL_TRUCK);
    await cached.matrix([...places].reverse(), TALL_TRUCK);
    expect(engine.asked).toEqual(['12×12']);
    const matrix = await cached.matrix([...places.slice(0, 5), newPlace, ...places.slice(5)], TALL_TRUCK);
    expect(engine.asked).toEqual(['12×12', '1×13', '12×1']);
    const row = await town.engine.block([newPlace], [places[0]], TALL_TRUCK);
    expect(matrix.seconds[5 * 13]).toBe(row.seconds[0]);
  });

  test('keeps profiles and graphs apart', async () => {
    const engine = counting(town.engine);
    const cached = cacheOver(engine);
    await cached.matrix(places, TALL_TRUCK);
    await cached.matrix(places, SMALL_TRUCK);
    await cached.saved();
    const other = counting(town.engine, 'another-graph');
    await cacheOver(other).matrix(places, TALL_TRUCK);
    expect(engine.asked).toEqual(['12×12', '12×12']);
    expect(other.asked).toEqual(['12×12']);
  });

  test('works out a pair once however many ask at the same time', async () => {
    const engine = counting(town.engine);
    const cached = cacheOver(engine);
    const matrices = await Promise.all([1, 2, 3].map(() => cached.matrix(places, TALL_TRUCK)));
    expect(engine.asked).toEqual(['12×12']);
    expect(matrices[2].seconds).toEqual(matrices[0].seconds);
  });

  test('gives the same place twice the same row', async () => {
    const cached = cacheOver(town.engine);
    const matrix = await cached.matrix([places[0], places[1], places[0]], TALL_TRUCK);
    expect(matrix.seconds.slice(0, 3)).toEqual(matrix.seconds.slice(6, 9));
  });

  test('an aborted question leaves nothing wrong behind', async () => {
    const cached = cacheOver(town.engine);
    const aborted = cached.matrix(places, TALL_TRUCK, { signal: AbortSignal.abort(new Error('stop')) });
    await expect(aborted).rejects.toThrow('stop');
    const direct = await town.engine.matrix(places, TALL_TRUCK);
    expect((await cached.matrix(places, TALL_TRUCK)).seconds).toEqual(direct.seconds);
  });

  test('lets go of the places used longest ago and stays right', async () => {
    const engine = counting(town.engine);
    const cached = cacheOver(engine, { maxPlaces: 8 });
    await cached.matrix(places.slice(0, 6), TALL_TRUCK);
    await cached.matrix(places.slice(5, 11), TALL_TRUCK);
    expect(engine.asked).toEqual(['6×6', '6×6']);
    await cached.matrix(places.slice(5, 11), TALL_TRUCK);
    expect(engine.asked).toHaveLength(2);
    const again = await cached.matrix(places.slice(0, 6), TALL_TRUCK);
    expect(again.seconds).toEqual((await town.engine.matrix(places.slice(0, 6), TALL_TRUCK)).seconds);
    expect(engine.asked.length).toBeGreaterThan(2);
    await cached.matrix(places, TALL_TRUCK);
    expect(engine.asked.at(-1)).toBe('12×12');
  });
});

describe('stored matrix', () => {
  async function storedFile(): Promise<string> {
    const [name] = await readdir(directory);
    return join(directory, name);
  }

  test('of a large town is saved and read in slices, between which others have their turn', async () => {
    const many = Array.from({ length: 1100 }, (_, k) => crossing((k % 40) / 5, k / 150));
    const figures = Int32Array.from({ length: many.length ** 2 }, (_, cell) => cell);
    const block = { seconds: figures, metres: figures.map((cell) => 2 * cell) };
    const engine = { ...counting(town.engine), block: () => Promise.resolve(block) };
    let turns = 0;
    const count = () => {
      turns++;
      turn = setImmediate(count);
    };
    let turn = setImmediate(count);
    const cached = cacheOver(engine);
    const isThat = async (asked: RoadEngine) => {
      const { seconds, metres } = await asked.matrix(many, TALL_TRUCK);
      return seconds.every((each, cell) => each === cell) && metres.every((each, cell) => each === 2 * cell);
    };
    expect(await isThat(cached)).toBe(true);
    turns = 0;
    await cached.saved();
    expect(turns).toBeGreaterThanOrEqual(4);
    turns = 0;
    const silent = { ...engine, block: () => Promise.reject(new Error('asked again')) };
    expect(await isThat(cacheOver(silent))).toBe(true);
    expect(turns).toBeGreaterThanOrEqual(2);
    clearImmediate(turn);
  });

  test('keeps no large table for a few rows of it', async () => {
    const many = Array.from({ length: 1100 }, (_, k) => crossing((k % 40) / 5, k / 150));
    const engine = counting(town.engine);
    const cached = cacheOver(engine);
    const few = many.slice(0, 2);
    for (let round = 0; round < 2; round++) {
      expect(await cached.block(few, many, TALL_TRUCK)).toEqual(await town.engine.block(few, many, TALL_TRUCK));
    }
    expect(engine.asked).toEqual(['2×1100', '2×1100']);
    await cached.saved();
    expect(await readdir(directory)).toEqual([]);
  });

  test('is there again after a restart', async () => {
    const first = cacheOver(counting(town.engine));
    const before = await first.matrix(places, TALL_TRUCK);
    await first.close();
    const engine = counting(town.engine);
    const second = cacheOver(engine);
    expect((await second.matrix(places, TALL_TRUCK)).seconds).toEqual(before.seconds);
    expect(engine.asked).toEqual([]);
  });

  test('is worked out again when the file is damaged or cut off, never believed', async () => {
    const first = cacheOver(counting(town.engine));
    const before = await first.matrix(places, TALL_TRUCK);
    await first.close();
    const path = await storedFile();
    const bytes = await readFile(path);
    const flipped = Buffer.from(bytes);
    flipped[flipped.length - 10] ^= 1;
    for (const damaged of [flipped, bytes.subarray(0, bytes.length - 5), Buffer.from('nothing')]) {
      await writeFile(path, damaged);
      const engine = counting(town.engine);
      const cached = cacheOver(engine);
      expect((await cached.matrix(places, TALL_TRUCK)).seconds).toEqual(before.seconds);
      expect(engine.asked).toEqual(['12×12']);
      await cached.close();
    }
  });

  test('a store that fails is reported and costs nothing but time', async () => {
    const errors: unknown[] = [];
    const broken = {
      load: () => Promise.reject(new Error('cannot load')),
      save: () => Promise.reject(new Error('cannot save')),
    };
    const cached = cachedEngine(counting(town.engine), broken, { onStoreError: (error) => errors.push(error) });
    expect((await cached.matrix(places, TALL_TRUCK)).size).toBe(12);
    await cached.close();
    expect(errors.map(String)).toEqual(['Error: cannot load', 'Error: cannot save']);
  });

  test('the oldest files go when there are too many bytes', async () => {
    const store = fileMatrixStore(directory, { maxBytes: 250 });
    for (const key of ['a', 'b', 'c']) await store.save(key, new Uint8Array(100));
    expect((await readdir(directory)).length).toBe(2);
    expect(await store.load('c')).toHaveLength(100);
    expect(await store.load('never')).toBeNull();
  });
});
