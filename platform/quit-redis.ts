import type { Redis } from 'ioredis';

/** How long Redis may take to say goodbye. */
const PATIENCE_MILLISECONDS = 2000;

/** Ends a connection after what was sent over it has been answered; one that does not answer is cut. */
export async function quitRedis(redis: Redis): Promise<void> {
  const patience = setTimeout(() => redis.disconnect(), PATIENCE_MILLISECONDS);
  try {
    if (redis.status === 'ready') await redis.quit();
  } catch {
    // Cut, or ended by the other side: nothing is left to close.
  } finally {
    clearTimeout(patience);
    redis.disconnect();
  }
}
