import type { LonLat } from '../../domain/geo.ts';
import { Prisma, type PrismaClient } from '../../prisma/client/client.ts';
import { recordChange } from '../changes/record-change.ts';

/** Of what a place on a road is found after it was made or moved. */
export type RoadSubject = 'points' | 'facilities';

/** A place whose road is to be found: where it was asked for. */
export interface SoughtPlace {
  readonly id: string;
  readonly lon: number;
  readonly lat: number;
}

/** What was found: a place on a road, or that there is none that trucks could use. */
export type FoundRoad = { readonly position: LonLat; readonly distanceMetres: number } | null;

/** Points and facilities of a town, or of all, whose road is still to be found. */
export async function soughtPlaces(
  prisma: PrismaClient,
  townId?: string,
): Promise<{ subject: RoadSubject; id: string }[]> {
  const where = { roadState: 'being-found', ...(townId !== undefined && { townId }) };
  const select = { id: true };
  const [points, facilities] = await Promise.all([
    prisma.collectionPoint.findMany({ where, select }),
    prisma.facility.findMany({ where, select }),
  ]);
  return [
    ...points.map(({ id }) => ({ subject: 'points' as const, id })),
    ...facilities.map(({ id }) => ({ subject: 'facilities' as const, id })),
  ];
}

/** The town of a place whose road is still to be found; `null` where it is found, or the place is gone. */
export async function townOfSought(prisma: PrismaClient, subject: RoadSubject, id: string): Promise<string | null> {
  const asked = { where: { id, roadState: 'being-found' }, select: { townId: true } };
  const place =
    subject === 'points' ? await prisma.collectionPoint.findFirst(asked) : await prisma.facility.findFirst(asked);
  return place?.townId ?? null;
}

/**
 * Writes where on a road a place stands, unless it was moved again in the meantime: then it is looked for once more. The version
 * stays as it is, since nobody edited anything.
 *
 * @param more what else follows from it, in the same transaction
 * @returns whether it was written
 */
export async function keepRoadPlace(
  prisma: PrismaClient,
  subject: RoadSubject,
  { id, lon, lat }: SoughtPlace,
  found: FoundRoad,
  more: (transaction: Prisma.TransactionClient) => Promise<void> = async () => undefined,
): Promise<boolean> {
  const table = Prisma.raw(subject === 'points' ? '"CollectionPoint"' : '"Facility"');
  return await prisma.$transaction(
    async (transaction) => {
      const rows = found
        ? await transaction.$queryRaw<{ townId: string }[]>`
            UPDATE ${table} SET "roadState" = 'found', "roadLon" = ${found.position[0]}, "roadLat" = ${found.position[1]},
                   "roadDistanceMetres" = ${found.distanceMetres}
             WHERE "id" = ${id}::uuid AND "lon" = ${lon} AND "lat" = ${lat} AND "roadState" = 'being-found'
            RETURNING "townId"`
        : await transaction.$queryRaw<{ townId: string }[]>`
            UPDATE ${table} SET "roadState" = 'not-found'
             WHERE "id" = ${id}::uuid AND "lon" = ${lon} AND "lat" = ${lat} AND "roadState" = 'being-found'
            RETURNING "townId"`;
      const [row] = rows;
      if (!row) return false;
      await more(transaction);
      await recordChange(transaction, {
        townId: row.townId,
        subject,
        subjectId: id,
        actorUserId: null,
        kind: 'changed',
        before: { roadState: 'being-found' },
        after: found
          ? { roadState: 'found', roadPosition: found.position, roadDistanceMetres: found.distanceMetres }
          : { roadState: 'not-found' },
      });
      return true;
    },
    { timeout: 60_000, maxWait: 15_000 },
  );
}
