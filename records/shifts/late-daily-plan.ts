import type { PrismaClient } from '../../prisma/client/client.ts';

const HOUR_SECONDS = 3600;

/**
 * Which trucks leave without a plan because their shift begins before days plan themselves; `null` when none does. Said to
 * whoever runs the program, who alone can set the hour.
 *
 * @param dailyPlanAt the setting: a clock time, `off`, or nothing where the hour follows the first shift
 */
export async function lateDailyPlanNotice(
  prisma: PrismaClient,
  dailyPlanAt: string | undefined,
): Promise<{ vi: string; en: string } | null> {
  if (dailyPlanAt === undefined || dailyPlanAt === 'off') return null;
  const [hour = 0, minute = 0] = dailyPlanAt.split(':').map((digits) => Number.parseInt(digits, 10));
  // Whoever begins at that very minute has no plan yet either.
  const early = await prisma.shift.findMany({
    where: {
      startSecond: { lte: hour * HOUR_SECONDS + minute * 60 },
      weekdays: { isEmpty: false },
      truck: { isActive: true },
      town: { isActive: true },
    },
    select: { truckId: true, startSecond: true },
    orderBy: { startSecond: 'asc' },
  });
  const [first] = early;
  if (!first) return null;
  const trucks = new Set(early.map(({ truckId }) => truckId)).size;
  return {
    en:
      `Days plan themselves at ${dailyPlanAt}, but shifts begin from ${clock(first.startSecond)} on (trucks that leave before there is a plan: ${trucks}): ` +
      'leave DAILY_PLAN_AT out, and the hour follows the first shift.',
    vi:
      `Kế hoạch ngày tự lập lúc ${dailyPlanAt} nhưng ca sớm nhất bắt đầu lúc ${clock(first.startSecond)} (số xe xuất phát khi chưa có kế hoạch: ${trucks}): ` +
      'hãy bỏ DAILY_PLAN_AT để giờ lập kế hoạch theo ca đầu tiên.',
  };
}

function clock(seconds: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(seconds / HOUR_SECONDS))}:${two(Math.floor((seconds % HOUR_SECONDS) / 60))}`;
}
