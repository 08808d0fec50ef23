import { expect, it } from 'vitest';
import { withRows } from './source-rows.ts';

it.each([
  ['{"type":"FeatureCollection","features":[]}', 'no-table'],
  ['\uFEFF  {\n"type"', 'no-table'],
  ['%PDF-1.7', 'no-table'],
  ['code,name\n{x},y', undefined],
  ['', undefined],
])('a file that begins like %s is told to be no table, or read', async (text, code) => {
  const bytes = new TextEncoder().encode(text);
  expect((await withRows({ kind: 'points', name: 'x', bytes })).fault?.code).toBe(code);
});
