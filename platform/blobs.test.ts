import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Blobs, openBlobs } from './blobs.ts';

let directory: string;
let blobs: Blobs;

beforeEach(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'tuyen-xanh-blobs-'));
  blobs = await openBlobs(directory);
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

test('what was put is what comes back, from bytes and from streams', async () => {
  expect(await blobs.put('areas/1/units.geojson', 'phường')).toEqual({ key: 'areas/1/units.geojson', sizeBytes: 9 });
  await blobs.put('areas/1/roads.pbf', Readable.from([Buffer.from('a'), Buffer.from('b')]));
  expect((await blobs.get('areas/1/units.geojson'))?.toString()).toBe('phường');
  expect((await blobs.get('areas/1/roads.pbf'))?.toString()).toBe('ab');
});

test('a range of a blob can be streamed', async () => {
  await blobs.put('tiles', '0123456789');
  const stream = await blobs.stream('tiles', { start: 2, end: 4 });
  expect(await text(stream ?? Readable.from([]))).toBe('234');
});

test('what is not there is undefined, also below a blob', async () => {
  await blobs.put('file', 'x');
  expect(await blobs.get('nothing')).toBeUndefined();
  expect(await blobs.get('file/below')).toBeUndefined();
  expect(await blobs.stream('nothing')).toBeUndefined();
  expect(await blobs.info('nothing')).toBeUndefined();
  await blobs.delete('nothing');
});

test('a write that fails half way leaves the old content and no litter', async () => {
  await blobs.put('plan', 'old');
  const failing = Readable.from(
    (function* () {
      yield Buffer.from('new, but');
      throw new Error('connection lost');
    })(),
  );
  await expect(blobs.put('plan', failing)).rejects.toThrow('connection lost');
  expect((await blobs.get('plan'))?.toString()).toBe('old');
  expect(readdirSync(path.join(directory, '.writing'))).toEqual([]);
});

test('listing and deleting go by folder', async () => {
  await blobs.put('areas/1/a', '1');
  await blobs.put('areas/1/sub/b', '22');
  await blobs.put('areas/10/a', '3');
  expect(await blobs.list('areas/1/')).toEqual([
    { key: 'areas/1/a', sizeBytes: 1 },
    { key: 'areas/1/sub/b', sizeBytes: 2 },
  ]);
  await blobs.delete('areas/1/');
  expect((await blobs.list()).map((blob) => blob.key)).toEqual(['areas/10/a']);
});

test('no key leads out of the directory', () => {
  for (const key of ['../x', 'a/../../x', '/etc/passwd', 'a//b', '', '.', '.writing/x', 'a\\b', 'a\0b']) {
    expect(() => blobs.path(key)).toThrow('is no blob key');
  }
  fc.assert(
    fc.property(fc.string(), (key) => {
      expect(isWithinOrRefused(key)).toBe(true);
    }),
  );
});

function isWithinOrRefused(key: string): boolean {
  try {
    return blobs.path(key).startsWith(`${directory}${path.sep}`);
  } catch (error) {
    return (error as Error).message.includes('is no blob key');
  }
}
