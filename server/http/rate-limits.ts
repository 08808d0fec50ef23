import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { generalProblem } from './general-problems.ts';

/** So many tries in so many seconds for one key; counted in this process, so n servers allow n times as many. */
export interface RateLimit {
  /** Counts one try. @throws Problem `too-many-requests` with the seconds to wait when there are none left */
  spend(key: string): Promise<void>;
  /** Gives one try back, when it turned out to be a good one. */
  refund(key: string): Promise<void>;
}

/** @param tries how many within `seconds`, for each key */
export function openRateLimit(tries: number, seconds: number): RateLimit {
  const limiter = new RateLimiterMemory({ points: tries, duration: seconds });
  return {
    async spend(key) {
      try {
        await limiter.consume(key);
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        throw generalProblem('too-many-requests', { seconds: Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)) });
      }
    },
    async refund(key) {
      await limiter.reward(key);
    },
  };
}
