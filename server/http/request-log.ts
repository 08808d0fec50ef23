import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { Logger } from '../../platform/logger.ts';
import type { Metrics } from '../../platform/metrics.ts';

/**
 * Names every request (`X-Request-Id`, ours when the proxy gave none), counts it, and logs method, path, status and
 * time. No query, address, cookie or body: positions and device ids stand in them.
 */
export function logRequests(logger: Logger, metrics: Metrics): RequestHandler {
  const seconds = metrics.histogram('http_request_seconds', 'Time to answer HTTP requests', ['method', 'status']);
  return (request, response, next) => {
    const begun = process.hrtime.bigint();
    const given = request.get('x-request-id');
    const requestId = given && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
    response.locals.requestId = requestId;
    response.setHeader('X-Request-Id', requestId);
    response.on('finish', () => {
      const tookSeconds = Number(process.hrtime.bigint() - begun) / 1e9;
      seconds.observe({ method: request.method, status: String(response.statusCode) }, tookSeconds);
      const record = {
        requestId,
        method: request.method,
        path: request.path,
        status: response.statusCode,
        milliseconds: Math.round(tookSeconds * 1000),
      };
      // A 503 that a route means to answer (health, before planning is possible) is no fault.
      if (response.statusCode >= 500 && response.locals.status === undefined) logger.warn(record, 'answered');
      else logger.debug(record, 'answered');
    });
    next();
  };
}
