import { z } from 'zod';
import { daySchema } from './day.ts';
import { fieldEventViewSchema } from './field-events.ts';
import { positionSchema } from './geo.ts';

/** Where a truck was last seen. */
export const truckPositionSchema = z.object({
  truckId: z.uuid(),
  position: positionSchema,
  /** Metres per second, `null` = unknown. */
  speed: z.number().nullable(),
  /** Degrees from north, clockwise; `null` = unknown. */
  course: z.number().nullable(),
  fixTime: z.iso.datetime(),
});
export type TruckPosition = z.infer<typeof truckPositionSchema>;

/** `GET /api/day/{date}`: the state of the day in the field, what a page refetches after a dropped connection. */
export const dayStateSchema = z.object({
  day: daySchema,
  planId: z.uuid().nullable(),
  publishedRevisionNumber: z.int().nullable(),
  positions: z.array(truckPositionSchema),
  events: z.array(fieldEventViewSchema),
});
export type DayState = z.infer<typeof dayStateSchema>;
