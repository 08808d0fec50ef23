import { z } from 'zod';
import { COOPERATIVE_KINDS } from '../cooperatives.ts';
import { codeSchema, nameSchema, noteSchema, phoneSchema, RECORD } from './fields.ts';

const fields = z.strictObject({
  code: codeSchema,
  name: nameSchema,
  kind: z.enum(COOPERATIVE_KINDS),
  phone: phoneSchema,
  note: noteSchema,
});

export const cooperativeChangeSchema = fields.partial();
export type CooperativeChange = z.infer<typeof cooperativeChangeSchema>;
export const newCooperativeSchema = cooperativeChangeSchema.required({ code: true, name: true, kind: true });
export type NewCooperative = z.infer<typeof newCooperativeSchema>;

/** A cooperative as the register shows it. */
export const cooperativeRecordSchema = z.object({ ...RECORD, ...fields.shape });
export type CooperativeRecord = z.infer<typeof cooperativeRecordSchema>;
