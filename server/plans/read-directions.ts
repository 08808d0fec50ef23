import { z } from 'zod';
import { lineStringSchema, positionSchema } from '../../domain/geo.ts';
import type { DirectionsView } from '../../domain/plans.ts';
import type { Viewer } from '../../domain/policy/roles.ts';
import { readRouteLegs } from '../../records/plans/read-route-legs.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';
import { directions } from '../../roads/directions.ts';
import type { Language } from '../../domain/languages.ts';
import { planProblem } from './problems.ts';

/** What the worker stores of each manoeuvre; further members are kept, for the texts read some of them. */
const stepSchema = z.looseObject({
  distance: z.number(),
  duration: z.number(),
  name: z.string(),
  mode: z.string(),
  maneuver: z.looseObject({
    type: z.string(),
    modifier: z.string().optional(),
    location: positionSchema,
    bearing_before: z.number().optional(),
    bearing_after: z.number().optional(),
  }),
});

/**
 * Turn by turn, one entry for each leg on which the truck moves. Who may
 * not read plans only sees the way of a published route of their own.
 *
 * @throws Problem `no-such-route`, also where the asker may not see it
 */
export async function readDirections(
  prisma: PrismaClient,
  townId: string,
  asked: { planId: string; routeId: string },
  language: Language,
  viewer: Viewer,
): Promise<DirectionsView> {
  const stops = await readRouteLegs(prisma, townId, viewer, asked);
  if (!stops) throw planProblem('no-such-route', { id: asked.routeId });
  return {
    language,
    legs: stops.flatMap((stop, index) => {
      if (!stop.leg) return [];
      const before = index > 0 ? stops[index - 1] : null;
      // In a yard there is room; how it is driven through there is nobody's to tell.
      const came = before?.kind === 'point' && before.leg ? z.array(stepSchema).parse(before.leg.steps) : [];
      const goal = stop.point ?? stop.facility ?? { code: '', name: '' };
      const leg = {
        distanceMetres: stop.legMetres,
        durationSeconds: stop.legSeconds,
        geometry: lineStringSchema.parse(stop.leg.geometry),
        steps: z.array(stepSchema).parse(stop.leg.steps),
      };
      return {
        stopId: stop.id,
        toCode: goal.code,
        toName: goal.name,
        seconds: stop.legSeconds,
        metres: stop.legMetres,
        steps: directions(leg, language, [goal.name], came).map((step) => ({
          text: step.text,
          metres: step.distanceMetres,
          seconds: step.durationSeconds,
          position: step.position,
          maneuver: step.maneuver.type,
          modifier: step.maneuver.modifier ?? null,
        })),
      };
    }),
  };
}
