import { z } from 'zod';
import { idSchema } from './ids.ts';
import { deviceIdSchema } from './device-ids.ts';
import { instantSchema } from './day.ts';

/**
 * `POST /api/retractions`: a crew takes back what it reported a moment ago. `id` is the device's own UUIDv7; the same again changes
 * nothing, and it may arrive before the report that it names.
 */
export const retractionInputSchema = z.strictObject({
  id: deviceIdSchema,
  /** The report, by its own id. */
  fieldEventId: deviceIdSchema,
  /** Whose report it was: a retraction of another truck's takes nothing back. */
  truckId: idSchema,
  /** When it was taken back; by the server's clock, where the device knows how far its own is off. */
  doneAt: instantSchema,
  /** What the device's own clock showed, where `doneAt` is another time. */
  deviceDoneAt: instantSchema.nullish(),
});
export type RetractionInput = z.infer<typeof retractionInputSchema>;

export const retractionAnswerSchema = z.object({ id: idSchema, fieldEventId: idSchema });

/** `POST /api/retraction-batches`: several are taken back as one, or none is. */
export const retractionBatchSchema = z.strictObject({ retractions: z.array(retractionInputSchema).min(1).max(500) });
export const retractionBatchAnswerSchema = z.object({ items: z.array(retractionAnswerSchema) });

/** What the live channel tells of reports that no longer hold. */
export interface RetractedReport {
  readonly id: string;
  readonly truckId: string;
}
