import type { Bus } from './bus/announcement.ts';
import { openPostgresBus } from './bus/postgres.ts';
import { openRedisBus } from './bus/redis.ts';

export { type Bus, maxPayloadBytes } from './bus/announcement.ts';

/** Opens the bus on Redis when its address is given, otherwise on PostgreSQL's LISTEN/NOTIFY. */
export function openBus(where: {
  databaseUrl: string;
  redisUrl?: string | undefined;
  onError?: (error: Error) => void;
}): Bus {
  const report = where.onError ?? (() => undefined);
  return where.redisUrl ? openRedisBus(where.redisUrl, report) : openPostgresBus(where.databaseUrl, report);
}
