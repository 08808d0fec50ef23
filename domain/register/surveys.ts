import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { daySchema } from '../day.ts';
import { nameSchema } from './fields.ts';

/** A survey of a landfill: what room was left on a day, and how dense waste lies in it. */
export const newFacilitySurveySchema = z.strictObject({
  day: daySchema,
  remainingCubicMetres: z.number().min(0).max(1_000_000_000),
  /** kg of waste in a cubic metre, as it lies in place; loose waste has 200, compacted 600 to 1,000. */
  densityKgPerCubicMetre: z.number().min(100).max(2000),
  /** Who surveyed, or where it stands. */
  source: nameSchema,
});
export type NewFacilitySurvey = z.infer<typeof newFacilitySurveySchema>;

export const facilitySurveySchema = z.object({ ...newFacilitySurveySchema.shape, id: idSchema });
