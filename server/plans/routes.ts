import { z } from 'zod';
import { idSchema } from '../../domain/ids.ts';
import { planBasisViewSchema } from '../../domain/plan-basis.ts';
import { storedInt, storedIntInText } from '../../domain/columns.ts';
import { areDaysInOrder, DAYS_OUT_OF_ORDER, daySchema } from '../../domain/day.ts';
import { directionsViewSchema, planRequestSchema, planViewSchema, revisionViewSchema } from '../../domain/plans.ts';
import { townBooksSchema } from '../../domain/town-view.ts';
import type { JobData } from '../../domain/jobs.ts';
import type { Platform } from '../../platform/platform.ts';
import type { JobQueue } from '../../platform/queue.ts';
import { readPlanBasis } from './read-plan-basis.ts';
import { listPlans } from '../../records/plans/read-plans.ts';
import { readRevisionVersion } from '../../records/plans/revision-version.ts';
import { requireActiveTown } from '../active-town.ts';
import { LANGUAGES } from '../../domain/languages.ts';
import type { KeptAnswers } from '../http/kept-answers.ts';
import { rawRoute, type Route, route } from '../http/route.ts';
import { cancelPlan } from './cancel-plan.ts';
import { planProblem } from './problems.ts';
import { publishPlan, unpublishPlan } from './publish-plan.ts';
import { readPlan } from './read-plan.ts';
import { geoJsonOf } from '../../domain/route-files/geojson.ts';
import { gpxOf } from '../../domain/route-files/gpx.ts';
import { readRouteWay } from '../../records/plans/read-route-way.ts';
import { readDirections } from './read-directions.ts';
import { exportRevision, readBooksOfRevision, readRevision } from './read-revision.ts';
import { requestPlan } from './request-plan.ts';
import { drawSheets } from './run-sheets/draw-sheets.ts';
import { readRunSheets } from './run-sheets/read-run-sheets.ts';
import { readWeek } from './read-week.ts';
import { weekViewSchema } from '../../domain/week/week.ts';

const planParams = z.object({ planId: idSchema });
const revisionNumber = storedIntInText(1);

export function planRoutes(platform: Platform, queue: JobQueue<JobData<'plan-day'>>, kept: KeptAnswers): Route[] {
  const { prisma } = platform.database;
  const area = () => requireActiveTown(prisma);
  return [
    route({
      method: 'post',
      path: '/api/plans',
      permission: 'plan.make',
      tag: 'plans',
      summary: 'Asks for the plan of a day; answers at once, the plan’s row tells how far it is',
      body: planRequestSchema,
      status: 202,
      answer: planViewSchema,
      problems: { 409: 'The day is being planned already; `planId` names the plan' },
      handler: async ({ body, user, response }) => {
        const plan = await requestPlan(platform, queue, await area(), body, user.id);
        response.setHeader('Location', `/api/plans/${plan.id}`);
        return plan;
      },
    }),
    route({
      method: 'get',
      path: '/api/plans',
      permission: 'plan.read',
      tag: 'plans',
      summary: 'Plans of some days, newest day first, at most 100',
      query: z
        .object({ from: daySchema.optional(), to: daySchema.optional() })
        .refine(areDaysInOrder, DAYS_OUT_OF_ORDER),
      answer: z.array(planViewSchema),
      handler: async ({ query }) => await listPlans(prisma, (await area()).id, query),
    }),
    route({
      method: 'get',
      path: '/api/weeks/:date',
      permission: 'plan.read',
      tag: 'plans',
      summary:
        'The week a day lies in, truck by truck: planned against capacity and shift, what was done, what stands against it',
      params: z.object({ date: daySchema }),
      answer: weekViewSchema,
      handler: async ({ params }) => await readWeek(platform.database, await area(), params.date),
    }),
    route({
      method: 'get',
      path: '/api/plans/:planId',
      permission: 'plan.read',
      tag: 'plans',
      summary:
        'One plan: state, phase, percent, best cost so far, revisions with missed targets and what would reach them',
      params: planParams,
      answer: planViewSchema,
      handler: async ({ params }) => await readPlan(prisma, (await area()).id, params.planId),
    }),
    route({
      method: 'post',
      path: '/api/plans/:planId/cancel',
      permission: 'plan.make',
      tag: 'plans',
      summary: 'Cancels the run, at whatever phase it is; while `explaining` the plan found is kept',
      params: planParams,
      status: 202,
      answer: planViewSchema,
      problems: { 409: 'The plan is neither waiting nor running' },
      handler: async ({ params }) => await cancelPlan(platform, queue, (await area()).id, params.planId),
    }),
    route({
      method: 'get',
      path: '/api/plans/:planId/revisions/:number',
      permission: 'plan.read',
      tag: 'plans',
      summary: 'Everything of one revision: routes, trips, stops, unserved visits',
      params: planParams.extend({ number: revisionNumber }),
      answer: revisionViewSchema,
      handler: async ({ params: { planId, number } }) => {
        const active = await area();
        return await kept.answer(
          `revision ${active.id} ${planId} ${number}`,
          () => readRevisionVersion(platform.database, planId, number),
          () => readRevision(prisma, active, planId, number),
        );
      },
    }),
    route({
      method: 'get',
      path: '/api/plans/:planId/revisions/:number/basis',
      permission: 'plan.read',
      tag: 'plans',
      summary:
        'What a revision was made without, and what of the town’s books is otherwise since: then it is out of date',
      params: planParams.extend({ number: revisionNumber }),
      answer: planBasisViewSchema,
      handler: async ({ params: { planId, number } }) => await readPlanBasis(prisma, await area(), planId, number),
    }),
    route({
      method: 'get',
      path: '/api/plans/:planId/revisions/:number/town',
      permission: 'plan.read',
      tag: 'plans',
      summary:
        'The books a revision was made of: units, cooperatives, facilities, points, trucks as they were; with an ETag',
      params: planParams.extend({ number: revisionNumber }),
      answer: townBooksSchema,
      handler: async ({ params: { planId, number } }) => {
        const active = await area();
        return await kept.answer(
          `books ${active.id} ${planId} ${number}`,
          () => readRevisionVersion(platform.database, planId, number),
          () => readBooksOfRevision(prisma, active.id, planId, number),
        );
      },
    }),
    route({
      method: 'post',
      path: '/api/plans/:planId/publish',
      permission: 'plan.publish',
      tag: 'plans',
      summary: 'Points the day at one revision',
      params: planParams,
      body: z.strictObject({ revision: storedInt(1) }),
      answer: planViewSchema,
      handler: async ({ params, body, user }) =>
        await publishPlan(platform, (await area()).id, params.planId, body.revision, user),
    }),
    route({
      method: 'post',
      path: '/api/plans/:planId/unpublish',
      permission: 'plan.publish',
      tag: 'plans',
      summary: 'Takes the published revision of the day back',
      params: planParams,
      answer: planViewSchema,
      handler: async ({ params, user }) => await unpublishPlan(platform, (await area()).id, params.planId, user),
    }),
    route({
      method: 'get',
      path: '/api/plans/:planId/routes/:routeId/directions',
      // A driver sees the own published route; the reader looks after that.
      permission: ['plan.read', 'own-route.read'],
      tag: 'plans',
      summary: 'Turn-by-turn directions of a route, one entry a leg',
      params: planParams.extend({ routeId: idSchema }),
      query: z.object({ language: z.enum(LANGUAGES).optional() }),
      answer: directionsViewSchema,
      handler: async ({ params, query, user, language }) =>
        await readDirections(prisma, (await area()).id, params, query.language ?? language, user),
    }),
    ...(['gpx', 'geojson'] as const).map((kind) =>
      rawRoute({
        method: 'get',
        path: `/api/plans/:planId/routes/:routeId/route.${kind}`,
        // A driver sees the own published route; the reader looks after that.
        permission: ['plan.read', 'own-route.read'],
        tag: 'plans',
        summary: `A route for other devices: its stops in order and its way, as ${kind === 'gpx' ? 'GPX' : 'GeoJSON'}`,
        params: planParams.extend({ routeId: idSchema }),
        answerType: kind === 'gpx' ? 'application/gpx+xml' : 'application/geo+json',
        handler: async ({ params, user, response }) => {
          const way = await readRouteWay(prisma, (await area()).id, user, params);
          if (!way) throw planProblem('no-such-route', { id: params.routeId });
          const name = `${way.day}-${way.truckNumber}.${kind}`;
          response.setHeader('Content-Disposition', `attachment; filename="${name}"`);
          response.type(kind === 'gpx' ? 'application/gpx+xml' : 'application/geo+json');
          response.send(kind === 'gpx' ? gpxOf(way) : JSON.stringify(geoJsonOf(way)));
        },
      }),
    ),
    rawRoute({
      method: 'get',
      path: '/api/plans/:planId/run-sheets.pdf',
      permission: 'plan.read',
      tag: 'plans',
      summary: 'The routes on paper, each truck’s on pages of its own, with room for what really happened',
      params: planParams,
      query: z.object({
        language: z.enum(LANGUAGES).optional(),
        /** Plate or id; without it all of them. */
        truck: z.string().max(200).optional(),
        revision: revisionNumber.optional(),
      }),
      answerType: 'application/pdf',
      handler: async ({ params, query, language, response }) => {
        const sheets = await readRunSheets(prisma, await area(), params.planId, query);
        const pdf = await drawSheets(sheets, query.language ?? language, `${platform.config.publicUrl}/driver`);
        const name = `phieu-hanh-trinh-${sheets.day}.pdf`;
        response.setHeader('Content-Disposition', `inline; filename="${name}"`);
        response.set('Cache-Control', 'private, no-cache').type('application/pdf').send(pdf);
      },
    }),
    ...(['instance', 'answer'] as const).map((what) =>
      rawRoute({
        method: 'get',
        path: what === 'instance' ? '/api/plans/:planId/instance.json' : '/api/plans/:planId/plan.json',
        permission: 'plan.read',
        tag: 'plans',
        summary:
          what === 'instance'
            ? 'Exactly what was solved; of the published revision, else the latest'
            : 'The plan made for instance.json, for checking with other code',
        params: planParams,
        query: z.object({ revision: revisionNumber.optional() }),
        answerType: 'application/json',
        handler: async ({ params, query, response }) => {
          const text = await exportRevision(prisma, (await area()).id, params.planId, query.revision, what);
          response.set('Cache-Control', 'private, no-cache').type('application/json').send(text);
        },
      }),
    ),
  ];
}
