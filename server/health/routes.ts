import { healthSchema } from '../../domain/health.ts';
import type { Platform } from '../../platform/platform.ts';
import { rawRoute, type Route, route } from '../http/route.ts';
import { readHealth } from './health.ts';
import { openRoadsPulse } from './roads-pulse.ts';
import type { WorkerPulse } from './worker-pulse.ts';

export function healthRoutes(platform: Platform, workers: WorkerPulse): Route[] {
  const roads = platform.config.roadsUrl ? openRoadsPulse(platform.config.roadsUrl, platform.logger) : null;
  return [
    route({
      method: 'get',
      path: '/api/health',
      permission: 'public',
      tag: 'health',
      summary: 'Whether planning is possible: 200 when it is, 503 before',
      answer: healthSchema,
      problems: { 503: 'Not yet; the body has the same form as with 200' },
      handler: async ({ response }) => {
        const health = await readHealth(platform, workers, roads);
        response.setHeader('Cache-Control', 'no-store');
        response.locals.status = health.status === 'ok' ? 200 : 503;
        return health;
      },
    }),
    rawRoute({
      method: 'get',
      path: '/metrics',
      permission: 'operator',
      tag: 'health',
      summary: 'Measurements in Prometheus form; with METRICS_TOKEN as bearer token, or for an admin',
      answerType: 'text/plain',
      handler: async ({ response }) => {
        response
          .set('Content-Type', platform.metrics.contentType)
          .set('Cache-Control', 'no-store')
          .send(await platform.metrics.expose());
      },
    }),
  ];
}
