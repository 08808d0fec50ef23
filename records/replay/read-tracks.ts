import { thinTrack, type TrackPoint } from '../../domain/replay/replay.ts';
import type { Database } from '../../platform/database.ts';

/** Of the fixes of so many seconds the first is read. */
const BUCKET_SECONDS = 10;
/** A map of a town shows no more. */
const TOLERANCE_METRES = 15;
/** Degrees to about a metre. */
const roundDegrees = (degrees: number): number => Math.round(degrees * 100_000) / 100_000;

/** Where the trucks of a town were from an instant to another, by that device of each that tells most; thinned. */
export async function readTracks(
  { pool }: Pick<Database, 'pool'>,
  townId: string,
  { from, to }: { readonly from: Date; readonly to: Date },
): Promise<{ truckId: string; points: TrackPoint[] }[]> {
  const { rows } = await pool.query<{ truckId: string; second: number; lon: number; lat: number }>(TRACKS, [
    ...[townId, from, to, BUCKET_SECONDS],
  ]);
  const tracks = new Map<string, TrackPoint[]>();
  for (const { truckId, second, lon, lat } of rows) {
    const points = tracks.get(truckId) ?? [];
    points.push([second, roundDegrees(lon), roundDegrees(lat)]);
    tracks.set(truckId, points);
  }
  return [...tracks].map(([truckId, points]) => ({ truckId, points: thinTrack(points, TOLERANCE_METRES) }));
}

/** Phone and tracker of one truck tell of the same way: of those that tell nearly nothing more, the first by name. */
const TRACKS = `
  WITH fix AS (
    SELECT "truckId", "deviceId", floor(extract(epoch FROM "fixTime" - $2))::int AS second, lon, lat FROM "Position"
     WHERE "townId" = $1 AND "fixTime" >= $2 AND "fixTime" < $3
  ), device AS (
    SELECT DISTINCT ON ("truckId") "truckId", "deviceId" FROM fix GROUP BY 1, 2 ORDER BY "truckId", count(*) DESC, "deviceId"
  )
  SELECT DISTINCT ON (fix."truckId", fix.second / $4::int) fix."truckId", fix.second, fix.lon, fix.lat
    FROM fix JOIN device USING ("truckId", "deviceId")
   ORDER BY fix."truckId", fix.second / $4::int, fix.second`;
