import { addDays, type Day, dayToDate } from '../../domain/day.ts';
import type { Language } from '../../domain/languages.ts';
import { COMPARED_DAYS, type Overview, overviewOf, TREND_MONTHS } from '../../domain/ledger/overview.ts';
import type { LedgerSum } from '../../domain/ledger/rate-rows.ts';
import { type Denominator, ledgerStreamSchema } from '../../domain/ledger/rates.ts';
import { RULE_VERSION } from '../../domain/ledger/rule.ts';
import { holdsForTown, may, type Reach, scopeOf } from '../../domain/policy/may.ts';
import type { Viewer } from '../../domain/policy/roles.ts';
import { dueReportOn } from '../../domain/reports/requests.ts';
import type { Database } from '../../platform/database.ts';
import { whereOf } from '../people/where.ts';
import { isDueReportMade } from '../reports/remind.ts';
import { countDirtyDays } from './dirty-days.ts';
import { isOfCooperative, readTargets, unitNames } from './read-rates.ts';

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
  const [months, recent, nameOf, cooperatives, targets, days, dirtyDays, openDoubts, openMonths, isMade] =
    await Promise.all([
      readGroups(database, townId, viewer, `to_char(day, 'YYYY-MM')`, firstOfTrend(to), to),
      readGroups(
        database,
        townId,
        viewer,
        `CASE WHEN day >= '${weeks}' THEN 'now' ELSE 'before' END`,
        addDays(weeks, -COMPARED_DAYS),
        to,
      ),
      unitNames(prisma, townId, language),
      prisma.cooperative.findMany({ where: { townId }, select: { id: true, code: true, name: true } }),
      readTargets(prisma, townId),
      prisma.ledgerDay.count({
        where: { townId, day: { gte: dayToDate(from), lte: dayToDate(to) }, computedAt: { not: null } },
      }),
      countDirtyDays(pool, townId, today, from, to),
      may(viewer, 'tickets.read')
        ? prisma.ticketDoubt.count({
            where: { closedAt: null, ticket: { AND: [{ townId }, whereOf(viewer, 'tickets.read')] } },
          })
        : null,
      may(viewer, 'ledger.close') ? countOpenMonths(database, townId, today) : null,
      due ? isDueReportMade(prisma, townId, due) : false,
    ]);
  const byId = new Map(cooperatives.map(({ id, ...cooperative }) => [id, cooperative]));
  const sumOf = (row: GroupRow): LedgerSum => ({
    unitId: row.unitId,
    unit: nameOf(row.unitId),
    stream: ledgerStreamSchema.parse(row.stream),
    cooperative: row.cooperativeId === null ? null : (byId.get(row.cooperativeId) ?? null),
    ...{ generatedKg: row.generatedKg, dueKg: row.dueKg, treatedKg: row.treatedKg },
    mass: { weighed: row.weighedKg, measured: row.measuredKg, estimated: row.estimatedKg },
    visits: { scheduled: row.scheduled, served: row.served, confirmed: row.confirmed, inferred: row.inferred },
  });
  const byMonth = new Map<string, LedgerSum[]>();
  for (const row of months) {
    const of = byMonth.get(row.part);
    if (of) of.push(sumOf(row));
    else byMonth.set(row.part, [sumOf(row)]);
  }
  const part = (name: string): LedgerSum[] => recent.filter((row) => row.part === name).map(sumOf);
  return {
    ...{ denominator, from, to, days, dirtyDays, ruleVersion: RULE_VERSION },
    ...overviewOf(byMonth, { now: part('now'), before: part('before') }, targets, {
      ...{ denominator, to, days, isOfCooperative: isOfCooperative(viewer) },
    }),
    toDo: { openDoubts, openMonths, report: due && { ...due, isMade } },
  };
}

function firstOfTrend(to: Day): Day {
  const [year = 0, month = 1] = to.split('-').map(Number);
  const index = year * 12 + month - 1 - (TREND_MONTHS - 1);
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-01`;
}

const FIGURES = [
  ...['generatedKg', 'dueKg', 'treatedKg', 'weighedKg', 'measuredKg', 'estimatedKg'],
  ...['scheduled', 'served', 'confirmed', 'inferred'],
] as const;
interface GroupRow extends Readonly<Record<(typeof FIGURES)[number], number>> {
  readonly unitId: string | null;
  readonly stream: string;
  readonly cooperativeId: string | null;
  readonly part: string;
}

/** Sums of the cells a viewer may see, by what `part` makes of their day too: the client's own grouping knows columns only. */
async function readGroups(
  { pool }: Pick<Database, 'pool'>,
  townId: string,
  viewer: Viewer,
  part: string,
  from: Day,
  to: Day,
): Promise<GroupRow[]> {
  const scope = scopeSql(scopeOf(viewer, 'ledger.read'), 4);
  const { rows } = await pool.query<GroupRow>(
    `SELECT "unitId", stream, "cooperativeId", ${part} AS part, ${FIGURES.map((name) => `sum("${name}")::float8 AS "${name}"`).join(', ')}
       FROM "LedgerCell" WHERE "townId" = $1 AND day BETWEEN $2 AND $3 AND ${scope.sql}
      GROUP BY 1, 2, 3, 4`,
    [townId, from, to, ...scope.values],
  );
  return rows;
}

/** Columns by which the policy says whose a cell is. */
const OWNED_BY: ReadonlySet<string> = new Set(['townId', 'unitId', 'cooperativeId']);

/** The policy's reach over cells in SQL. @param first the number of its first parameter */
function scopeSql({ OR }: Reach, first: number): { sql: string; values: string[] } {
  if (!OR) return { sql: 'true', values: [] };
  const values: string[] = [];
  const terms = OR.map((condition) => {
    const parts = Object.entries(condition).map(([column, value]) => {
      if (!OWNED_BY.has(column) || typeof value !== 'string') throw new Error(`no cell is owned by ${column}`);
      values.push(value);
      return `"${column}" = $${first + values.length - 1}::uuid`;
    });
    return `(${['true', ...parts].join(' AND ')})`;
  });
  return { sql: `(${['false', ...terms].join(' OR ')})`, values };
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
