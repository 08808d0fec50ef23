import type pg from 'pg';
import type { DropReason, DroppedReports } from '../../domain/tracking.ts';
import { droppedReportsSchema } from '../../domain/tracking.ts';

/** Reports of one device that came to nothing for one reason. */
export interface Dropped {
  deviceId: string;
  reason: DropReason;
  count: number;
  firstAt: Date;
  lastAt: Date;
}

/** Of devices nobody knows anyone can invent more: the longest silent are forgotten. */
const MOST_KEPT = 1000;

/** Adds to what is kept of each device and reason. */
export async function addDroppedReports(pool: pg.Pool, dropped: readonly Dropped[]): Promise<void> {
  const column = <T>(read: (one: Dropped) => T): T[] => dropped.map(read);
  await pool.query(
    `INSERT INTO "DroppedReports" ("deviceId", "reason", "count", "firstAt", "lastAt")
     SELECT * FROM unnest($1::text[], $2::text[], $3::int[], $4::timestamptz[], $5::timestamptz[])
     ON CONFLICT ("deviceId", "reason") DO UPDATE SET
       "count" = LEAST("DroppedReports"."count"::bigint + EXCLUDED."count", 2147483647)::int,
       "lastAt" = GREATEST("DroppedReports"."lastAt", EXCLUDED."lastAt")`,
    [
      column((one) => one.deviceId),
      column((one) => one.reason),
      column((one) => one.count),
      column((one) => one.firstAt.toISOString()),
      column((one) => one.lastAt.toISOString()),
    ],
  );
  await pool.query(
    `DELETE FROM "DroppedReports" WHERE ("deviceId", "reason") IN
       (SELECT "deviceId", "reason" FROM "DroppedReports" ORDER BY "lastAt" DESC OFFSET $1)`,
    [MOST_KEPT],
  );
}

/** What is kept, the latest first, with the truck that has the device in the town in use. For who runs the installation. */
export async function listDroppedReports(pool: pg.Pool, limit: number): Promise<DroppedReports[]> {
  const { rows } = await pool.query<Record<string, unknown> & { firstAt: Date; lastAt: Date }>(
    `SELECT dropped.*, (
       SELECT truck."code" FROM "Device" device
         JOIN "Town" town ON town."id" = device."townId" AND town."isActive"
         JOIN "DeviceTruck" carried ON carried."deviceId" = device."id" AND carried."to" IS NULL
         JOIN "Truck" truck ON truck."id" = carried."truckId" AND truck."isActive"
       WHERE device."reportsAs" = dropped."deviceId" LIMIT 1
     ) AS "truckCode"
     FROM "DroppedReports" dropped ORDER BY dropped."lastAt" DESC, dropped."deviceId", dropped."reason" LIMIT $1`,
    [limit],
  );
  return rows.map((row) =>
    droppedReportsSchema.parse({ ...row, firstAt: row.firstAt.toISOString(), lastAt: row.lastAt.toISOString() }),
  );
}
