import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { daySchema } from '../day.ts';
import { streamSchema } from '../streams.ts';

/** What a usual route visits. */
export const usualVisitSchema = z.object({ pointId: idSchema, stream: streamSchema });
export type UsualVisit = z.infer<typeof usualVisitSchema>;

/** `POST /api/usual-routes`: a route of some day becomes what its shift usually does on that weekday, in place of what it did. */
export const keepUsualSchema = z.strictObject({ routeId: idSchema });

/** What a shift usually does on a weekday. */
export const usualRouteSchema = z.object({
  id: idSchema,
  shiftId: idSchema,
  truckId: idSchema,
  truckNumber: z.int(),
  /** ISO weekday, 1 = Monday … 7 = Sunday. */
  weekday: z.int().min(1).max(7),
  /** In their order. */
  visits: z.array(usualVisitSchema),
  /** The day whose route it is. */
  copiedFrom: daySchema,
  byName: z.string(),
});
export type UsualRoute = z.infer<typeof usualRouteSchema>;

/** `GET /api/usual-routes`. */
export const usualRoutesSchema = z.object({ items: z.array(usualRouteSchema) });

/**
 * What a usual visit has to spare before another truck makes it, in seconds of driving: as much as in a re-plan, because a crew that
 * has a route of its own was promised it.
 */
export const USUAL_VISIT_SECONDS = 180;
