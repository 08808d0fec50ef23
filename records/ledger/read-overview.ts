import { addDays, type Day, dayToDate } from '../../domain/day.ts';
import { COMPLAINT_OVERDUE_DAYS } from '../../domain/complaints/overdue.ts';
import type { Language } from '../../domain/languages.ts';
import { COMPARED_DAYS, type Overview, overviewOf, TREND_MONTHS } from '../../domain/ledger/overview.ts';
import type { Denominator } from '../../domain/ledger/rates.ts';
import { RULE_VERSION } from '../../domain/ledger/rule.ts';
import { holdsForTown, may } from '../../domain/policy/may.ts';
import type { Viewer } from '../../domain/policy/roles.ts';
import { dueReportOn } from '../../domain/reports/requests.ts';
import type { Database } from '../../platform/database.ts';
import { countOverdueComplaints } from '../complaints/read-complaints.ts';
import { whereOf } from '../people/where.ts';
import { isDueReportMade } from '../reports/remind.ts';
import { countDirtyDays } from './dirty-days.ts';
import { readGroups, readSpan, sumNamer } from './read-groups.ts';
import { isOfCooperative, readTargets } from './read-rates.ts';

/** Everything that the manager's first page shows of what the viewer may see, by few questions. */
export async function readOverview(
  database: Database,
  townId: string,
  viewer: Viewer,
  asked: { readonly to: Day; readonly denominator: Denominator },
  { today, language }: { readonly today: Day; readonly language: Language },
): Promise<Overview> {
  const { prisma, pool } = database;
  const { to, denominator } = asked;
  const from = `${to.slice(0, 4)}-01-01`;
  const due = holdsForTown(viewer, 'reports.make') ? dueReportOn(today) : null;
  const weeks = addDays(to, 1 - COMPARED_DAYS);
  const sumOf = await sumNamer(database, townId, language);
  const countDays = (first: Day, last: Day): Promise<number> =>
    prisma.ledgerDay.count({
      where: { townId, day: { gte: dayToDate(first), lte: dayToDate(last) }, computedAt: { not: null } },
    });
  const [
    months,
    now,
    before,
    daysBefore,
    targets,
    days,
    dirtyDays,
    doubtfulTickets,
    overdueComplaints,
    openMonths,
    isMade,
  ] = await Promise.all([
    readGroups(database, townId, viewer, { from: firstOfTrend(to), to }, sumOf),
    readSpan(database, townId, viewer, { from: weeks, to }, sumOf),
    readSpan(database, townId, viewer, { from: addDays(weeks, -COMPARED_DAYS), to: addDays(weeks, -1) }, sumOf),
    countDays(addDays(weeks, -COMPARED_DAYS), addDays(weeks, -1)),
    readTargets(prisma, townId),
    countDays(from, to),
    countDirtyDays(pool, townId, today, from, to),
    may(viewer, 'tickets.read')
      ? prisma.ticket.count({
          where: { AND: [{ townId, doubts: { some: { closedAt: null } } }, whereOf(viewer, 'tickets.read')] },
        })
      : null,
    may(viewer, 'complaints.read')
      ? countOverdueComplaints(prisma, townId, viewer, addDays(today, -COMPLAINT_OVERDUE_DAYS))
      : null,
    may(viewer, 'ledger.close') ? countOpenMonths(database, townId, today) : null,
    due ? isDueReportMade(prisma, townId, due) : false,
  ]);
  return {
    ...{ denominator, from, to, days, dirtyDays, ruleVersion: RULE_VERSION },
    ...overviewOf(months, { now, before, daysBefore }, targets, {
      ...{ denominator, to, days, isOfCooperative: isOfCooperative(viewer) },
    }),
    toDo: { doubtfulTickets, overdueComplaints, openMonths, report: due && { ...due, isMade } },
  };
}

/** The first day of the months that a trend shows until a day. */
export function firstOfTrend(to: Day): Day {
  const [year = 0, month = 1] = to.split('-').map(Number);
  const index = year * 12 + month - 1 - (TREND_MONTHS - 1);
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-01`;
}

async function countOpenMonths({ pool }: Pick<Database, 'pool'>, townId: string, today: Day): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM (SELECT DISTINCT date_trunc('month', day)::date AS month FROM "LedgerDay" WHERE "townId" = $1) known
      WHERE month < date_trunc('month', $2::date) AND NOT EXISTS
        (SELECT 1 FROM "LedgerMonth" kept WHERE kept."townId" = $1 AND kept.month = known.month AND kept."closedAt" IS NOT NULL)`,
    [townId, today],
  );
  return rows[0]?.count ?? 0;
}
