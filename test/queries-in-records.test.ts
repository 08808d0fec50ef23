import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

/** Queries of the town's tables stand in records/. */
const root = fileURLToPath(new URL('..', import.meta.url));
const ROOMS = ['server', 'worker', 'planning', 'platform', 'demo', 'roads'];
const QUERY = new RegExp(
  [
    String.raw`\b(?:prisma|transaction|db|tx)\s*\.[a-z]\w+\s*\.(?:find|create|update|upsert|delete|count|groupBy|aggregate)`,
    String.raw`\b(?:FROM|JOIN|INTO|UPDATE)\s+"`,
  ].join('|'),
);

/** What the supervisor asks while the program is not there yet, which stands on nothing but `platform/`. */
const BEFORE_THE_PROGRAM = ['platform/supervisor/demo.ts', 'platform/supervisor/first-account.ts'];

test('the town’s tables are queried in records/, and elsewhere only before the program is there', () => {
  const files = ROOMS.flatMap((room) =>
    readdirSync(path.join(root, room), { recursive: true, encoding: 'utf8' }).map((file) =>
      path.posix.join(room, file.split(path.sep).join('/')),
    ),
  ).filter((file) => file.endsWith('.ts') && !/(?:\.test|\.testing)\.ts$|\/fixtures\//.test(file));
  const outside = files.filter((file) => QUERY.test(readFileSync(path.join(root, file), 'utf8')));
  expect(outside.toSorted()).toEqual(BEFORE_THE_PROGRAM);
});
