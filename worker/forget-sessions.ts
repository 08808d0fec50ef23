import type { Platform } from '../platform/platform.ts';
import { type Repeated, repeat } from '../platform/repeat.ts';
import { deleteDeadSessions } from '../records/people/forget-sessions.ts';

const HOUR_SECONDS = 3600;

/** Deletes what sign-ins left behind, at once and every hour until stopped; any number of workers may. */
export function keepForgettingSessions(platform: Pick<Platform, 'database' | 'logger'>): Repeated {
  return repeat(
    HOUR_SECONDS,
    () => forgetSessions(platform),
    (error) => platform.logger.warn({ err: error }, 'dead sessions not deleted'),
  );
}

/** Deletes the sessions and confirmations that hold no more. @returns how many */
export async function forgetSessions(
  { database: { prisma } }: Pick<Platform, 'database'>,
  now: Date = new Date(),
): Promise<number> {
  return await deleteDeadSessions(prisma, now);
}
