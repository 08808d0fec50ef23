import type { ArrivalsView } from '../../domain/arrivals.ts';

/** Everybody who asks within this time gets the same answer. */
const FRESH_MILLISECONDS = 10_000;
/** Somebody who asks for one day after another must not fill the memory. */
const MOST_DAYS = 32;

/** The answers that were given lately, so that however many people look, the database is asked a few times a minute. */
export interface ArrivalsCache {
  /** @returns the answer of `key` that is fresh, or is on its way; `null` where it has to be read */
  find(key: string): Promise<ArrivalsView> | null;
  /** Reads an answer and keeps it; one that fails is not kept. */
  read(key: string, read: () => Promise<ArrivalsView>): Promise<ArrivalsView>;
}

/** @param now a clock in milliseconds that nobody sets */
export function openArrivalsCache(now: () => number = () => performance.now()): ArrivalsCache {
  const kept = new Map<string, { answer: Promise<ArrivalsView>; readAt: number }>();
  return {
    find(key) {
      const found = kept.get(key);
      return found && now() - found.readAt < FRESH_MILLISECONDS ? found.answer : null;
    },
    async read(key, read) {
      const entry = { answer: read(), readAt: now() };
      // Written anew, so that the map's order is that of reading.
      kept.delete(key);
      kept.set(key, entry);
      const [oldest] = kept.keys();
      if (oldest !== undefined && kept.size > MOST_DAYS) kept.delete(oldest);
      try {
        return await entry.answer;
      } catch (error) {
        if (kept.get(key) === entry) kept.delete(key);
        throw error;
      }
    },
  };
}
