import { instantAt } from '../../domain/clock-times.ts';
import { addDays, type Day } from '../../domain/day.ts';
import { historyStart } from '../../domain/service-history.ts';
import type { Database } from '../../platform/database.ts';
import { readLongestPeriodDays } from '../points/longest-period.ts';
import { readRowsVersion } from '../row-versions.ts';
import { TOWN_ROWS } from '../towns/version.ts';

/** Names the present state of everything that coverage of `day` is reckoned from: the town, its people, and what was served. */
export async function readCoverageVersion(
  database: Pick<Database, 'pool'>,
  area: { readonly id: string; readonly timeZone: string },
  day: Day,
): Promise<string> {
  const periodDays = await readLongestPeriodDays(database, area.id);
  return await readRowsVersion(database, [
    ...TOWN_ROWS,
    { table: 'PointStreamPeriod' },
    { table: 'Holiday' },
    { table: 'ResidentialGroup' },
    { table: 'PointReach' },
    { table: 'Plan', where: '"townId" = $1', parameters: [area.id] },
    {
      table: 'FieldEvent',
      where: '"townId" = $1 AND "doneAt" >= $2 AND "doneAt" < $3',
      // As far as the history reaches, see readServiceHistory.
      parameters: [
        area.id,
        instantAt(historyStart(day, periodDays), 0, area.timeZone),
        instantAt(addDays(day, 2), 0, area.timeZone),
      ],
    },
  ]);
}
