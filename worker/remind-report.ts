import { dayOf } from '../domain/day-of.ts';
import { dueReportOn } from '../domain/reports/requests.ts';
import type { Platform } from '../platform/platform.ts';
import { type Repeated, repeat } from '../platform/repeat.ts';
import { remindOfReport } from '../records/reports/remind.ts';
import { findActiveTown } from '../records/towns/active-town.ts';

const LOOK_SECONDS = 3600;

/** From 1 December on, once a year, mails the managers that the yearly report is due; looks every hour until stopped. Without SMTP_URL it does not. */
export function keepRemindingOfReport({
  config,
  database,
  logger,
}: Pick<Platform, 'config' | 'database' | 'logger'>): Repeated | null {
  if (config.smtpUrl === undefined) return null;
  const address = new URL('/manage/reports', config.publicUrl).href;
  return repeat(
    LOOK_SECONDS,
    async () => {
      const town = await findActiveTown(database.prisma);
      const due = town && dueReportOn(dayOf(new Date(), town.timeZone));
      if (town && due) await remindOfReport(database.prisma, town, due, address, new Date());
    },
    (error) => logger.warn({ err: error }, 'could not remind of the yearly report'),
  );
}
