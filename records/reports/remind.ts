import type { DueReport } from '../../domain/reports/requests.ts';
import { dayToDate } from '../../domain/day.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';
import { post } from '../outbox/post.ts';
import { holdingAt } from '../people/memberships.ts';

type Due = Omit<DueReport, 'isMade'>;

/** Whether a yearly report of the whole town was made since the reminder for it runs. */
export async function isDueReportMade(prisma: PrismaClient, townId: string, due: Due): Promise<boolean> {
  const count = await prisma.report.count({
    where: {
      ...{ townId, kind: 'yearly', unitId: null, cooperativeId: null, state: 'done' },
      ...{ from: dayToDate(due.from), requestedAt: { gte: dayToDate(`${due.year}-12-01`) } },
    },
  });
  return count > 0;
}

/**
 * Has the managers of a town mailed that its yearly report is due, once a year, unless it is made.
 *
 * @param address where it is made
 * @returns how many mails were put into the outbox
 */
export async function remindOfReport(
  prisma: PrismaClient,
  town: { readonly id: string; readonly name: string },
  due: Due,
  address: string,
  now: Date,
): Promise<number> {
  if (await isDueReportMade(prisma, town.id, due)) return 0;
  return await prisma.$transaction(async (transaction) => {
    const { count } = await transaction.reportReminder.createMany({
      data: [{ townId: town.id, year: due.year }],
      skipDuplicates: true,
    });
    if (count === 0) return 0;
    const managers = await transaction.user.findMany({
      where: {
        banned: false,
        memberships: { some: { role: 'manager', OR: [{ townId: null }, { townId: town.id }], AND: [holdingAt(now)] } },
      },
      select: { email: true, language: true },
    });
    for (const { email, language } of managers) {
      await post(transaction, {
        ...{ townId: town.id, channel: 'mail', recipient: email },
        payload: language === 'en' ? inEnglish(town.name, due, address) : inVietnamese(town.name, due, address),
      });
    }
    return managers.length;
  });
}

const shown = (day: string): string => day.split('-').reverse().join('/');

const inVietnamese = (town: string, { year, before }: Due, address: string) => ({
  subject: `${town}: báo cáo năm ${year} phải nộp trước ngày ${shown(before)}`,
  text: `Báo cáo kết quả thực hiện kế hoạch thu gom, xử lý chất thải rắn năm ${year} phải nộp trước ngày ${shown(before)} và chưa được lập.\n\nLập báo cáo tại: ${address}\n`,
});
const inEnglish = (town: string, { year, before }: Due, address: string) => ({
  subject: `${town}: the report of ${year} is due before ${shown(before)}`,
  text: `The yearly report of ${year} is due before ${shown(before)} and has not been made yet.\n\nMake it at: ${address}\n`,
});
