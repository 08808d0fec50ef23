import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { daySchema } from '../day.ts';
import { positionSchema } from '../geo.ts';
import { streamSchema } from '../streams.ts';
import { GENERATOR_KINDS } from './closed-lists.ts';
import { codeSchema, nameSchema, noteSchema, RECORD } from './fields.ts';

const fields = z.strictObject({
  code: codeSchema,
  name: nameSchema,
  kind: z.enum(GENERATOR_KINDS),
  position: positionSchema,
  /** Left out: the unit in force that it lies in. */
  unitId: idSchema,
  amounts: z.array(z.strictObject({ stream: streamSchema, kgPerDay: z.number().min(0).max(999_999) })).max(8),
  validFrom: daySchema,
  /** The first day it no longer counts. */
  validTo: daySchema.nullable(),
  source: noteSchema,
  note: noteSchema,
});

export const generatorChangeSchema = fields.partial();
export type GeneratorChange = z.infer<typeof generatorChangeSchema>;
export const newGeneratorSchema = generatorChangeSchema.required({
  code: true,
  name: true,
  kind: true,
  position: true,
  validFrom: true,
});
export type NewGenerator = z.infer<typeof newGeneratorSchema>;

/** A generator as the register shows it. */
export const generatorRecordSchema = z.object({ ...RECORD, ...fields.shape, unitName: z.string() });
export type GeneratorRecord = z.infer<typeof generatorRecordSchema>;
