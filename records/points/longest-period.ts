import type { Database } from '../../platform/database.ts';

/** The most days that lie between two collections of a point of the town, as its rules have it; 7 where all are collected every week. */
export async function readLongestPeriodDays({ pool }: Pick<Database, 'pool'>, townId: string): Promise<number> {
  const { rows } = await pool.query<{ weeks: number }>(
    `SELECT COALESCE(max((rule->'everyWeeks'->>'weeks')::int), 1) AS weeks
       FROM "PointStream" stream
       JOIN "CollectionPoint" point ON point.id = stream."pointId",
            jsonb_array_elements(CASE jsonb_typeof(stream.days->'rules') WHEN 'array' THEN stream.days->'rules' ELSE '[]' END) rule
      WHERE point."townId" = $1 AND stream.days IS NOT NULL`,
    [townId],
  );
  return 7 * (rows[0]?.weeks ?? 1);
}
