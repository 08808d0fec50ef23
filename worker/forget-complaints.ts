import { PHONE_KEPT_DAYS, TEXT_KEPT_DAYS } from '../domain/complaints/complaints.ts';
import { dayOf } from '../domain/day-of.ts';
import type { Platform } from '../platform/platform.ts';
import { type Repeated, repeat } from '../platform/repeat.ts';
import { forgetComplaints } from '../records/complaints/write-complaints.ts';

const HOUR_SECONDS = 3600;

/** Deletes what complaints tell of people once it was kept long enough, at once and every hour until stopped; any number of workers may. */
export function keepForgettingComplaints({ database, logger }: Pick<Platform, 'database' | 'logger'>): Repeated {
  return repeat(
    HOUR_SECONDS,
    async () => {
      // An age in days: whose clock tells the day makes no difference.
      const kept = { phoneDays: PHONE_KEPT_DAYS, textDays: TEXT_KEPT_DAYS };
      const count = await forgetComplaints(database.prisma, dayOf(new Date(), 'UTC'), kept);
      if (count > 0) logger.info({ count }, 'telephone numbers and words of old complaints deleted');
    },
    (error) => logger.warn({ err: error }, 'telephone numbers of old complaints not deleted'),
  );
}
