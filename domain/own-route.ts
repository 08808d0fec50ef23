import { z } from 'zod';
import { idSchema } from './ids.ts';
import { daySchema } from './day.ts';
import { fieldEventViewSchema } from './field-events.ts';
import { routeViewSchema } from './plans.ts';
import { checkItemSchema } from './truck-checks/truck-checks.ts';

/** What the office tells the crew of a point; what has a default is missing on phones that kept a day of before. */
const pointBriefingSchema = z.object({
  pointId: idSchema,
  containers: z.int(),
  note: z.string().nullable(),
  /** How to get in: narrow alley, dog, code of the gate. */
  access: z.string().nullable().default(null),
  containerLitres: z.int().nullable().default(null),
  /** What its containers hold when all are full; `null`: that is not known, and no level tells a mass. */
  fullKg: z.number().nullable().default(null),
  /** How the place looks, for `GET /api/photos/{id}`. */
  photoId: idSchema.nullable().default(null),
});
export type PointBriefing = z.infer<typeof pointBriefingSchema>;

/**
 * `GET /api/own-route?date=`: the published route of the driver who asks, and what was reported on it or on another revision
 * of the day; `reportsByVisit` tells of which stop.
 */
export const ownRouteViewSchema = routeViewSchema.extend({
  planId: idSchema,
  day: daySchema,
  events: z.array(fieldEventViewSchema),
  /** What the office tells the crew of the points on the way; only those it tells something of. */
  pointNotes: z.array(pointBriefingSchema).default([]),
  /** What is looked at on the truck at the start and end of the shift; none on phones that kept a day of before there was a list. */
  checkItems: z.array(checkItemSchema).default([]),
  /** Whom to call; `null`: the office has told no number. */
  dispatcherPhone: z.string().nullable().default(null),
});
export type OwnRouteView = z.infer<typeof ownRouteViewSchema>;
