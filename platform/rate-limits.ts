import { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';

/** So many tries in so many seconds for one key. */
export interface RateLimit {
  /** Counts one try. @returns `null` when it was one of those allowed, otherwise the seconds until there are tries again */
  spend(key: string): Promise<number | null>;
  /** Gives one try back, when it turned out to be a good one. */
  refund(key: string): Promise<void>;
}

/** Limits on tries: counted in Redis for all processes together when there is one, otherwise in this process. */
export interface RateLimits {
  /**
   * @param name tells its counts from those of others; the same in every process that shares them
   * @param tries how many within `seconds`, for each key
   */
  open(name: string, tries: number, seconds: number): RateLimit;
  close(): void;
}

/** A Redis that does not answer within this time is not waited for. */
const PATIENCE_MILLISECONDS = 1000;

/**
 * Opens the limits. While Redis does not answer each process counts for itself: nobody is locked out, and nobody may try
 * without end.
 *
 * @param onError told about faults of the connection
 */
export function openRateLimits(where: { redisUrl?: string | undefined; onError?: (error: Error) => void }): RateLimits {
  let redis: Redis | undefined;
  // Processes that limit nothing need no connection.
  const connect = (redisUrl: string): Redis => {
    const client = new Redis(redisUrl, {
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      commandTimeout: PATIENCE_MILLISECONDS,
    });
    client.on('error', where.onError ?? (() => undefined));
    return client;
  };

  return {
    open(name, tries, seconds) {
      const settings = { keyPrefix: `tries:${name}`, points: tries, duration: seconds };
      const inProcess = new RateLimiterMemory(settings);
      if (!where.redisUrl) return rateLimit(inProcess, seconds);
      redis ??= connect(where.redisUrl);
      return rateLimit(
        new RateLimiterRedis({
          ...settings,
          storeClient: redis,
          rejectIfRedisNotReady: true,
          insuranceLimiter: inProcess,
        }),
        seconds,
      );
    },
    close() {
      redis?.disconnect();
    },
  };
}

function rateLimit(limiter: RateLimiterMemory | RateLimiterRedis, seconds: number): RateLimit {
  return {
    async spend(key) {
      try {
        await limiter.consume(key);
        return null;
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        // A clock that was set back meanwhile makes it a matter of days.
        return Math.min(seconds, Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)));
      }
    },
    async refund(key) {
      await limiter.reward(key);
    },
  };
}
