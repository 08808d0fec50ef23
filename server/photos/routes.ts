import { createHash } from 'node:crypto';
import { z } from 'zod';
import { idSchema } from '../../domain/ids.ts';
import { photoFieldsSchema, type PhotoView, photoViewSchema } from '../../domain/photos/photos.ts';
import { MOST_PHOTO_MEGABYTES } from '../../domain/photos/photo-limits.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Photo } from '../../prisma/client/client.ts';
import { findPhoto, keepPhoto, photoKey, readPhoto, readPicture } from '../../records/photos/photos.ts';
import { requireActiveTown } from '../active-town.ts';
import { receiveFile } from '../http/receive-file.ts';
import { rawRoute, type Route, route } from '../http/route.ts';
import { parseInput } from '../http/validation.ts';
import { photoProblem } from './problems.ts';
import type { PhotoShrinker } from './shrink.ts';

/** Photos from the field. */
export function photoRoutes({ database: { prisma }, blobs, logger }: Platform, shrinker: PhotoShrinker): Route[] {
  return [
    route({
      method: 'post',
      path: '/api/photos',
      permission: ['field.report', 'points.edit'],
      tag: 'field',
      summary:
        'A photo by the device’s own id; it is made anew without what the camera wrote into it. The same again changes nothing',
      upload: {
        contentType: 'multipart/form-data',
        schema: z.object({ ...photoFieldsSchema.shape, file: z.string().meta({ format: 'binary' }) }),
      },
      answer: photoViewSchema,
      problems: {
        409: 'The id is another photo’s',
        413: `Larger than ${MOST_PHOTO_MEGABYTES} MB`,
        422: 'No picture, a broken one, or one of too many pixels',
      },
      handler: async ({ request, user, language }) => {
        const town = await requireActiveTown(prisma);
        const { file, fields: told } = await receiveFile(request, MOST_PHOTO_MEGABYTES, {
          tooLarge: () => photoProblem('photo-too-large', { megabytes: MOST_PHOTO_MEGABYTES }),
          broken: () => photoProblem('photo-upload-broken'),
        });
        const fields = parseInput(photoFieldsSchema, told, 'body', language);
        if (!file) throw photoProblem('photo-missing');
        const digest = createHash('sha256').update(file.bytes).digest('hex');
        const known = await findPhoto(prisma, town.id, { id: fields.id, digest });
        if (known === 'other') throw photoProblem('photo-differs');
        if (known) return viewOf(known);
        const shrunk = await shrinker.shrink(file.bytes);
        if (shrunk.outcome === 'too-many-pixels') {
          throw photoProblem('photo-too-many-pixels', { width: shrunk.width, height: shrunk.height });
        }
        if (shrunk.outcome === 'unreadable') {
          logger.info({ reason: shrunk.message }, 'photo refused');
          throw photoProblem('photo-unreadable');
        }
        const { bytes, width, height, place } = shrunk;
        // The picture first: a row without one would be a photo that is none.
        await blobs.put(photoKey({ townId: town.id, id: fields.id, digest }), bytes);
        const made = { digest, width, height, sizeBytes: bytes.length, exif: place, reportedBy: user.id };
        const photo = await keepPhoto(prisma, town.id, fields, made);
        if (photo.digest !== digest) throw photoProblem('photo-differs');
        return viewOf(photo);
      },
    }),
    rawRoute({
      method: 'get',
      path: '/api/photos/:id',
      permission: ['visits.read', 'field.report', 'points.read'],
      tag: 'field',
      summary: 'A photo of a visit or point of one’s own or on one’s way, or one that oneself took, as JPEG',
      params: z.object({ id: idSchema }),
      answerType: 'image/jpeg',
      handler: async ({ params, user, response }) => {
        const town = await requireActiveTown(prisma);
        const photo = await readPhoto(prisma, town.id, user, params.id);
        const picture = photo && (await readPicture(blobs, photo));
        if (!picture) throw photoProblem('no-such-photo');
        response.set('Cache-Control', 'private, max-age=31536000, immutable');
        response.set('X-Content-Type-Options', 'nosniff').type('image/jpeg').send(picture);
      },
    }),
  ];
}

function viewOf({ id, width, height, sizeBytes, takenAt }: Photo): PhotoView {
  return { id, width, height, sizeBytes, takenAt: takenAt.toISOString() };
}
