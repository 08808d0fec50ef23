import { expect, it } from 'vitest';
import { isDeeperThan } from './json-depth.ts';
import { readUnitsFile } from './units-file.ts';

it('lists and objects count, what stands in texts does not', () => {
  expect(isDeeperThan('{"a":[[1],[2]],"b":{}}', 3)).toBe(false);
  expect(isDeeperThan('{"a":[[1],[2]],"b":{}}', 2)).toBe(true);
  expect(isDeeperThan('["[[[[\\"[[[["]', 1)).toBe(false);
});

it('a units file of nothing but brackets is refused without being parsed', () => {
  const file = { kind: 'units' as const, name: 'u.geojson', bytes: Buffer.from('['.repeat(1_000_000)) };
  expect(readUnitsFile(file).faults).toMatchObject([{ code: 'not-a-feature-collection' }]);
});
