import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { cleanText } from '../cells/text.ts';
import { weekdaysSchema } from '../points.ts';

/** Longest texts that a field of the register takes, in characters. */
const LONGEST = { code: 40, name: 200, note: 2000, phone: 40 } as const;

const text = (longest: number) => z.string().overwrite(cleanText).max(longest);

/** What people know a record by; one of its kind in a town. */
export const codeSchema = text(LONGEST.code).min(1);
export const nameSchema = text(LONGEST.name).min(1);
/** A name that may be missing; a blank one is. */
export const optionalNameSchema = text(LONGEST.name).nullable();
export const noteSchema = text(LONGEST.note).nullable();
export const NOT_A_PHONE = 'expected a phone number';
export const phoneSchema = text(LONGEST.phone)
  .regex(/^$|^[+0-9][0-9 .()-]*$/, NOT_A_PHONE)
  .nullable();

/** Numbers of things and people, kg, litres, dong. */
export const countSchema = z.int().min(0).max(1_000_000_000);
/** Limits of an approach, `null` = none. */
export const limitSchema = z.number().min(0.01).max(200).nullable();

/** ISO weekdays, each once, in order. */
export const weekdaysOnceSchema = weekdaysSchema.overwrite((days) => [...new Set(days)].sort((a, b) => a - b));

/** What every record has: its id, how often it was changed (the ETag without its quotes), and whether it is in use. */
export const RECORD = { id: idSchema, version: z.int(), isActive: z.boolean() } as const;

/** Of a place that trucks drive to: what is being found after it was moved, and what no road could be found for. */
export const ROAD_STATES = ['found', 'being-found', 'not-found'] as const;
