import { holdsForTown, may } from '../../domain/policy/may.ts';
import type { Viewer } from '../../domain/policy/roles.ts';
import type { PhotoFields } from '../../domain/photos/photos.ts';
import type { Blobs } from '../../platform/blobs.ts';
import type { Photo, Prisma, PrismaClient } from '../../prisma/client/client.ts';
import { whereOf } from '../people/where.ts';

/** Where the picture of a photo lies among the blobs: two that are sent under one id at once do not write over each other. */
export function photoKey({ townId, id, digest }: Pick<Photo, 'townId' | 'id' | 'digest'>): string {
  return `photos/${townId}/${id}-${digest.slice(0, 16)}.jpg`;
}

/** The picture of a photo; the first ones lie under their id alone. */
export async function readPicture(blobs: Pick<Blobs, 'get'>, photo: Photo): Promise<Buffer | undefined> {
  return (await blobs.get(photoKey(photo))) ?? (await blobs.get(`photos/${photo.townId}/${photo.id}.jpg`));
}

/** What was sent is there under its id already; `other`: something else is. */
export async function findPhoto(
  prisma: PrismaClient,
  townId: string,
  { id, digest }: { readonly id: string; readonly digest: string },
): Promise<Photo | 'other' | null> {
  const known = await prisma.photo.findUnique({ where: { id } });
  if (!known) return null;
  return known.townId === townId && known.digest === digest ? known : 'other';
}

/** Keeps what is known of a photo whose picture is kept already; twice is once. */
export async function keepPhoto(
  prisma: PrismaClient,
  townId: string,
  fields: PhotoFields,
  made: {
    readonly digest: string;
    readonly width: number;
    readonly height: number;
    readonly sizeBytes: number;
    readonly exif: readonly [number, number] | null;
    readonly reportedBy: string;
  },
): Promise<Photo> {
  const { exif, ...columns } = made;
  const { id, takenAt, lon = null, lat = null } = fields;
  await prisma.photo.createMany({
    data: {
      ...{ id, townId, takenAt: new Date(takenAt), lon, lat, ...columns },
      ...{ exifLon: exif?.[0] ?? null, exifLat: exif?.[1] ?? null },
    },
    skipDuplicates: true,
  });
  return await prisma.photo.findUniqueOrThrow({ where: { id } });
}

/**
 * A photo that the viewer may see: of a visit or a point of theirs, of a point that they may be sent to, or one they took themselves.
 *
 * @returns `null` where there is none such
 */
export async function readPhoto(
  prisma: Pick<Prisma.TransactionClient, 'photo' | 'visit' | 'collectionPoint'>,
  townId: string,
  viewer: Viewer,
  id: string,
): Promise<Photo | null> {
  const photo = await prisma.photo.findFirst({ where: { id, townId } });
  if (!photo) return null;
  if (photo.reportedBy === viewer.id || holdsForTown(viewer, 'visits.read')) return photo;
  const mayDrive = may(viewer, 'own-route.read');
  if (mayDrive || may(viewer, 'points.read')) {
    const own = mayDrive ? {} : whereOf(viewer, 'points.read');
    if ((await prisma.collectionPoint.count({ where: { AND: [{ townId, photoId: id }, own] } })) > 0) return photo;
  }
  if (!may(viewer, 'visits.read')) return null;
  const ofVisit = await prisma.visit.findFirst({
    where: { AND: [{ townId, fieldEvents: { some: { photoIds: { has: id } } } }, whereOf(viewer, 'visits.read')] },
    select: { id: true },
  });
  return ofVisit ? photo : null;
}

/** Which of these photos have arrived. */
export async function arrivedPhotos(prisma: PrismaClient, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await prisma.photo.findMany({ where: { id: { in: [...ids] } }, select: { id: true } });
  return new Set(rows.map(({ id }) => id));
}
