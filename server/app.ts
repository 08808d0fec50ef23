import path from 'node:path';
import { fileURLToPath } from 'node:url';
import compression from 'compression';
import express, { type Express } from 'express';
import { z } from 'zod';
import type { JobData } from '../domain/jobs.ts';
import type { Platform } from '../platform/platform.ts';
import type { AreaRoads } from '../planning/town-roads.ts';
import type { JobQueue } from '../platform/queue.ts';
import type { Auth } from './accounts/auth.ts';
import { passRoutes } from './accounts/pass-routes.ts';
import { accountRegisterRoutes } from './accounts/register-routes.ts';
import { accountRoutes } from './accounts/routes.ts';
import { alertRoutes } from './alerts/routes.ts';
import { areaRoutes } from './areas/routes.ts';
import { changeRoutes } from './changes/routes.ts';
import { complaintRoutes } from './complaints/routes.ts';
import { coverageRoutes } from './coverage/routes.ts';
import { dayLogRoutes } from './day-log/routes.ts';
import { dutyRoutes } from './duties/routes.ts';
import { deviceRoutes } from './devices/routes.ts';
import { etaRoutes } from './etas/routes.ts';
import { fieldRoutes } from './field/routes.ts';
import { healthRoutes } from './health/routes.ts';
import type { WorkerPulse } from './health/worker-pulse.ts';
import { answerErrors } from './http/errors.ts';
import { openKeptAnswers } from './http/kept-answers.ts';
import { mountRoutes } from './http/mount.ts';
import { describeApi } from './http/openapi.ts';
import { refuseForeignOrigins } from './http/origin.ts';
import { logRequests } from './http/request-log.ts';
import { endSlowRequests, type Patience } from './http/slow-requests.ts';
import { type Route, route } from './http/route.ts';
import { securityHeaders } from './http/security-headers.ts';
import { serveWeb } from './http/static-web.ts';
import { openDataRoutes } from './open-data/routes.ts';
import { editRoutes } from './plans/edit-routes.ts';
import { photoRoutes } from './photos/routes.ts';
import type { PhotoShrinker } from './photos/shrink.ts';
import { planRoutes } from './plans/routes.ts';
import { publicRoutes } from './public/routes.ts';
import { holidayRoutes } from './holidays/routes.ts';
import { noteRoutes } from './notes/routes.ts';
import { weekProposalRoutes } from './week-proposals/routes.ts';
import { whatIfRoutes } from './what-ifs/routes.ts';
import { replanRoutes } from './replans/routes.ts';
import { usualRouteRoutes } from './usual-routes/routes.ts';
import { replayRoutes } from './replay/routes.ts';
import { registerRoutes } from './register/routes.ts';
import { reportRoutes } from './reports/routes.ts';
import { simulationRoutes } from './simulation/routes.ts';
import type { Simulations } from './simulation/simulations.ts';
import { incidentRoutes } from './incidents/routes.ts';
import { truckCheckRoutes } from './truck-checks/routes.ts';
import { tallyRoutes } from './tallies/routes.ts';
import { ticketRoutes } from './tickets/routes.ts';
import { townRoutes } from './town/routes.ts';
import { openTrackerGate } from './tracking/tracker-gate.ts';
import { keepTrackerBody } from './tracking/tracker-body.ts';
import type { TrackerEndpoints } from './tracking/tracker-endpoints.ts';
import { trackingRoutes } from './tracking/routes.ts';
import type { Tracking } from './tracking/tracking.ts';
import { ledgerRoutes } from './ledger/routes.ts';
import { remedyRoutes } from './remedies/routes.ts';
import { warmUp } from './warm-up.ts';
import { visitRoutes } from './visits/routes.ts';

const builtWeb = fileURLToPath(new URL('../dist/web', import.meta.url));

export interface AppParts {
  readonly auth: Auth;
  readonly workers: WorkerPulse;
  readonly trackers: TrackerEndpoints;
  readonly tracking: Tracking;
  readonly simulations: Simulations;
  readonly shrinker: PhotoShrinker;
  readonly planQueue: JobQueue<JobData<'plan-day'>>;
  /** Opened at the first edit that has a new way to draw. */
  readonly roads: AreaRoads;
}

export interface AppOptions {
  /** What Vite built; `dist/web` unless told. */
  readonly webDirectory?: string;
  /** Checks every answer against its schema, for tests. */
  readonly checkAnswers?: boolean;
  /** A clock in milliseconds that nobody sets, for tests. */
  readonly clock?: () => number;
  /** How long whoever sends is waited for; see {@link Patience}. */
  readonly patience?: Patience;
}

/** The HTTP side of the server: every feature's routes on one Express application, and the web app beside them. */
export function createApp(
  platform: Platform,
  parts: AppParts,
  options: AppOptions = {},
): { app: Express; routes: Route[]; warmUp: () => Promise<void> } {
  const { config, logger, metrics } = platform;
  const kept = openKeptAnswers();
  const routes: Route[] = [
    ...healthRoutes(platform, parts.workers),
    ...accountRoutes(platform, parts.auth),
    ...accountRegisterRoutes(platform),
    ...passRoutes(platform, parts.auth),
    ...areaRoutes(platform),
    ...townRoutes(platform, kept),
    ...planRoutes(platform, parts.planQueue, kept),
    ...editRoutes(platform, parts.roads),
    ...whatIfRoutes(platform),
    ...weekProposalRoutes(platform),
    ...noteRoutes(platform),
    ...replanRoutes(platform, parts.roads, parts.planQueue),
    ...usualRouteRoutes(platform),
    ...replayRoutes(platform),
    ...deviceRoutes(platform),
    ...trackingRoutes(platform, parts, kept),
    ...etaRoutes(platform),
    ...alertRoutes(platform),
    ...dayLogRoutes(platform),
    ...fieldRoutes(platform),
    ...photoRoutes(platform, parts.shrinker),
    ...visitRoutes(platform),
    ...ticketRoutes(platform),
    ...incidentRoutes(platform),
    ...truckCheckRoutes(platform),
    ...tallyRoutes(platform),
    ...ledgerRoutes(platform, kept),
    ...remedyRoutes(platform),
    ...reportRoutes(platform),
    ...dutyRoutes(platform),
    ...complaintRoutes(platform),
    ...openDataRoutes(platform),
    ...coverageRoutes(platform, kept),
    ...registerRoutes(platform),
    ...holidayRoutes(platform),
    ...changeRoutes(platform),
    ...publicRoutes(platform, options.clock),
    ...simulationRoutes(platform, parts.simulations),
  ];
  routes.push(descriptionRoute(routes, config.publicUrl));

  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.set('trust proxy', config.proxyHops);
  app.use(['/osmand', '/api/tracking'], openTrackerGate(platform));
  app.use(logRequests(logger, metrics), securityHeaders(config), compression());
  app.use(endSlowRequests(options.patience));
  app.use('/api', refuseForeignOrigins(config.publicUrl));
  app.use(['/osmand', '/api/tracking'], keepTrackerBody);
  app.use(express.json({ limit: '1mb' }));
  mountRoutes(app, routes, {
    identify: async (headers) => (await parts.auth.sessionOf(headers))?.user ?? null,
    fallbackLanguage: config.defaultLanguage,
    operatorToken: platform.metricsToken,
    checkAnswers: options.checkAnswers,
  });
  serveWeb(app, path.resolve(options.webDirectory ?? builtWeb));
  app.use(answerErrors(logger, config.defaultLanguage));
  return { app, routes, warmUp: () => warmUp(platform, kept) };
}

function descriptionRoute(routes: readonly Route[], publicUrl: string): Route {
  // Made at the first asking, when all routes are registered.
  let description: object | undefined;
  return route({
    method: 'get',
    path: '/api/openapi.json',
    permission: 'public',
    tag: 'health',
    summary: 'This description',
    answer: z.looseObject({ openapi: z.string() }),
    handler: () => {
      description ??= describeApi(routes, publicUrl);
      return { ...description, openapi: '3.1.0' };
    },
  });
}
