import { type Day, dayToDate } from '../../domain/day.ts';
import type { Language } from '../../domain/languages.ts';
import { type ComparedPeriod, type Comparison, comparisonOf } from '../../domain/ledger/comparison.ts';
import type { Denominator } from '../../domain/ledger/rates.ts';
import type { StandingOf } from '../../domain/ledger/standing.ts';
import type { DaySpan } from '../../domain/ledger/whole-months.ts';
import type { Viewer } from '../../domain/policy/roles.ts';
import type { Database } from '../../platform/database.ts';
import { countDirtyDays } from './dirty-days.ts';
import { readSpan, sumNamer } from './read-groups.ts';
import { isOfCooperative, readTargets } from './read-rates.ts';

/** Two stretches of days side by side, of what the viewer may see; of the whole town, or of one unit, stream or cooperative. */
export async function readComparison(
  database: Database,
  townId: string,
  viewer: Viewer,
  asked: {
    readonly now: DaySpan;
    readonly before: DaySpan;
    readonly of: StandingOf | null;
    readonly denominator: Denominator;
  },
  { today, language }: { readonly today: Day; readonly language: Language },
): Promise<Comparison> {
  const sumOf = await sumNamer(database, townId, language);
  const targets = await readTargets(database.prisma, townId);
  const [now, before] = await Promise.all([asked.now, asked.before].map(read));
  if (!now || !before) throw new Error('two periods were asked for');
  const { of, denominator } = asked;
  const ask = { of, denominator, isOfCooperative: isOfCooperative(viewer) };
  return {
    ...{ denominator, now: now.period, before: before.period },
    ...comparisonOf({ ...now.period, sums: now.sums }, { ...before.period, sums: before.sums }, targets, ask),
  };

  async function read({
    from,
    to,
  }: DaySpan): Promise<{ period: ComparedPeriod; sums: Awaited<ReturnType<typeof readSpan>> }> {
    const [sums, days, dirtyDays] = await Promise.all([
      readSpan(database, townId, viewer, { from, to }, sumOf),
      database.prisma.ledgerDay.count({
        where: { townId, day: { gte: dayToDate(from), lte: dayToDate(to) }, computedAt: { not: null } },
      }),
      countDirtyDays(database.pool, townId, today, from, to),
    ]);
    return { period: { from, to, days, dirtyDays }, sums };
  }
}
