import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../../test/database.ts';
import { hasRedis, startRedis, type TestRedis } from '../../test/redis.ts';
import { startTestServer, TEST_PASSWORD, type TestServer } from '../fixtures/server.ts';

describe.runIf(hasRedis() || process.env['REQUIRE_REDIS'] === '1')('two servers on one Redis', () => {
  let database: TestDatabase;
  let redis: TestRedis;
  let servers: TestServer[] = [];
  beforeAll(async () => {
    database = await testDatabase();
    redis = await startRedis();
    const where = {
      databaseUrl: database.url,
      redisUrl: redis.url,
      authSecret: randomBytes(32).toString('hex'),
    };
    servers = [await startTestServer(where), await startTestServer(where)];
  });
  afterAll(async () => {
    redis?.resume();
    for (const server of servers) await server.close();
    await redis?.stop();
    await database?.drop();
  });

  const signIn = async (server: TestServer, email: string, password: string) =>
    (await server.ask(null, 'POST', '/api/auth/sign-in/email', { email, password })).status;

  it('allow together as many wrong passwords as one, and a right one while Redis hangs', async () => {
    const statuses: number[] = [];
    for (let n = 0; n < 12; n++) statuses.push(await signIn(servers[n % 2], 'guessed@demo.local', `guess ${n}`));
    expect(statuses).toEqual([...Array<number>(10).fill(401), 429, 429]);
    redis.pause();
    expect(await signIn(servers[0], 'manager@demo.local', TEST_PASSWORD)).toBe(200);
  });
});
