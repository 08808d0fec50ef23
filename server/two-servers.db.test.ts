import { randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../test/database.ts';
import { hasRedis, startRedis, type TestRedis } from '../test/redis.ts';
import { startTestServer, TEST_PASSWORD, type TestServer } from './fixtures/server.ts';
import { makePlan, type TestPlan } from './fixtures/plan.ts';
import { makeTown } from './fixtures/town.ts';

describe.runIf(hasRedis() || process.env['REQUIRE_REDIS'] === '1')('two servers on one Redis', () => {
  let database: TestDatabase;
  let redis: TestRedis;
  let servers: TestServer[] = [];
  let plan: TestPlan;
  beforeAll(async () => {
    database = await testDatabase();
    redis = await startRedis();
    const where = {
      databaseUrl: database.url,
      redisUrl: redis.url,
      authSecret: randomBytes(32).toString('hex'),
    };
    servers = [await startTestServer(where), await startTestServer(where)];
    const { prisma } = servers[0].platform.database;
    plan = await makePlan(prisma, await makeTown(prisma));
  });
  afterEach(() => redis.resume());
  afterAll(async () => {
    for (const server of servers) await server.close();
    await redis?.stop();
    await database?.drop();
  });

  const signIn = async (server: TestServer, email: string, password: string) =>
    (await server.ask(null, 'POST', '/api/auth/sign-in/email', { email, password })).status;

  it('allow together as many wrong passwords as one', async () => {
    const statuses: number[] = [];
    for (let n = 0; n < 12; n++) statuses.push(await signIn(servers[n % 2], 'guessed@demo.local', `guess ${n}`));
    expect(statuses).toEqual([...Array<number>(10).fill(401), 429, 429]);
  });

  it('answer people and phones while it hangs, and say what is wrong', async () => {
    const [server] = servers;
    // Signed in before, so that this waits for nothing but what it is about.
    await Promise.all([server.cookieOf('dispatcher'), server.cookieOf('driver')]);
    redis.pause();
    expect(await signIn(server, 'manager@demo.local', TEST_PASSWORD)).toBe(200);
    const [health, asked, reported] = await Promise.all([
      server.ask(null, 'GET', '/api/health'),
      server.ask('dispatcher', 'POST', '/api/plans', { date: '2026-12-24' }),
      server.ask('driver', 'POST', '/api/field-events', {
        events: [
          {
            id: uuidv7(),
            kind: 'served',
            truckId: plan.stops[0].truckId,
            stopId: plan.stops[1].id,
            doneAt: '2024-11-24T21:20:00.000Z',
          },
        ],
      }),
    ]);
    expect(health).toMatchObject({ status: 503, body: { queue: { state: 'failed' } } });
    expect(asked).toMatchObject({ status: 202, body: { state: 'queued' } });
    expect(reported.status).toBe(200);
  });

  it('hand over what was asked for meanwhile, once it answers again', async () => {
    const [, server] = servers;
    redis.pause();
    const { body } = await server.ask('dispatcher', 'POST', '/api/plans', { date: '2026-12-25' });
    redis.resume();
    const { id: runId } = await server.platform.database.prisma.planRun.findFirstOrThrow({
      where: { planId: String(body.id) },
    });
    const queue = server.platform.queues.createQueue('plan-day');
    await expect.poll(() => queue.state(runId)).toBe('waiting');
  });

  it('cancel an import that waits while it hangs', async () => {
    const [server] = servers;
    const upload = new FormData();
    upload.append('name', 'Vaduz');
    for (const file of ['osm', 'units']) upload.append(file, new Blob(['x']), `tệp-${file}`);
    const uploaded = await fetch(`${server.url}/api/imports`, {
      method: 'POST',
      body: upload,
      headers: { cookie: await server.cookieOf('admin'), origin: server.url },
    });
    const { id } = (await uploaded.json()) as { id: string };
    redis.pause();
    expect(await server.ask('admin', 'POST', `/api/imports/${id}/cancel`, {})).toMatchObject({
      status: 200,
      body: { id, state: 'cancelled' },
    });
    // The job that stays is run some day, by a worker that sees the row and removes the files then.
    expect(await server.platform.blobs.list(`imports/${id}/`)).toHaveLength(2);
  });
});
