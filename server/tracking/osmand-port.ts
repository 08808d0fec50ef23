import { createServer, type Server } from 'node:http';
import express from 'express';
import type { Platform } from '../../platform/platform.ts';
import { answerErrors } from '../http/errors.ts';
import { generalProblem } from '../http/general-problems.ts';
import { logRequests } from '../http/request-log.ts';
import { endSlowRequests, HTTP_LIMITS } from '../http/slow-requests.ts';
import { openTrackerGate } from './tracker-gate.ts';
import { keepTrackerBody } from './tracker-body.ts';
import type { TrackerEndpoint } from './tracker-endpoints.ts';

/** A server of its own for trackers that know only a host and a port: reports at `/`, and nothing else. */
export function trackerServer(platform: Platform, endpoint: TrackerEndpoint): Server {
  const { logger, metrics, config } = platform;
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.set('trust proxy', config.proxyHops);
  app.use(openTrackerGate(platform));
  app.use(logRequests(logger, metrics), endSlowRequests(), keepTrackerBody);
  app.get('/', endpoint);
  app.post('/', endpoint);
  app.use(() => {
    throw generalProblem('not-found');
  });
  app.use(answerErrors(logger, config.defaultLanguage));
  return createServer(HTTP_LIMITS, app);
}
