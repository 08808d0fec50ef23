import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hasRedis, startRedis, type TestRedis } from '../test/redis.ts';
import { type Bus, openBus } from './bus.ts';
import { openQueues, type Queues } from './queue.ts';

describe.runIf(hasRedis() || process.env['REQUIRE_REDIS'] === '1')('a process that stops', () => {
  let redis: TestRedis;
  let bus: Bus;
  let queues: Queues;
  beforeEach(async () => {
    redis = await startRedis();
    const where = { databaseUrl: '', redisUrl: redis.url, onError: () => undefined };
    bus = openBus(where);
    queues = openQueues(where);
  });
  afterEach(() => redis.stop());

  it.each([
    ['is gone', () => redis.stop()],
    ['hangs', async () => redis.pause()],
  ])('does not wait for a Redis that %s', async (_, leave) => {
    const unsubscribe = await bus.subscribe('plan', () => undefined);
    let begin: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const worker = queues.createWorker('plan-day', async () => begin());
    await queues.createQueue('plan-day').add({});
    await begun;
    await leave();
    await Promise.all([unsubscribe(), worker.close()]);
    await Promise.all([queues.close(), bus.close()]);
    expect(await queues.healthy()).toBe(false);
  });
});
