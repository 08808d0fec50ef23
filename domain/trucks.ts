import { z } from 'zod';
import { idSchema } from './ids.ts';
import { streamSchema } from './streams.ts';
import { weekdaysSchema } from './points.ts';

/** A rest of `seconds` that must start between the two seconds from local midnight. */
export const shiftBreakSchema = z.object({ startSecond: z.int(), endSecond: z.int(), seconds: z.int().min(0) });

const shiftSchema = z.object({
  id: idSchema,
  crewCode: z.string().nullable(),
  weekdays: weekdaysSchema,
  startSecond: z.int(),
  endSecond: z.int(),
  maxOvertimeSeconds: z.int(),
  breaks: z.array(shiftBreakSchema),
});

export const truckSchema = z.object({
  id: idSchema,
  code: z.string(),
  number: z.int().min(1),
  capacityKg: z.int(),
  capacityLitres: z.int(),
  heightMetres: z.number(),
  widthMetres: z.number(),
  weightTonnes: z.number(),
  streams: z.array(streamSchema),
  depotId: idSchema,
  cooperativeId: idSchema,
  costPerDay: z.int(),
  costPerHour: z.int(),
  costPerKm: z.int(),
  /** What its tracker calls itself; null also for those who may not report in its name. */
  deviceId: z.string().nullable(),
  isActive: z.boolean(),
  shifts: z.array(shiftSchema),
});
export type Truck = z.infer<typeof truckSchema>;
