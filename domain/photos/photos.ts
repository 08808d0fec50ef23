import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { deviceIdSchema } from '../device-ids.ts';
import { instantSchema } from '../day.ts';

/** Most photos of one report. */
export const MOST_PHOTOS = 5;
/** What a phone shrinks a photo to before it is sent, in bytes: a crew pays for its data. */
export const PHOTO_BYTES = 200_000;
/** Largest photo that is taken as it is, in megabytes. */
export const MOST_PHOTO_MEGABYTES = 20;
/** More pixels than this nobody's camera has, and no memory should be given to. */
export const MOST_PHOTO_PIXELS = 100_000_000;

const degrees = (most: number) => z.coerce.number().min(-most).max(most).optional();

/** `POST /api/photos`: the fields of the form beside its `file`. */
export const photoFieldsSchema = z.object({
  /** The device's own; the same photo twice is one. */
  id: deviceIdSchema,
  takenAt: instantSchema,
  /** Where it was taken, as far as the camera told. */
  lon: degrees(180),
  lat: degrees(90),
});
export type PhotoFields = z.infer<typeof photoFieldsSchema>;

export const photoViewSchema = z.object({
  id: idSchema,
  width: z.int(),
  height: z.int(),
  sizeBytes: z.int(),
  takenAt: z.iso.datetime(),
});
export type PhotoView = z.infer<typeof photoViewSchema>;
