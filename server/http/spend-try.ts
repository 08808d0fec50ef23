import type { RateLimit } from '../../platform/rate-limits.ts';
import { generalProblem } from './general-problems.ts';

/** Counts one try of `key`. @throws Problem `too-many-requests` with the seconds to wait when there are none left */
export async function spendTry(limit: RateLimit, key: string): Promise<void> {
  const seconds = await limit.spend(key);
  if (seconds !== null) throw generalProblem('too-many-requests', { seconds });
}
