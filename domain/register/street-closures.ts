import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { daySchema } from '../day.ts';
import { lineStringSchema, surfaceSchema } from '../geo.ts';
import { nameSchema } from './fields.ts';

/** A street closed for trucks for some days: a line along it, or the ground that is closed. */
export const newStreetClosureSchema = z.strictObject({
  name: nameSchema,
  geometry: z.union([lineStringSchema, surfaceSchema]),
  from: daySchema,
  to: daySchema,
  reason: nameSchema,
});
export type NewStreetClosure = z.infer<typeof newStreetClosureSchema>;

export const streetClosureSchema = z.object({ ...newStreetClosureSchema.shape, id: idSchema });
export type StreetClosureView = z.infer<typeof streetClosureSchema>;
