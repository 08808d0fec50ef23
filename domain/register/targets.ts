import { z } from 'zod';
import { daySchema } from '../day.ts';
import { streamSchema } from '../streams.ts';
import { SETTINGS } from '../units.ts';
import { TARGET_PATHS } from './closed-lists.ts';
import { noteSchema, optionalNameSchema, RECORD } from './fields.ts';

const fields = z.strictObject({
  name: optionalNameSchema,
  setting: z.enum([...SETTINGS, 'any']),
  streams: z
    .array(streamSchema)
    .min(1)
    .overwrite((streams) => [...new Set(streams)]),
  effectiveOn: daySchema,
  /** Of the generated mass, 0…1. */
  share: z.number().min(0).max(1),
  path: z.enum(TARGET_PATHS),
  source: noteSchema,
});

export const targetChangeSchema = fields.partial();
export type TargetChange = z.infer<typeof targetChangeSchema>;
export const newTargetSchema = targetChangeSchema.required({
  setting: true,
  streams: true,
  effectiveOn: true,
  share: true,
});
export type NewTarget = z.infer<typeof newTargetSchema>;

/** A target as the register shows it. */
export const targetRecordSchema = z.object({ ...RECORD, ...fields.shape });
export type TargetRecord = z.infer<typeof targetRecordSchema>;
