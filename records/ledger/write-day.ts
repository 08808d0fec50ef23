import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { Day } from '../../domain/day.ts';
import type { Cell } from '../../domain/ledger/close-day.ts';
import { RULE_VERSION } from '../../domain/ledger/rule.ts';

const NOBODY = '00000000-0000-0000-0000-000000000000';

/** One row for a cell as the statement below reads it. */
function rowOf({ unitId, stream, cooperativeId, generatedKg, dueKg, treatedKg, mass, visits, basis }: Cell) {
  return {
    ...{ unitId, stream, cooperativeId, generatedKg, dueKg, treatedKg },
    ...{ weighedKg: mass.weighed, measuredKg: mass.measured, estimatedKg: mass.estimated },
    ...visits,
    inputs: createHash('sha256').update(basis.join('\n')).digest('hex').slice(0, 16),
  };
}

/**
 * A cell that is as it was stays as it is. One whose figures move keeps those that stood there, and until when; one of which nothing
 * is left stays with zeros and what it replaced.
 */
const WRITE = `
  WITH given AS (
    SELECT * FROM jsonb_to_recordset($3::jsonb) AS given("unitId" uuid, stream text, "cooperativeId" uuid, "generatedKg" int, "dueKg" int,
      "weighedKg" int, "measuredKg" int, "estimatedKg" int, "treatedKg" int, scheduled int, served int, confirmed int, inferred int, inputs text)
  ), emptied AS (
    SELECT cell."unitId", cell.stream, cell."cooperativeId", 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, '' FROM "LedgerCell" cell
     WHERE cell."townId" = $1 AND cell.day = $2::date AND cell.inputs <> ''
       AND NOT EXISTS (SELECT 1 FROM given WHERE given."unitId" IS NOT DISTINCT FROM cell."unitId" AND given.stream = cell.stream
                          AND given."cooperativeId" IS NOT DISTINCT FROM cell."cooperativeId")
  )
  INSERT INTO "LedgerCell" AS cell ("townId", day, "unitId", stream, "cooperativeId", "generatedKg", "dueKg", "weighedKg", "measuredKg",
      "estimatedKg", "treatedKg", scheduled, served, confirmed, inferred, inputs, "ruleVersion", "computedAt")
  SELECT $1::uuid, $2::date, made.*, $4::int, now() FROM (
    SELECT "unitId", stream, "cooperativeId", "generatedKg", "dueKg", "weighedKg", "measuredKg", "estimatedKg", "treatedKg",
           scheduled, served, confirmed, inferred, inputs FROM given
    UNION ALL SELECT * FROM emptied) made
  ON CONFLICT ("townId", day, (COALESCE("unitId", '${NOBODY}')), stream, (COALESCE("cooperativeId", '${NOBODY}'))) DO UPDATE SET
    "generatedKg" = EXCLUDED."generatedKg", "dueKg" = EXCLUDED."dueKg", "weighedKg" = EXCLUDED."weighedKg",
    "measuredKg" = EXCLUDED."measuredKg", "estimatedKg" = EXCLUDED."estimatedKg", "treatedKg" = EXCLUDED."treatedKg",
    scheduled = EXCLUDED.scheduled, served = EXCLUDED.served, confirmed = EXCLUDED.confirmed, inferred = EXCLUDED.inferred,
    inputs = EXCLUDED.inputs, "ruleVersion" = EXCLUDED."ruleVersion", "computedAt" = EXCLUDED."computedAt",
    replaced = CASE
      WHEN (cell."generatedKg", cell."weighedKg", cell."measuredKg", cell."estimatedKg", cell."treatedKg")
         = (EXCLUDED."generatedKg", EXCLUDED."weighedKg", EXCLUDED."measuredKg", EXCLUDED."estimatedKg", EXCLUDED."treatedKg") THEN cell.replaced
      ELSE jsonb_build_object('until', EXCLUDED."computedAt", 'ruleVersion', cell."ruleVersion", 'inputs', cell.inputs,
        'generatedKg', cell."generatedKg", 'weighedKg', cell."weighedKg", 'measuredKg', cell."measuredKg",
        'estimatedKg', cell."estimatedKg", 'treatedKg', cell."treatedKg") END
  WHERE cell.inputs <> EXCLUDED.inputs OR cell."ruleVersion" <> EXCLUDED."ruleVersion"
     OR (cell."generatedKg", cell."dueKg", cell."treatedKg") <> (EXCLUDED."generatedKg", EXCLUDED."dueKg", EXCLUDED."treatedKg")`;

/** Keeps the cells of a day in place of those before. The same cells again change no row. */
export async function writeDay(
  client: Pick<PoolClient, 'query'>,
  townId: string,
  day: Day,
  cells: readonly Cell[],
): Promise<void> {
  await client.query(WRITE, [townId, day, JSON.stringify(cells.map(rowOf)), RULE_VERSION]);
  await client.query(
    `INSERT INTO "LedgerDay" ("townId", day, "computedAt", "ruleVersion") VALUES ($1, $2::date, now(), $3)
     ON CONFLICT ("townId", day) DO UPDATE SET "computedAt" = now(), "ruleVersion" = EXCLUDED."ruleVersion"`,
    [townId, day, RULE_VERSION],
  );
}
