import { createHash } from 'node:crypto';

/** What is kept of a device's secret. It is long and random, so one round is enough, and each report can be looked up by it. */
export function secretHash(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
