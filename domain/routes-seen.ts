import { z } from 'zod';
import { idSchema } from './ids.ts';

/** `POST /api/own-route/seen`: the driver has seen this route of theirs on the phone. */
export const routeSeenSchema = z.strictObject({ routeId: idSchema });

/** `GET /api/day/{date}/seen`: which routes of the published plan their drivers have seen. */
export const routesSeenSchema = z.object({
  items: z.array(
    z.object({
      routeId: idSchema,
      truckId: idSchema,
      /** `null`: not yet. */
      seenAt: z.iso.datetime().nullable(),
    }),
  ),
});
export type RoutesSeen = z.infer<typeof routesSeenSchema>;
