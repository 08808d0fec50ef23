import type { Day } from '../../domain/day.ts';
import type { Language } from '../../domain/languages.ts';
import type { LedgerSum } from '../../domain/ledger/rate-rows.ts';
import { ledgerStreamSchema } from '../../domain/ledger/rates.ts';
import type { Viewer } from '../../domain/policy/roles.ts';
import type { Database } from '../../platform/database.ts';
import { scopeSql } from '../people/scope-sql.ts';
import { unitNames } from './read-rates.ts';

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

/** Sums by what a statement makes of their day, such as its month. */
export type SumsByPart = ReadonlyMap<string, readonly LedgerSum[]>;

/**
 * Sums of the cells a viewer may see, by what `part` makes of their day too: the client's own grouping knows columns only.
 *
 * @param part SQL on `day`
 */
export async function readGroups(
  { pool }: Pick<Database, 'pool'>,
  townId: string,
  viewer: Viewer,
  { part, from, to }: { readonly part: string; readonly from: Day; readonly to: Day },
  sumOf: (row: GroupRow) => LedgerSum,
): Promise<SumsByPart> {
  const scope = scopeSql(viewer, 'ledger.read', { alias: 'cell', townId, first: 4 });
  const { rows } = await pool.query<GroupRow>(
    `SELECT "unitId", stream, "cooperativeId", ${part} AS part, ${FIGURES.map((name) => `sum("${name}")::float8 AS "${name}"`).join(', ')}
       FROM "LedgerCell" cell WHERE "townId" = $1 AND day BETWEEN $2 AND $3 AND ${scope.sql}
      GROUP BY 1, 2, 3, 4`,
    [townId, from, to, ...scope.values],
  );
  const byPart = new Map<string, LedgerSum[]>();
  for (const row of rows) {
    const of = byPart.get(row.part);
    if (of) of.push(sumOf(row));
    else byPart.set(row.part, [sumOf(row)]);
  }
  return byPart;
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
