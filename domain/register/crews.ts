import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { crewLeaveSchema, documentSchema } from './absences.ts';
import { codeSchema, noteSchema, optionalNameSchema, phoneSchema, RECORD } from './fields.ts';

const fields = z.strictObject({
  code: codeSchema,
  name: optionalNameSchema,
  phone: phoneSchema,
  cooperativeId: idSchema,
  /** The account of who drives, if that person has one. */
  driverUserId: z.string().min(1).max(64).nullable(),
  note: noteSchema,
});

export const crewChangeSchema = fields.partial();
export type CrewChange = z.infer<typeof crewChangeSchema>;
export const newCrewSchema = crewChangeSchema.required({ code: true, cooperativeId: true });
export type NewCrew = z.infer<typeof newCrewSchema>;

/** A crew as the register shows it. */
export const crewRecordSchema = z.object({
  ...RECORD,
  ...fields.shape,
  cooperativeName: z.string(),
  driverName: z.string().nullable(),
  /** Of the day asked for and later, the soonest first. */
  leaves: z.array(crewLeaveSchema),
  documents: z.array(documentSchema),
});
export type CrewRecord = z.infer<typeof crewRecordSchema>;
