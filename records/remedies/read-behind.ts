import { addDays, type Day } from '../../domain/day.ts';
import { UNASSIGNED_UNIT } from '../../domain/ledger/unassigned.ts';
import { behindOf, type Behind, type UnitSum } from '../../domain/remedies/reckon.ts';
import { STUDY_DAYS } from '../../domain/remedies/remedies.ts';
import { STREAMS } from '../../domain/stream-names.ts';
import type { Database } from '../../platform/database.ts';
import { readTargets } from '../ledger/read-rates.ts';
import { unitNames } from '../ledger/unit-names.ts';

/**
 * What of the whole town is behind its targets over the four weeks that end with a day, and the days of them with figures: a day of which
 * nobody told anything says nothing about who is behind.
 */
export async function readBehind(
  { prisma, pool }: Pick<Database, 'prisma' | 'pool'>,
  townId: string,
  to: Day,
): Promise<{ readonly behind: readonly Behind[]; readonly days: readonly Day[]; readonly from: Day }> {
  const from = addDays(to, 1 - STUDY_DAYS);
  const known = await pool.query<{ day: Day }>(
    `SELECT DISTINCT to_char(day, 'YYYY-MM-DD') AS day FROM "LedgerCell"
      WHERE "townId" = $1 AND day BETWEEN $2::date AND $3::date AND served > 0 ORDER BY 1`,
    [townId, from, to],
  );
  const days = known.rows.map(({ day }) => day);
  const { rows } = await pool.query<Omit<UnitSum, 'unit' | 'stream'> & { stream: string }>(
    `SELECT "unitId", stream, sum("generatedKg")::float8 AS "generatedKg", sum("treatedKg")::float8 AS "treatedKg",
            sum("weighedKg" + "measuredKg" + "estimatedKg")::float8 AS "collectedKg"
       FROM "LedgerCell" WHERE "townId" = $1 AND day = ANY($2::date[]) AND "unitId" IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2`,
    [townId, days],
  );
  const [nameOf, targets] = await Promise.all([unitNames(prisma, townId, 'vi'), readTargets(prisma, townId)]);
  const sums = rows.flatMap(({ stream: name, ...sum }): UnitSum[] => {
    const stream = STREAMS.find((each) => each === name);
    const unit = nameOf(sum.unitId);
    return stream && unit.code !== UNASSIGNED_UNIT ? [{ ...sum, unit, stream }] : [];
  });
  return { behind: behindOf(sums, targets, to, days.length), days, from };
}
