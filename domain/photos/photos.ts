import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { deviceIdSchema } from '../device-ids.ts';
import { instantSchema } from '../day.ts';

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
