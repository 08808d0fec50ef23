import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { surfaceSchema } from '../geo.ts';
import { codeSchema, countSchema, nameSchema, RECORD } from './fields.ts';

const fields = z.strictObject({
  code: codeSchema,
  name: nameSchema,
  unitId: idSchema,
  households: countSchema,
  people: countSchema,
  geometry: surfaceSchema,
});

export const groupChangeSchema = fields.partial();
export type GroupChange = z.infer<typeof groupChangeSchema>;
export const newGroupSchema = groupChangeSchema.required({
  code: true,
  name: true,
  unitId: true,
  households: true,
  people: true,
  geometry: true,
});
export type NewGroup = z.infer<typeof newGroupSchema>;

/** A residential group as the register shows it. */
export const groupRecordSchema = z.object({ ...RECORD, ...fields.shape, unitName: z.string() });
export type GroupRecord = z.infer<typeof groupRecordSchema>;
