import { expect, it } from 'vitest';
import { boundExceeded } from './json-depth.ts';
import { readTrucksFile } from './trucks-file.ts';
import { readUnitsFile } from './units-file.ts';

it('lists and objects count, what stands in texts does not', () => {
  const exceeded = (text: string, depth: number, members = 9) => boundExceeded(text, { depth, members });
  expect(exceeded('{"a":[[1],[2]],"b":{}}', 3)).toBeNull();
  expect(exceeded('{"a":[[1],[2]],"b":{}}', 2)).toBe('depth');
  expect(exceeded('["[[[[\\"[[[["]', 1)).toBeNull();
  expect(exceeded('{"a":[[[1],[1]],[2]]}', 9, 2)).toBeNull();
  expect(exceeded('{"a":[{},{},{}]}', 9, 2)).toBe('members');
});

const units = (text: string) => readUnitsFile({ kind: 'units', name: 'u.geojson', bytes: Buffer.from(text) }).faults;

it('a units file of nothing but brackets is refused without being parsed', () => {
  expect(units('['.repeat(1_000_000))).toMatchObject([{ code: 'not-a-feature-collection' }]);
});

it('a file of far too much is refused in one sentence before it is parsed', () => {
  expect(units(`{"type":"FeatureCollection","features":[${'{},'.repeat(1_000_000)}{}]}`)).toMatchObject([
    { code: 'too-many-features' },
  ]);
  const bytes = Buffer.from(`code,shift\n${'a\n'.repeat(1_000_000)}`);
  expect(readTrucksFile({ kind: 'trucks', name: 't.csv', bytes }).faults).toMatchObject([{ code: 'too-many-lines' }]);
});
