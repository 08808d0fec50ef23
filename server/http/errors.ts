import type { ErrorRequestHandler } from 'express';
import type { Logger } from '../../platform/logger.ts';
import { isDatabaseAway } from '../../platform/database-away.ts';
import { generalProblem } from './general-problems.ts';
import type { Language } from '../../domain/languages.ts';
import { languageOf } from './language.ts';
import { Problem, problemDetails } from './problem.ts';

/** The supervisor starts a database that died again within this time, mostly. */
const AWAY_SECONDS = 5;

/**
 * Turns whatever was thrown into problem+json. What is not a Problem is a fault of ours: it is logged whole, and the
 * client learns the request's id and nothing else.
 */
export function answerErrors(logger: Logger, fallbackLanguage: Language): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const problem = asProblem(error, String(response.locals.requestId ?? ''));
    if (problem.type.status >= 500) {
      logger.error({ err: error, requestId: response.locals.requestId, path: request.path }, 'request failed');
    }
    if (response.headersSent) {
      // Half an answer is out already; closing the connection is the only way left to say that it is not whole.
      next(error);
      return;
    }
    const { seconds } = problem.params;
    if ([429, 503].includes(problem.type.status) && seconds !== undefined)
      response.setHeader('Retry-After', String(seconds));
    response
      .status(problem.type.status)
      .set('Cache-Control', 'no-store')
      .type('application/problem+json')
      .send(JSON.stringify(problemDetails(problem, languageOf(request, fallbackLanguage))));
  };
}

function asProblem(error: unknown, requestId: string): Problem {
  if (error instanceof Problem) return error;
  // Errors of Express and its body parser carry a `type` and a `status`.
  const { type, status } = error as { type?: unknown; status?: unknown };
  // What calls itself compressed and is not: an error of zlib, without a type.
  if (type === 'entity.parse.failed' || isOfZlib(error)) return generalProblem('json-unreadable');
  if (type === 'entity.too.large') return generalProblem('body-too-large');
  if (type === 'encoding.unsupported' || type === 'charset.unsupported') {
    return generalProblem('media-type-unsupported', { wanted: 'application/json; charset=utf-8' });
  }
  if (error instanceof URIError || (status === 400 && type !== undefined)) return generalProblem('not-found');
  if (isDatabaseAway(error)) return generalProblem('database-away', { seconds: AWAY_SECONDS });
  return generalProblem('internal-error', { requestId });
}

function isOfZlib(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && /^(?:Z_|ERR__|ERR_BROTLI|ERR_ZLIB)/.test(code);
}
