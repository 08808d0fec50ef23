import { Redis } from 'ioredis';
import { ExplainedError } from './explained-error.ts';

/** Long enough for a Redis that was started together with the program. */
const PATIENCE_SECONDS = 5;
const RETRY_MILLISECONDS = 200;

/**
 * Waits until the Redis at this address answers. What runs on Redis waits for it without end and says nothing, as is right
 * for one that goes away for a while; at a start it is more likely a wrong address.
 *
 * @throws ExplainedError when it does not answer in time, or refuses; names the host and never the password
 */
export async function requireRedis(redisUrl: string, patienceSeconds = PATIENCE_SECONDS): Promise<void> {
  const redis = new Redis(redisUrl, { maxRetriesPerRequest: null, retryStrategy: () => RETRY_MILLISECONDS });
  let reason = 'no answer';
  redis.on('error', (error: Error) => {
    reason = error.message;
  });
  let patience: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    patience = setTimeout(() => reject(new Error(reason)), patienceSeconds * 1000);
  });
  try {
    await Promise.race([redis.ping(), late]);
  } catch (cause) {
    const { host } = new URL(redisUrl);
    const why = cause instanceof Error ? cause.message : reason;
    throw new ExplainedError(
      `The Redis at ${host} cannot be used (${why}): start it, or correct REDIS_URL.`,
      `Không dùng được Redis tại ${host} (${why}): hãy khởi động Redis, hoặc sửa REDIS_URL.`,
      { cause },
    );
  } finally {
    clearTimeout(patience);
    redis.disconnect();
  }
}
