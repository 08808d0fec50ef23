import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { PMTiles, tileIdToZxy, zxyToTileId } from 'pmtiles';
import { expect, test } from 'vitest';
import { PmtilesWriter } from './pmtiles-writer.ts';
import { tileId } from './tile-id.ts';

test('a tile has the number every other reader gives it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 20 }), fc.nat(), fc.nat(), (z, x, y) => {
      const [column, row] = [x % 2 ** z, y % 2 ** z];
      expect(tileId(z, column, row)).toBe(zxyToTileId(z, column, row));
    }),
  );
});

test('tiles too many for one directory are found through leaves; equal neighbours are stored once', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'pmtiles-'));
  try {
    const path = join(directory, 'many.pmtiles');
    const writer = await PmtilesWriter.create(path, 200);
    const first = tileId(10, 0, 0);
    const count = 5000;
    // Every third pair is equal.
    const contentOf = (index: number): string =>
      `${Math.floor(index / 2) % 3 ? index : 'sea'}`.repeat(1 + ((index * 7919) % 13));
    for (let index = 0; index < count; index++) await writer.add(first + index, Buffer.from(contentOf(index)));
    await expect(writer.add(first, Buffer.from('late'))).rejects.toThrow(RangeError);
    const result = await writer.finish({ minZoom: 10, maxZoom: 10, bounds: [0, 0, 1, 1], metadata: {} });
    expect(result.tiles).toBe(count);
    const bytes = await readFile(path);
    expect(bytes.length).toBe(result.bytes);
    const archive = new PMTiles({
      getKey: () => path,
      getBytes: async (offset, length) => ({ data: new Uint8Array(bytes.subarray(offset, offset + length)).buffer }),
    });
    expect((await archive.getHeader()).leafDirectoryLength).toBeGreaterThan(0);
    for (const index of [0, 1, 2, 4095, 4096, 4500, count - 1]) {
      const [z, x, y] = tileIdToZxy(first + index);
      const tile = await archive.getZxy(z, x, y);
      expect(Buffer.from(tile?.data ?? new ArrayBuffer(0)).toString()).toBe(contentOf(index));
    }
    const [z, x, y] = tileIdToZxy(first + count);
    expect(await archive.getZxy(z, x, y)).toBeUndefined();
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
});
