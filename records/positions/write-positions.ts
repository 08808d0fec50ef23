import type pg from 'pg';
import type { LonLat } from '../../domain/geo.ts';

/** Where a truck was by a device that it carried. */
export interface NewPosition {
  readonly townId: string;
  readonly truckId: string;
  readonly deviceId: string;
  readonly fixTime: Date;
  readonly position: LonLat;
  /** Metres per second. */
  readonly speed: number | null;
  /** Degrees from north, clockwise. */
  readonly course: number | null;
  readonly accuracyMetres: number | null;
  readonly altitudeMetres: number | null;
  readonly batteryPercent: number | null;
  readonly attributes: Readonly<Record<string, string | number | boolean>>;
}

const INSERT = `
  INSERT INTO "Position" ("townId", "truckId", "deviceId", "fixTime", "lon", "lat", "speed", "course",
    "accuracyMetres", "altitudeMetres", "batteryPercent", "attributes")
  SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::timestamptz[], $5::float8[], $6::float8[], $7::float8[],
    $8::float8[], $9::float8[], $10::float8[], $11::float8[], $12::jsonb[])
  ON CONFLICT DO NOTHING
  RETURNING "truckId", "deviceId", "fixTime"`;

/** Writes positions in one statement, all or none; those that are there already stay. @returns the new ones */
export async function writePositions(
  client: Pick<pg.Pool, 'query'>,
  positions: readonly NewPosition[],
): Promise<Pick<NewPosition, 'truckId' | 'deviceId' | 'fixTime'>[]> {
  const column = <T>(read: (position: NewPosition) => T): T[] => positions.map(read);
  const { rows } = await client.query<Pick<NewPosition, 'truckId' | 'deviceId' | 'fixTime'>>(INSERT, [
    column((one) => one.townId),
    column((one) => one.truckId),
    column((one) => one.deviceId),
    column((one) => one.fixTime.toISOString()),
    column((one) => one.position[0]),
    column((one) => one.position[1]),
    column((one) => one.speed),
    column((one) => one.course),
    column((one) => one.accuracyMetres),
    column((one) => one.altitudeMetres),
    column((one) => one.batteryPercent),
    column((one) => JSON.stringify(one.attributes)),
  ]);
  return rows;
}
