import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { RECORD, weekdaysOnceSchema } from './fields.ts';

const TWO_DAYS_SECONDS = 172_800;

const secondSchema = z.int().min(0).max(TWO_DAYS_SECONDS);
/** A rest of `seconds` that starts between the two seconds from local midnight. */
const breakSchema = z.strictObject({
  startSecond: secondSchema,
  endSecond: secondSchema,
  seconds: z.int().min(0).max(43_200),
});

const fields = z.strictObject({
  truckId: idSchema,
  crewId: idSchema.nullable(),
  weekdays: weekdaysOnceSchema,
  startSecond: z.int().min(0).max(86_399),
  /** Above 86,400: on the next day. */
  endSecond: z.int().min(1).max(TWO_DAYS_SECONDS),
  maxOvertimeSeconds: z.int().min(0).max(43_200),
  breaks: z.array(breakSchema).max(6),
});

export const shiftChangeSchema = fields.partial();
export type ShiftChange = z.infer<typeof shiftChangeSchema>;
export const newShiftSchema = shiftChangeSchema.required({
  truckId: true,
  weekdays: true,
  startSecond: true,
  endSecond: true,
});
export type NewShift = z.infer<typeof newShiftSchema>;

/** A shift as the register shows it. */
export const shiftRecordSchema = z.object({
  ...RECORD,
  ...fields.shape,
  truckCode: z.string(),
  crewCode: z.string().nullable(),
});
export type ShiftRecord = z.infer<typeof shiftRecordSchema>;
