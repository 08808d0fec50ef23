import { z } from 'zod';
import { degreesInText } from '../columns.ts';
import { idSchema } from '../ids.ts';
import { deviceIdSchema } from '../device-ids.ts';
import { instantSchema } from '../day.ts';

/** `POST /api/photos`: the fields of the form beside its `file`. */
export const photoFieldsSchema = z.object({
  /** The device's own; the same photo twice is one. */
  id: deviceIdSchema,
  takenAt: instantSchema,
  /** Where it was taken, as far as the camera told. */
  lon: degreesInText(180).optional(),
  lat: degreesInText(90).optional(),
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
