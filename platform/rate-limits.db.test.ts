import { afterEach, describe, expect, it, vi } from 'vitest';
import { hasRedis, startRedis, type TestRedis } from '../test/redis.ts';
import { describeInBothShapes } from '../test/shapes.ts';
import { openRateLimits, type RateLimit, type RateLimits } from './rate-limits.ts';

const opened: RateLimits[] = [];
afterEach(() => {
  for (const limits of opened.splice(0)) limits.close();
});

/** Limits as a process of its own has them. */
function open(redisUrl: string | undefined): RateLimits {
  const limits = openRateLimits({ redisUrl });
  opened.push(limits);
  return limits;
}

/** How many of so many tries are allowed. */
async function allowed(limit: RateLimit, key: string, tries: number): Promise<number> {
  let count = 0;
  for (let n = 0; n < tries; n++) if ((await limit.spend(key)) === null) count += 1;
  return count;
}

/** Waits until what two processes count is one count: the first tries of a process may come before its connection. */
async function areTogether(one: RateLimit, other: RateLimit): Promise<void> {
  let round = 0;
  await vi.waitFor(async () => {
    round += 1;
    const key = `warm ${round}`;
    expect((await allowed(one, key, 3)) + (await allowed(other, key, 3))).toBe(3);
  }, 15_000);
}

describeInBothShapes('a limit on tries', (shape) => {
  it('allows so many for each key, says for how long no more, and gives good ones back', async () => {
    const limit = open(shape.redisUrl).open('one', 3, 60);
    await areTogether(limit, limit);
    expect(await allowed(limit, 'a', 3)).toBe(3);
    const seconds = await limit.spend('a');
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
    expect(await limit.spend('b')).toBeNull();
    for (let n = 0; n < 2; n++) await limit.refund('a');
    expect(await allowed(limit, 'a', 2)).toBe(1);
  });

  it('is no limit of another name', async () => {
    const limits = open(shape.redisUrl);
    const [one, other] = [limits.open('left', 1, 60), limits.open('right', 1, 60)];
    expect([await one.spend('a'), await other.spend('a')]).toEqual([null, null]);
  });
});

describe.runIf(hasRedis() || process.env['REQUIRE_REDIS'] === '1')('limits of two processes on one Redis', () => {
  let redis: TestRedis | undefined;
  afterEach(async () => {
    await redis?.stop();
    redis = undefined;
  });

  async function two(): Promise<{ redis: TestRedis; near: RateLimit; far: RateLimit }> {
    redis = await startRedis();
    const [near, far] = [open(redis.url).open('shared', 3, 60), open(redis.url).open('shared', 3, 60)];
    await areTogether(near, far);
    return { redis, near, far };
  }

  it('count together', async () => {
    const { near, far } = await two();
    expect(await allowed(near, 'a', 2)).toBe(2);
    expect(await allowed(far, 'a', 2)).toBe(1);
    expect(await near.spend('a')).not.toBeNull();
  });

  it.each([
    ['has gone', (gone: TestRedis) => gone.stop()],
    ['hangs', async (gone: TestRedis) => gone.pause()],
  ])('count each for itself while Redis %s, and together again afterwards', async (_, goAway) => {
    const { redis: gone, near, far } = await two();
    await allowed(near, 'spent', 4);
    await goAway(gone);
    // Neither locked out nor let through without end.
    expect(await Promise.all([allowed(near, 'a', 4), allowed(far, 'a', 4)])).toEqual([3, 3]);
    expect(await near.spend('spent')).toBeNull();
    await gone.restart();
    await areTogether(near, far);
  });
});
