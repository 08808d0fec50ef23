import { z } from 'zod';
import { idSchema } from './ids.ts';
import { daySchema } from './day.ts';
import { STOP_STATES } from './stop-state.ts';
import { positionSchema } from './geo.ts';
import { streamSchema } from './streams.ts';

/** `GET /api/public/arrivals?date=`: when a truck comes to which point; nothing of trucks or people. */
export const arrivalsViewSchema = z.object({
  day: daySchema,
  /** False where no plan of the day is published. */
  isPublished: z.boolean(),
  arrivals: z.array(
    z.object({
      pointId: idSchema,
      name: z.string(),
      position: positionSchema,
      /** The unit in force on the day; null where none holds the point's place. */
      unitName: z.string().nullable(),
      streams: z.array(streamSchema),
      plannedArrival: z.iso.datetime(),
      state: z.enum(STOP_STATES),
    }),
  ),
});
export type ArrivalsView = z.infer<typeof arrivalsViewSchema>;
