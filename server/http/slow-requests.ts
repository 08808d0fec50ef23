import type { Request, RequestHandler } from 'express';
import { generalProblem } from './general-problems.ts';

/** How long whoever sends a request is waited for. */
export interface Patience {
  /** A form with files may take as long as it needs while something of it arrives at least this often. */
  readonly idleMilliseconds: number;
  /** Everything else is small, and is here within this time. */
  readonly wholeMilliseconds: number;
}

const PATIENCE: Patience = { idleMilliseconds: 120_000, wholeMilliseconds: 120_000 };

/**
 * Limits of Node's own. Its limit on a whole request, five minutes, would end any large upload over a slow line with an empty
 * answer, so there is none: {@link endSlowRequests} looks at what arrives.
 */
export const HTTP_LIMITS = { requestTimeout: 0, headersTimeout: 60_000 };

/** Answers 408 to whoever does not send the rest of a request, and ends the connection. */
export function endSlowRequests(patience: Patience = PATIENCE): RequestHandler {
  return (request, response, next) => {
    const wait = request.is('multipart/form-data') ? patience.idleMilliseconds : patience.wholeMilliseconds;
    let arrived = arrivedOf(request);
    const look = setInterval(() => {
      if (request.complete || response.writableEnded) return clearInterval(look);
      const isUpload = request.is('multipart/form-data') !== false;
      const before = arrived;
      arrived = arrivedOf(request);
      if (isUpload && arrived > before) return;
      clearInterval(look);
      response.once('finish', () => request.destroy());
      response.setHeader('Connection', 'close');
      if (response.headersSent) request.destroy();
      else next(generalProblem('request-too-slow'));
    }, wait);
    look.unref();
    response.once('close', () => clearInterval(look));
    next();
  };
}

function arrivedOf({ socket }: Request): number {
  return socket.bytesRead;
}
