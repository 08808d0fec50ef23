import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '..');
/** The answer to the same report sent again, removing a simulated day, and whose photo it is: these mean every report. */
const MEANS_ALL = new Set([
  'records/field/write-reports.ts',
  'server/simulation/clear-day.ts',
  'records/photos/photos.ts',
]);
const READS =
  /fieldEvents?\.(?:find|count|groupBy|aggregate)|\bfieldEvents: \{\s*(?:where|some)|(?:FROM|JOIN) "FieldEvent"/;

test('whoever reads reports says whether those that were taken back are meant', () => {
  const files = ['records', 'server', 'planning', 'worker']
    .flatMap((room) =>
      readdirSync(path.join(ROOT, room), { recursive: true }).map((file) => path.posix.join(room, String(file))),
    )
    .filter((file) => file.endsWith('.ts') && !/\.(?:test|testing)\.ts$|fixtures\//.test(file) && !MEANS_ALL.has(file));
  const silent = files.filter((file) => {
    const text = readFileSync(path.join(ROOT, file), 'utf8');
    return READS.test(text) && !text.includes('retractedAt');
  });
  expect(files.length).toBeGreaterThan(100);
  expect(silent).toEqual([]);
});
