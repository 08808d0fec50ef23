import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, openDatabase } from '../platform/database.ts';
import { type TestDatabase, testDatabase } from '../test/database.ts';
import { forgetSessions } from './forget-sessions.ts';

let place: TestDatabase;
let database: Database;
beforeAll(async () => {
  place = await testDatabase();
  database = openDatabase(place.url);
});
afterAll(async () => {
  await database.close();
  await place.drop();
});

test('a session that ended is deleted, and one that holds is not', async () => {
  const now = new Date('2026-11-29T06:00:00Z');
  const { id: userId } = await database.prisma.user.create({ data: { id: 'a', email: 'a@b.vn', name: 'A' } });
  for (const [token, seconds] of [
    ['ended', -1],
    ['holds', 1],
  ] as const) {
    await database.prisma.session.create({
      data: { id: token, token, userId, expiresAt: new Date(now.getTime() + 1000 * seconds) },
    });
  }
  await forgetSessions({ database }, now);
  expect((await database.prisma.session.findMany()).map(({ token }) => token)).toEqual(['holds']);
});
