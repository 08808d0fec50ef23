import { expect, it } from 'vitest';
import { freePort } from './embedded-postgres.ts';
import { requireRedis } from './require-redis.ts';

it('a Redis that does not answer is named with its reason, and without its password', async () => {
  const port = await freePort();
  const refused = await requireRedis(`redis://:geheim@127.0.0.1:${port}`, 0.1).catch(String);
  expect(refused).toContain(`The Redis at 127.0.0.1:${port} cannot be used (`);
  expect(refused).toContain('correct REDIS_URL');
  expect(refused).not.toContain('geheim');
});
