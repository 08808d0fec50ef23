import { z } from 'zod';
import { daySchema } from '../day.ts';
import { surfaceSchema } from '../geo.ts';
import { SETTINGS, UNIT_KINDS } from '../units.ts';
import { codeSchema, countSchema, nameSchema, noteSchema, RECORD } from './fields.ts';

const fields = z.strictObject({
  code: codeSchema,
  name: nameSchema,
  kind: z.enum(UNIT_KINDS),
  setting: z.enum(SETTINGS),
  population: countSchema,
  geometry: surfaceSchema,
  validFrom: daySchema,
  /** The first day it no longer holds. */
  validTo: daySchema.nullable(),
});

/** The day a new population counts from, today unless told, and where the number is from. */
const counted = { populationFrom: daySchema.optional(), populationSource: noteSchema.optional() };

export const unitChangeSchema = fields.partial().extend(counted);
export type UnitChange = z.infer<typeof unitChangeSchema>;
export const newUnitSchema = unitChangeSchema.required({
  code: true,
  name: true,
  kind: true,
  setting: true,
  population: true,
  geometry: true,
  validFrom: true,
});
export type NewUnit = z.infer<typeof newUnitSchema>;

/** A ward or commune as the register shows it; `isActive`: its boundaries hold today or will. */
export const unitRecordSchema = z.object({
  ...RECORD,
  ...fields.shape,
  /** How many people it had from which day on, the latest first. */
  populations: z.array(z.object({ validFrom: daySchema, people: z.int(), source: z.string().nullable() })),
});
export type UnitRecord = z.infer<typeof unitRecordSchema>;
