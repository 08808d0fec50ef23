import type { JobQueue, Schedule } from '../platform/queue.ts';

/**
 * Sees to it that a queue has one schedule, as wanted, or none (`null`). Asks the queue first: making a schedule anew
 * takes away the job that is just due. Any number of workers may do so, again and again.
 */
export async function keepSchedule<Data>(
  queue: JobQueue<Data>,
  schedulerId: string,
  wanted: Schedule | null,
  data: Data,
): Promise<void> {
  const kept = await queue.scheduled(schedulerId);
  if (wanted === null) {
    if (kept) await queue.unschedule(schedulerId);
    return;
  }
  const isKept = kept?.pattern === wanted.pattern && kept?.tz === wanted.tz && kept?.every === wanted.every;
  if (!isKept) await queue.schedule(schedulerId, wanted, data);
}
