import { type Day, dayToDate } from '../../domain/day.ts';
import type { LonLat } from '../../domain/geo.ts';
import { type TruckPosition, truckPositionSchema } from '../../domain/tracking.ts';
import { Prisma, type PrismaClient } from '../../prisma/client/client.ts';

/** Where a truck was last, of whatever is kept; `null` where nothing is. */
export async function lastPlaceOf(
  prisma: PrismaClient,
  truckId: string,
): Promise<{ fixTime: Date; position: LonLat } | null> {
  const place = await prisma.position.findFirst({
    where: { truckId },
    orderBy: { fixTime: 'desc' },
    select: { fixTime: true, lon: true, lat: true },
  });
  return place && { fixTime: place.fixTime, position: [place.lon, place.lat] };
}

/**
 * Where each truck of a town was last within the span of a service day and how far it has come on it, trucks by their number; those that
 * nothing is known of are left out.
 */
export async function lastPlaces(
  prisma: PrismaClient,
  townId: string,
  day: Day,
  { from, to }: { readonly from: Date; readonly to: Date },
): Promise<TruckPosition[]> {
  const rows = await prisma.$queryRaw<PositionRow[]>(Prisma.sql`
    SELECT truck."id" AS "truckId", latest.*, kept.metres AS "drivenMetres", kept."alongMetres", kept."wayMetres"
    FROM "Truck" truck CROSS JOIN LATERAL (
      SELECT "lon", "lat", "speed", "course", "fixTime" FROM "Position"
      WHERE "truckId" = truck."id" AND "fixTime" >= ${from} AND "fixTime" < ${to}
      ORDER BY "fixTime" DESC LIMIT 1
    ) latest
    LEFT JOIN "TruckDay" kept ON kept."truckId" = truck.id AND kept.day = ${dayToDate(day)}::date
    WHERE truck."townId" = ${townId}::uuid
    ORDER BY truck."number"`);
  return rows.map(({ truckId, lon, lat, speed, course, fixTime, drivenMetres, alongMetres, wayMetres }) =>
    truckPositionSchema.parse({
      ...{ truckId, position: [lon, lat], speed, course, fixTime: fixTime.toISOString() },
      byTrack: drivenMetres === null ? null : { day, drivenMetres, alongMetres, wayMetres },
    }),
  );
}

interface PositionRow {
  truckId: string;
  lon: number;
  lat: number;
  speed: number | null;
  course: number | null;
  fixTime: Date;
  drivenMetres: number | null;
  alongMetres: number | null;
  wayMetres: number | null;
}
