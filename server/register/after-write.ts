import type { JobData } from '../../domain/jobs.ts';
import type { RegisterAnnouncement } from '../../domain/register/subjects.ts';
import type { Platform } from '../../platform/platform.ts';
import type { AfterWrite } from './subject-routes.ts';

/** More ids than an announcement holds are not named. */
const NAMED_AT_MOST = 100;

/** Tells open pages of records that were written. What it tells of is committed: it is only a hint, whose loss is logged. */
export async function announceRecords(
  { bus, logger }: Pick<Platform, 'bus' | 'logger'>,
  subject: RegisterAnnouncement['subject'],
  ids: readonly string[],
): Promise<void> {
  const announcement: RegisterAnnouncement = { subject, ids: ids.length > NAMED_AT_MOST ? [] : ids };
  try {
    await bus.publish('register', announcement);
  } catch (error) {
    logger.warn({ err: error, subject }, 'change of the register not announced');
  }
}

/** What follows a write of the register: others are told, and a worker finds the road of what was made or moved. */
export function afterWrite(platform: Platform): AfterWrite {
  const queue = platform.queues.createQueue<JobData<'snap-place'>>('snap-place');
  return async (subject, views) => {
    const ids = views.map(({ id }) => id);
    await announceRecords(platform, subject, ids);
    if (subject !== 'points' && subject !== 'facilities') return;
    for (const view of views) {
      if (!('roadState' in view) || view.roadState !== 'being-found') continue;
      try {
        await queue.add({ subject, id: view.id });
      } catch (error) {
        // The row is the truth and says `being-found`; a worker's sweep adds the job when the queue is back.
        platform.logger.warn({ err: error, subject, id: view.id }, 'queue does not take the place yet');
      }
    }
  };
}
