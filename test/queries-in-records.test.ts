import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

/** Queries of the town's tables stand in records/. */
const root = fileURLToPath(new URL('..', import.meta.url));
const ROOMS = ['server', 'worker', 'planning'];
const QUERY = new RegExp(
  [
    String.raw`\b(?:prisma|transaction|db|tx)\.[a-z]\w+\.(?:find|create|update|upsert|delete|count|groupBy|aggregate)`,
    String.raw`\bFROM "|\bINSERT INTO "|\bUPDATE "`,
  ].join('|'),
);

/** What still has queries of its own. This list only grows shorter: whoever moves a file's queries takes its line out. */
const STILL_OUTSIDE = [
];

test('the town’s tables are queried in records/, and elsewhere only where it always was so', () => {
  const files = ROOMS.flatMap((room) =>
    readdirSync(path.join(root, room), { recursive: true, encoding: 'utf8' }).map((file) =>
      path.posix.join(room, file.split(path.sep).join('/')),
    ),
  ).filter((file) => file.endsWith('.ts') && !/(?:\.test|\.testing)\.ts$|\/fixtures\//.test(file));
  const outside = files.filter((file) => QUERY.test(readFileSync(path.join(root, file), 'utf8')));
  expect(outside.toSorted()).toEqual(STILL_OUTSIDE);
});
