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

/** What the live channel tells of reports that no longer hold. */
export interface RetractedReport {
  readonly id: string;
  readonly truckId: string;
}

interface Report {
  readonly id: string;
  readonly truckId: string;
}

/** The reports that stand: each once, without those that were taken back. Reports and retractions may come in any order, and often. */
export function standingReports<E extends Report>(
  reports: readonly E[],
  retractions: readonly Pick<RetractionInput, 'fieldEventId' | 'truckId'>[],
): E[] {
  const takenBack = new Set(retractions.map(({ fieldEventId, truckId }) => `${fieldEventId} ${truckId}`));
  const known = new Set<string>();
  return reports.filter(({ id, truckId }) => {
    if (known.has(id) || takenBack.has(`${id} ${truckId}`)) return false;
    known.add(id);
    return true;
  });
}
