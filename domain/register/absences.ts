import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { daySchema } from '../day.ts';
import { CREW_LEAVE_REASONS, DOCUMENT_KINDS, TRUCK_ABSENCE_REASONS } from './closed-lists.ts';
import { codeSchema, nameSchema, noteSchema } from './fields.ts';

/** Days on which a truck is out of service. */
export const newTruckAbsenceSchema = z.strictObject({
  from: daySchema,
  /** The last day; `null` or left out: until it is said to be back. */
  to: daySchema.nullable().optional(),
  reason: z.enum(TRUCK_ABSENCE_REASONS),
  note: noteSchema.optional(),
});
export type NewTruckAbsence = z.infer<typeof newTruckAbsenceSchema>;

export const truckAbsenceSchema = z.object({
  id: idSchema,
  from: daySchema,
  to: daySchema.nullable(),
  reason: z.enum(TRUCK_ABSENCE_REASONS),
  note: z.string().nullable(),
});

/** Days on which a crew is on leave. */
export const newCrewLeaveSchema = z.strictObject({
  from: daySchema,
  to: daySchema,
  reason: z.enum(CREW_LEAVE_REASONS),
  note: noteSchema.optional(),
});
export type NewCrewLeave = z.infer<typeof newCrewLeaveSchema>;

export const crewLeaveSchema = z.object({
  id: idSchema,
  from: daySchema,
  to: daySchema,
  reason: z.enum(CREW_LEAVE_REASONS),
  note: z.string().nullable(),
});

/** Days on which a facility is closed, or closes earlier. */
export const newFacilityClosureSchema = z.strictObject({
  from: daySchema,
  to: daySchema,
  /** It closes at this second of the day; `null` or left out: closed all day. */
  closesAtSecond: z.int().min(0).max(86_400).nullable().optional(),
  reason: nameSchema,
});
export type NewFacilityClosure = z.infer<typeof newFacilityClosureSchema>;

export const facilityClosureSchema = z.object({
  id: idSchema,
  from: daySchema,
  to: daySchema,
  closesAtSecond: z.int().nullable(),
  reason: z.string(),
});

/** A document of a truck or a crew that expires. */
export const newDocumentSchema = z.strictObject({
  kind: z.enum(DOCUMENT_KINDS),
  number: codeSchema.nullable().optional(),
  expiresOn: daySchema,
});
export type NewDocument = z.infer<typeof newDocumentSchema>;

export const documentSchema = z.object({
  id: idSchema,
  kind: z.enum(DOCUMENT_KINDS),
  number: z.string().nullable(),
  expiresOn: daySchema,
});
