import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { daySchema } from '../day.ts';

const instant = z.iso.datetime();

/**
 * `GET /api/day/{date}/etas`: when the trucks of the published plan are expected at the stops that are still to come. Reckoned,
 * never measured.
 */
export const etasViewSchema = z.object({
  day: daySchema,
  /** The instant it was reckoned for: now, or the clock of the simulation that drives the day. */
  at: instant,
  planId: idSchema.nullable(),
  revisionNumber: z.int().nullable(),
  trucks: z.array(
    z.object({
      truckId: idSchema,
      routeId: idSchema,
      /** At the next stop against the plan, negative when early. */
      latenessSeconds: z.int(),
      /** What the next stop's time was reckoned from. */
      from: z.enum(['plan', 'report', 'position']),
      heardAt: instant.nullable(),
      /** Since when it has not moved. */
      standsSince: instant.nullable(),
      stops: z.array(
        z.object({
          stopId: idSchema,
          visitId: idSchema.nullable(),
          plannedAt: instant,
          expectedAt: instant,
          departsAt: instant,
          latenessSeconds: z.int(),
          /** Past visits whose median its time at the stop is; 0: as planned. */
          learntFrom: z.int(),
        }),
      ),
    }),
  ),
});
export type EtasView = z.infer<typeof etasViewSchema>;
