import { type Day, dateToDay, dayToDate } from '../../domain/day.ts';
import { heldRateRow, heldRateRows, type LedgerSum, rateRows } from '../../domain/ledger/rate-rows.ts';
import {
  ledgerStreamSchema,
  type Rates,
  type RatesBy,
  type RatesQuery,
  type RatesRow,
} from '../../domain/ledger/rates.ts';
import { RULE_VERSION } from '../../domain/ledger/rule.ts';
import type { Language } from '../../domain/languages.ts';
import type { Viewer } from '../../domain/policy/roles.ts';
import { targetRecordSchema } from '../../domain/register/targets.ts';
import type { Target } from '../../domain/targets.ts';
import type { Database } from '../../platform/database.ts';
import type { Prisma } from '../../prisma/client/client.ts';
import { countComplaints } from '../complaints/read-complaints.ts';
import { scopeSql } from '../people/scope-sql.ts';
import { whereOf } from '../people/where.ts';
import { countDirtyDays } from './dirty-days.ts';
import { readSpan, sumNamer } from './read-groups.ts';
import { unitNames } from './unit-names.ts';

/** What is summed up. */
const FIGURES = {
  generatedKg: true,
  dueKg: true,
  treatedKg: true,
  weighedKg: true,
  measuredKg: true,
  estimatedKg: true,
  scheduled: true,
  served: true,
  confirmed: true,
  inferred: true,
} as const;
type Figures = { readonly [Name in keyof typeof FIGURES]?: number | null };

/** A viewer who sees the ledger by a cooperative alone: what a unit generates is not theirs to tell. */
export function isOfCooperative({ memberships }: Viewer): boolean {
  return (
    memberships.some(({ role }) => role === 'cooperative') &&
    memberships.every(({ role }) => role === 'cooperative' || role === 'driver')
  );
}

/** Rates of what the viewer may see of the ledger, see {@link rateRows}; with how many days of it are being recomputed. */
export async function readRates(
  { prisma, pool }: Database,
  townId: string,
  viewer: Viewer,
  { from, to, by, denominator }: RatesQuery,
  asked: { readonly today: Day; readonly language: Language },
): Promise<Rates> {
  const database = { prisma, pool };
  const sumOf = await sumNamer(database, townId, asked.language);
  const [sums, targets, days, reportedDays, dirtyDays] = await Promise.all([
    readSpan(database, townId, viewer, { from, to }, sumOf),
    readTargets(prisma, townId),
    prisma.ledgerDay.count({
      where: { townId, day: { gte: dayToDate(from), lte: dayToDate(to) }, computedAt: { not: null } },
    }),
    countReportedDays(pool, townId, viewer, from, to),
    countDirtyDays(pool, townId, asked.today, from, to),
  ]);
  const ask = { denominator, to, days, isOfCooperative: isOfCooperative(viewer) };
  const complaintsOf =
    by === 'cooperative' ? await countComplaints(prisma, townId, viewer, { from, to, by: 'cooperative' }) : null;
  // What stands beside single rates says the same as the overview and the reports do.
  const totalsBy = (each: RatesBy): RatesRow[] => heldRateRows(sums, targets, { ...ask, by: each });
  return {
    denominator,
    rows: rateRows(sums, targets, { ...ask, by }).map((row) => ({
      ...row,
      ...(complaintsOf && { complaints: complaintsOf(row.cooperative?.code ?? null) }),
    })),
    ...(by === 'unit,stream' && {
      totals: { units: totalsBy('unit'), streams: totalsBy('stream'), all: heldRateRow(sums, targets, { ...ask, by }) },
    }),
    ...{ from, to, by, days, reportedDays, dirtyDays, ruleVersion: RULE_VERSION },
  };
}

/** Days with a plan, a report or a ticket of what the viewer may see: one cell that tells of one is enough. */
async function countReportedDays(
  pool: Database['pool'],
  townId: string,
  viewer: Viewer,
  from: Day,
  to: Day,
): Promise<number> {
  const scope = scopeSql(viewer, 'ledger.read', { alias: 'cell', townId, first: 4 });
  const { rows } = await pool.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM "LedgerDay" known WHERE known."townId" = $1 AND known.day BETWEEN $2 AND $3 AND EXISTS (
       SELECT 1 FROM "LedgerCell" cell WHERE cell."townId" = $1 AND cell.day = known.day AND ${scope.sql}
          AND (scheduled > 0 OR "weighedKg" > 0 OR "measuredKg" > 0 OR "estimatedKg" > 0))`,
    [townId, from, to, ...scope.values],
  );
  return rows[0]?.count ?? 0;
}

/** The targets of a town that hold, as they are held against figures. */
export async function readTargets(prisma: Prisma.TransactionClient, townId: string): Promise<Target[]> {
  const rows = await prisma.target.findMany({ where: { townId, isActive: true } });
  return rows.map((row) => targetRecordSchema.parse({ ...row, effectiveOn: dateToDay(row.effectiveOn) }));
}

/** Some cells of a town, summed up by unit, stream and cooperative. */
export async function readSums(
  prisma: Prisma.TransactionClient,
  townId: string,
  where: Prisma.LedgerCellWhereInput,
  language: Language,
): Promise<LedgerSum[]> {
  const rows = await prisma.ledgerCell.groupBy({ by: ['unitId', 'stream', 'cooperativeId'], where, _sum: FIGURES });
  const unitOf = await unitNames(prisma, townId, language);
  const cooperatives = await prisma.cooperative.findMany({
    where: { townId },
    select: { id: true, code: true, name: true },
  });
  const byId = new Map(cooperatives.map(({ id, ...cooperative }) => [id, cooperative]));
  return rows.map(({ unitId, stream, cooperativeId, _sum }) => ({
    unitId,
    unit: unitOf(unitId),
    stream: ledgerStreamSchema.parse(stream),
    cooperative: cooperativeId === null ? null : (byId.get(cooperativeId) ?? null),
    ...sumOf(_sum),
  }));
}

/** Which cells a viewer may see of some days. */
export function cellsOf(townId: string, viewer: Viewer, from: Day, to: Day): Prisma.LedgerCellWhereInput {
  return {
    AND: [{ townId, day: { gte: dayToDate(from), lte: dayToDate(to) } }, whereOf(viewer, 'ledger.read')],
  };
}

function sumOf(
  figures: Figures | undefined,
): Pick<LedgerSum, 'generatedKg' | 'dueKg' | 'treatedKg' | 'mass' | 'visits'> {
  const of = (name: keyof Figures): number => figures?.[name] ?? 0;
  return {
    ...{ generatedKg: of('generatedKg'), dueKg: of('dueKg'), treatedKg: of('treatedKg') },
    mass: { weighed: of('weighedKg'), measured: of('measuredKg'), estimated: of('estimatedKg') },
    visits: {
      ...{ scheduled: of('scheduled'), served: of('served'), confirmed: of('confirmed'), inferred: of('inferred') },
    },
  };
}
