import { z } from 'zod';
import { daySchema } from '../day.ts';
import { facilityKindSchema } from '../facilities.ts';
import { positionSchema } from '../geo.ts';
import { streamSchema } from '../streams.ts';
import { dayWindowsSchema } from '../windows.ts';
import { facilityClosureSchema } from './absences.ts';
import { codeSchema, countSchema, nameSchema, noteSchema, RECORD, ROAD_STATES } from './fields.ts';

const streamsSchema = z.array(streamSchema).overwrite((streams) => [...new Set(streams)]);

const fields = z.strictObject({
  code: codeSchema,
  name: nameSchema,
  kind: facilityKindSchema,
  position: positionSchema,
  windows: dayWindowsSchema,
  acceptedStreams: streamsSchema,
  /** A part of those it accepts: what it treats to the standard, or passes on to where it is. */
  treatsStreams: streamsSchema,
  dailyIntakeKg: countSchema.nullable(),
  unloadSeconds: z.int().min(0).max(36_000),
  note: noteSchema,
});

export const facilityChangeSchema = fields
  .extend({
    /** From which day on `treatsStreams` holds, today at the latest; left out: today, for the first that is said always. */
    treatsFrom: daySchema,
  })
  .partial();
export type FacilityChange = z.infer<typeof facilityChangeSchema>;
export const newFacilitySchema = facilityChangeSchema.required({ code: true, name: true, kind: true, position: true });
export type NewFacility = z.infer<typeof newFacilitySchema>;

/** A facility as the register shows it. */
export const facilityRecordSchema = z.object({
  ...RECORD,
  ...fields.shape,
  /** Where trucks leave the road for it; of the place before while it is `being-found`. */
  roadPosition: positionSchema,
  roadDistanceMetres: z.number(),
  roadState: z.enum(ROAD_STATES),
  /** Of the day asked for and later, the soonest first. */
  closures: z.array(facilityClosureSchema),
});
export type FacilityRecord = z.infer<typeof facilityRecordSchema>;
