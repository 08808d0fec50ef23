import type { Day } from '../../domain/day.ts';
import type { Language } from '../../domain/languages.ts';
import type { LedgerSum } from '../../domain/ledger/rate-rows.ts';
import { ledgerStreamSchema } from '../../domain/ledger/rates.ts';
import { wholeMonths } from '../../domain/ledger/whole-months.ts';
import type { Viewer } from '../../domain/policy/roles.ts';
import type { Database } from '../../platform/database.ts';
import { scopeSql } from '../people/scope-sql.ts';
import { unitNames } from './unit-names.ts';

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

/** Sums by a name of what they are of, such as their month. */
export type SumsByPart = ReadonlyMap<string, readonly LedgerSum[]>;

const SUMS = FIGURES.map((name) => `sum("${name}")::float8 AS "${name}"`).join(', ');
/** Of months: whole kilograms stay whole up to 2^53, and are summed up faster than what the database takes for sums of its own. */
const KEPT = FIGURES.map((name) => `"${name}"::float8 AS "${name}"`).join(', ');
const KEPT_SUMS = FIGURES.map((name) => `sum("${name}"::float8) AS "${name}"`).join(', ');

/**
 * Sums of the cells a viewer may see of some days, under one name for all, or each month under its own. Whole months are read as they are kept
 * summed up (`LedgerSum`), only the days before and after them from the cells: five years are as few rows as a month has days.
 *
 * @param part the name; left out: `YYYY-MM`
 */
export async function readGroups(
  { pool }: Pick<Database, 'pool'>,
  townId: string,
  viewer: Viewer,
  { part, from, to }: { readonly part?: string; readonly from: Day; readonly to: Day },
  sumOf: (row: GroupRow) => LedgerSum,
): Promise<SumsByPart> {
  const scope = scopeSql(viewer, 'ledger.read', { alias: 'cell', townId, first: 4 });
  const { whole, rest } = wholeMonths(from, to);
  const rowsOf = async (statement: string, values: readonly string[]): Promise<GroupRow[]> =>
    (await pool.query<GroupRow>(statement, [townId, ...values])).rows;
  const groups = '"unitId", stream, "cooperativeId"';
  const read = await Promise.all([
    ...rest.map((span) =>
      // Within one month, which needs no asking of each day.
      rowsOf(
        `SELECT ${groups}, '${part ?? span.from.slice(0, 7)}' AS part, ${SUMS} FROM "LedgerCell" cell
          WHERE "townId" = $1 AND day BETWEEN $2 AND $3 AND ${scope.sql} GROUP BY 1, 2, 3`,
        [span.from, span.to, ...scope.values],
      ),
    ),
    ...(whole
      ? [
          rowsOf(
            // A month's sums are rows of their own already.
            part === undefined
              ? `SELECT ${groups}, to_char(month, 'YYYY-MM') AS part, ${KEPT} FROM "LedgerSum" cell
                  WHERE "townId" = $1 AND month BETWEEN $2 AND $3 AND ${scope.sql}`
              : `SELECT ${groups}, '${part}' AS part, ${KEPT_SUMS} FROM "LedgerSum" cell
                  WHERE "townId" = $1 AND month BETWEEN $2 AND $3 AND ${scope.sql} GROUP BY 1, 2, 3`,
            [whole.first, whole.last, ...scope.values],
          ),
        ]
      : []),
  ]);
  const byPart = new Map<string, LedgerSum[]>();
  for (const row of together(read.flat())) {
    const of = byPart.get(row.part);
    if (of) of.push(sumOf(row));
    else byPart.set(row.part, [sumOf(row)]);
  }
  return byPart;
}

/** As {@link readGroups}, all days together. */
export async function readSpan(
  database: Pick<Database, 'pool'>,
  townId: string,
  viewer: Viewer,
  span: { readonly from: Day; readonly to: Day },
  sumOf: (row: GroupRow) => LedgerSum,
): Promise<readonly LedgerSum[]> {
  return (await readGroups(database, townId, viewer, { ...span, part: 'all' }, sumOf)).get('all') ?? [];
}

/** Rows of the same, read from the sums and from the cells, as one. */
function together(rows: readonly GroupRow[]): Iterable<GroupRow> {
  const sums = new Map<string, GroupRow>();
  for (const row of rows) {
    const key = `${row.part} ${row.unitId} ${row.stream} ${row.cooperativeId}`;
    const known = sums.get(key);
    const added = known && Object.fromEntries(FIGURES.map((name) => [name, known[name] + row[name]]));
    sums.set(key, { ...row, ...added });
  }
  return sums.values();
}

/** Gives sums the names of their units and cooperatives. */
export async function sumNamer(
  { prisma }: Pick<Database, 'prisma'>,
  townId: string,
  language: Language,
): Promise<(row: GroupRow) => LedgerSum> {
  const [nameOf, cooperatives] = await Promise.all([
    unitNames(prisma, townId, language),
    prisma.cooperative.findMany({ where: { townId }, select: { id: true, code: true, name: true } }),
  ]);
  const byId = new Map(cooperatives.map(({ id, ...cooperative }) => [id, cooperative]));
  return (row) => ({
    unitId: row.unitId,
    unit: nameOf(row.unitId),
    stream: ledgerStreamSchema.parse(row.stream),
    cooperative: row.cooperativeId === null ? null : (byId.get(row.cooperativeId) ?? null),
    ...{ generatedKg: row.generatedKg, dueKg: row.dueKg, treatedKg: row.treatedKg },
    mass: { weighed: row.weighedKg, measured: row.measuredKg, estimated: row.estimatedKg },
    visits: { scheduled: row.scheduled, served: row.served, confirmed: row.confirmed, inferred: row.inferred },
  });
}
