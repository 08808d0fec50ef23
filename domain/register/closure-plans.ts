import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { daySchema } from '../day.ts';
import { nameSchema, noteSchema } from './fields.ts';

/** When a facility is to be closed for good, and where what it takes goes from then on; what was decided last holds. */
export const newClosurePlanSchema = z.strictObject({
  decidedOn: daySchema,
  /** The last day it takes anything. */
  closesOn: daySchema,
  /** The facility that takes it over; `null` or left out: not decided. */
  successorId: idSchema.nullable().optional(),
  /** The decision's number, or where it stands. */
  source: nameSchema,
  remark: noteSchema.optional(),
});
export type NewClosurePlan = z.infer<typeof newClosurePlanSchema>;

export const closurePlanSchema = z.object({
  id: idSchema,
  decidedOn: daySchema,
  closesOn: daySchema,
  successor: z.object({ code: z.string(), name: z.string() }).nullable(),
  source: z.string(),
  remark: z.string().nullable(),
});
