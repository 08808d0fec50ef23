import { z } from 'zod';
import { daySchema } from '../day.ts';

/** `POST /api/tracks`: what became of a file. */
export const trackUploadSchema = z.object({
  /** Fixes that were not there before, that were, and that cannot be (by place or time), or could not be read. */
  kept: z.int(),
  known: z.int(),
  dropped: z.int(),
  /** Service days with a published route of the truck, and how many visits its track now shows. */
  days: z.array(z.object({ day: daySchema, inferred: z.int() })),
});
export type TrackUpload = z.infer<typeof trackUploadSchema>;
