import { z } from 'zod';
import { idSchema } from '../../domain/ids.ts';
import { daySchema } from '../../domain/day.ts';
import {
  newCrewLeaveSchema,
  newDocumentSchema,
  newFacilityClosureSchema,
  newTruckAbsenceSchema,
} from '../../domain/register/absences.ts';
import { newClosurePlanSchema } from '../../domain/register/closure-plans.ts';
import { newStreetClosureSchema, streetClosureSchema } from '../../domain/register/street-closures.ts';
import { newFacilitySurveySchema } from '../../domain/register/surveys.ts';
import type { Platform } from '../../platform/platform.ts';
import {
  addTo,
  type Appendix,
  CLOSURE_PLANS,
  CREW_DOCUMENTS,
  CREW_LEAVES,
  endOf,
  FACILITY_CLOSURES,
  FACILITY_SURVEYS,
  TRUCK_ABSENCES,
  TRUCK_DOCUMENTS,
} from '../../records/register/spells.ts';
import { closeStreet, listStreetClosures, openStreet } from '../../records/street-closures/street-closures.ts';
import { type Route, route } from '../http/route.ts';
import { announceRecords } from './after-write.ts';
import { wording } from './register-faults.ts';
import { contextOf } from './subject-routes.ts';

const tag = 'register';
const byId = z.object({ id: idSchema });
const identified = z.object({ id: idSchema });

/** What is entered beside a record: days out of service, on leave or closed, documents, closed streets. */
export function appendixRoutes(platform: Platform): Route[] {
  return [
    ...routesOf(platform, TRUCK_ABSENCES, newTruckAbsenceSchema),
    ...routesOf(platform, TRUCK_DOCUMENTS, newDocumentSchema),
    ...routesOf(platform, CREW_LEAVES, newCrewLeaveSchema),
    ...routesOf(platform, CREW_DOCUMENTS, newDocumentSchema),
    ...routesOf(platform, FACILITY_CLOSURES, newFacilityClosureSchema),
    ...routesOf(platform, FACILITY_SURVEYS, newFacilitySurveySchema),
    ...routesOf(platform, CLOSURE_PLANS, newClosurePlanSchema),
    ...streetClosureRoutes(platform),
  ];
}

/** The owner's view tells what holds; these enter one and call it off. */
function routesOf<New extends object>(platform: Platform, appendix: Appendix<New>, created: z.ZodType<New>): Route[] {
  const { prisma } = platform.database;
  const { subject, name } = appendix;
  return [
    route({
      method: 'post',
      path: `/api/${subject}/:id/${name}`,
      permission: `${subject}.edit`,
      tag,
      summary: `Enters ${name} of one of the ${subject}; its view tells those that hold`,
      params: byId,
      body: created,
      status: 201,
      answer: identified,
      handler: async ({ params: { id }, body, user, language }) => {
        const context = await contextOf(platform, user);
        const made = await wording(language, () => addTo(prisma, appendix, context, id, body));
        await announceRecords(platform, subject, [id]);
        return made;
      },
    }),
    route({
      method: 'post',
      path: `/api/${subject}/:id/${name}/:entryId/cancel`,
      permission: `${subject}.edit`,
      tag,
      summary: `Calls one of its ${name} off`,
      params: byId.extend({ entryId: idSchema }),
      answer: identified,
      handler: async ({ params: { id, entryId }, user, language }) => {
        const context = await contextOf(platform, user);
        await wording(language, () => endOf(prisma, appendix, context, id, entryId));
        await announceRecords(platform, subject, [id]);
        return { id: entryId };
      },
    }),
  ];
}

function streetClosureRoutes(platform: Platform): Route[] {
  const { prisma } = platform.database;
  return [
    route({
      method: 'get',
      path: '/api/street-closures',
      permission: 'closures.read',
      tag,
      summary: 'Streets closed for trucks on a day and later, the soonest first; today unless told',
      query: z.object({ on: daySchema.optional() }),
      answer: z.object({ items: z.array(streetClosureSchema) }),
      handler: async ({ query, user }) => {
        const context = await contextOf(platform, user);
        return { items: await listStreetClosures(context, query.on ?? context.today) };
      },
    }),
    route({
      method: 'post',
      path: '/api/street-closures',
      permission: 'closures.edit',
      tag,
      summary: 'Closes a street for trucks for some days',
      body: newStreetClosureSchema,
      status: 201,
      answer: streetClosureSchema,
      handler: async ({ body, user, language }) => {
        const context = await contextOf(platform, user);
        const made = await wording(language, () => closeStreet(prisma, context, body));
        await announceRecords(platform, 'closures', [made.id]);
        return made;
      },
    }),
    route({
      method: 'post',
      path: '/api/street-closures/:id/cancel',
      permission: 'closures.edit',
      tag,
      summary: 'Opens a closed street again',
      params: byId,
      answer: identified,
      handler: async ({ params: { id }, user, language }) => {
        const context = await contextOf(platform, user);
        await wording(language, () => openStreet(prisma, context, id));
        await announceRecords(platform, 'closures', [id]);
        return { id };
      },
    }),
  ];
}
