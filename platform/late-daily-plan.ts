import type { Config } from './config.ts';

/** Whatever asks the database: a client or a pool of `pg`. */
interface Asking {
  query(sql: string, values: unknown[]): Promise<{ rows: { trucks: number; first: number | null }[] }>;
}

const HOUR_SECONDS = 3600;

/**
 * Which trucks leave without a plan because their shift begins before days plan themselves; `null` when none does. Said to
 * whoever runs the program, who alone can set the hour.
 */
export async function lateDailyPlanNotice(
  database: Asking,
  { dailyPlanAt }: Pick<Config, 'dailyPlanAt'>,
): Promise<{ en: string; vi: string } | null> {
  if (dailyPlanAt === undefined || dailyPlanAt === 'off') return null;
  const [hour = 0, minute = 0] = dailyPlanAt.split(':').map((digits) => Number.parseInt(digits, 10));
  // Whoever begins at that very minute has no plan yet either.
  const { rows } = await database.query(
    `SELECT count(DISTINCT truck.id)::int AS trucks, min(shift."startSecond") AS first
       FROM "Town" town
       JOIN "Truck" truck ON truck."townId" = town.id AND truck."isActive"
       JOIN "Shift" shift ON shift."truckId" = truck.id AND cardinality(shift.weekdays) > 0
      WHERE town."isActive" AND shift."startSecond" <= $1`,
    [hour * HOUR_SECONDS + minute * 60],
  );
  const [{ trucks, first } = { trucks: 0, first: null }] = rows;
  if (first === null) return null;
  return {
    en:
      `Days plan themselves at ${dailyPlanAt}, but shifts begin from ${clock(first)} on (trucks that leave before there is a plan: ${trucks}): ` +
      'leave DAILY_PLAN_AT out, and the hour follows the first shift.',
    vi:
      `Kế hoạch ngày tự lập lúc ${dailyPlanAt} nhưng ca sớm nhất bắt đầu lúc ${clock(first)} (số xe xuất phát khi chưa có kế hoạch: ${trucks}): ` +
      'hãy bỏ DAILY_PLAN_AT để giờ lập kế hoạch theo ca đầu tiên.',
  };
}

function clock(seconds: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(seconds / HOUR_SECONDS))}:${two(Math.floor((seconds % HOUR_SECONDS) / 60))}`;
}
