import { z } from 'zod';
import { daySchema } from '../day.ts';
import { streamSchema } from '../streams.ts';
import { SETTINGS } from '../units.ts';
import { FACTOR_KINDS } from './closed-lists.ts';
import { noteSchema, RECORD } from './fields.ts';

const fields = z.strictObject({
  kind: z.enum(FACTOR_KINDS),
  setting: z.enum([...SETTINGS, 'any']),
  stream: streamSchema.nullable(),
  /** kg per person and day, share, kg per litre, litres per km, or kg per litre: by its kind. */
  value: z.number().min(0).max(1_000_000),
  validFrom: daySchema,
  source: noteSchema,
});

export const factorChangeSchema = fields.partial();
export type FactorChange = z.infer<typeof factorChangeSchema>;
export const newFactorSchema = factorChangeSchema.required({ kind: true, value: true, validFrom: true });
export type NewFactor = z.infer<typeof newFactorSchema>;

/** A factor as the register shows it. */
export const factorRecordSchema = z.object({ ...RECORD, ...fields.shape });
export type FactorRecord = z.infer<typeof factorRecordSchema>;
