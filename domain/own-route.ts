import { z } from 'zod';
import { daySchema } from './day.ts';
import { fieldEventViewSchema } from './field-events.ts';
import { routeViewSchema } from './plans.ts';

/** A truck may come home so much later than planned; after that its route is no longer what there is to do. */
export const LATE_HOURS = 6;

/**
 * `GET /api/own-route?date=`: the published route of the driver who asks, and what was reported on it or on another revision
 * of the day; `reportsByVisit` tells of which stop.
 */
export const ownRouteViewSchema = routeViewSchema.extend({
  planId: z.uuid(),
  day: daySchema,
  events: z.array(fieldEventViewSchema),
});
export type OwnRouteView = z.infer<typeof ownRouteViewSchema>;
