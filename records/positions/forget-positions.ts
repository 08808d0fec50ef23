import type { Database } from '../../platform/database.ts';

/** Ids of all towns. */
export async function allTowns({ pool }: Pick<Database, 'pool'>): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>('SELECT id FROM "Town"');
  return rows.map(({ id }) => id);
}

/**
 * Deletes positions of a town that were true before an instant, the oldest first.
 *
 * @param most rows of the one statement
 * @returns how many were deleted: as many as `most` where there may be more
 */
export async function deletePositions(
  { pool }: Pick<Database, 'pool'>,
  townId: string,
  before: Date,
  most: number,
): Promise<number> {
  const { rowCount } = await pool.query(
    `DELETE FROM "Position" WHERE id IN
       (SELECT id FROM "Position" WHERE "townId" = $1 AND "fixTime" < $2 ORDER BY "fixTime" LIMIT $3)`,
    [townId, before, most],
  );
  return rowCount ?? 0;
}
