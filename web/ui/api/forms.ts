import { z } from 'zod';
import { activeAreaSchema } from '../../../domain/areas.ts';
import { crewPositionsAnswerSchema } from '../../../domain/crew-positions.ts';
import { fieldEventAnswerSchema, fieldEventSchema } from '../../../domain/field-events.ts';
import { incidentViewSchema } from '../../../domain/incidents/incidents.ts';
import { ownRouteViewSchema } from '../../../domain/own-route.ts';
import { photoViewSchema } from '../../../domain/photos/photos.ts';
import { directionsViewSchema } from '../../../domain/plans.ts';
import { PERMISSION_NAMES } from '../../../domain/policy/permissions.ts';
import { membershipSchema, roleSchema } from '../../../domain/policy/roles.ts';
import { retractionAnswerSchema } from '../../../domain/retractions.ts';
import { tallyViewSchema, tallyWithdrawnSchema } from '../../../domain/tallies/tallies.ts';
import { ticketViewSchema } from '../../../domain/tickets/tickets.ts';
import { truckCheckViewSchema, truckCheckWithdrawnSchema } from '../../../domain/truck-checks/truck-checks.ts';

/** `GET /api/me` of somebody signed in. */
export const meSchema = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  role: roleSchema.nullable(),
  language: z.string(),
  permissions: z.array(z.enum(PERMISSION_NAMES)),
  memberships: z.array(membershipSchema),
  mustChangePassword: z.boolean(),
});

export type Me = z.infer<typeof meSchema>;

/** The forms of what is drawn or sent before anything checks it, by name: one file, which a page loads after that; see `late-form.ts`. */
export const forms = {
  me: meSchema.nullable(),
  area: activeAreaSchema,
  directions: directionsViewSchema,
  'own-route': ownRouteViewSchema,
  'kept-day': z.object({ me: meSchema, area: activeAreaSchema, route: ownRouteViewSchema }),
  'kept-directions': z.object({ routeId: z.string(), directions: directionsViewSchema }),
  'field-event': fieldEventSchema,
  'field-events': fieldEventAnswerSchema,
  retraction: retractionAnswerSchema,
  incident: incidentViewSchema,
  'truck-check': truckCheckViewSchema,
  'truck-check-withdrawn': truckCheckWithdrawnSchema,
  tally: tallyViewSchema,
  'tally-withdrawn': tallyWithdrawnSchema,
  ticket: ticketViewSchema,
  photo: photoViewSchema,
  positions: crewPositionsAnswerSchema,
  anything: z.unknown(),
} as const;
export type Forms = typeof forms;
