import type pg from 'pg';

/** When a device was last heard, by the server's clock, and how full its battery was then, where it said so. */
export interface Heard {
  readonly deviceId: string;
  readonly at: Date;
  readonly batteryPercent: number | null;
}

/** Notes when devices were last heard; what is known already and later stays. */
export async function noteHeard(pool: pg.Pool, heard: readonly Heard[]): Promise<void> {
  await pool.query(
    `UPDATE "Device" device
        SET "lastHeardAt" = GREATEST(device."lastHeardAt", heard.at),
            "batteryPercent" = COALESCE(heard.battery, device."batteryPercent")
       FROM unnest($1::uuid[], $2::timestamptz[], $3::float8[]) AS heard(id, at, battery)
      WHERE device."id" = heard.id`,
    [
      heard.map(({ deviceId }) => deviceId),
      heard.map(({ at }) => at.toISOString()),
      heard.map(({ batteryPercent }) => batteryPercent),
    ],
  );
}
