import type { RequestHandler } from 'express';
import type { Platform } from '../../platform/platform.ts';
import { generalProblem } from '../http/general-problems.ts';
import { problemDetails } from '../http/problem.ts';

/**
 * So many reports are under way at once in one process. A thousand a second keep some 150 under way; beyond some thousands
 * a second each further one would only wait, and everybody who reads with it.
 */
const MOST_UNDER_WAY = 500;
/** A refused tracker comes again after so many seconds, each after another time, or all would come back together. */
const RETRY_SECONDS = { least: 2, most: 15 } as const;
/** How often the log says how many were refused. */
const TELL_MILLISECONDS = 10_000;

/**
 * Stands before everything else that reports of trackers pass: what is more than the server can write is refused at once with
 * 503 and Retry-After, at next to no cost, while those let in are answered soon. Trackers keep what was refused and send it
 * again.
 */
export function openTrackerGate(
  { logger, metrics, config }: Pick<Platform, 'logger' | 'metrics' | 'config'>,
  mostUnderWay = MOST_UNDER_WAY,
): RequestHandler {
  const refusals = metrics.counter(
    'tracker_refusals_total',
    'Reports of trackers refused because too many came at once',
  );
  const body = JSON.stringify(problemDetails(generalProblem('too-busy'), config.defaultLanguage));
  let underWay = 0;
  let refused = 0;
  let toldAt = -Infinity;

  const tell = (): void => {
    const now = performance.now();
    if (now - toldAt < TELL_MILLISECONDS) return;
    logger.warn({ refused }, 'more reports of trackers than can be written: some are told to come again');
    toldAt = now;
    refused = 0;
  };

  return (_request, response, next) => {
    if (underWay < mostUnderWay) {
      underWay++;
      response.once('close', () => underWay--);
      next();
      return;
    }
    refused++;
    refusals.inc();
    tell();
    const seconds = RETRY_SECONDS.least + Math.floor(Math.random() * (RETRY_SECONDS.most - RETRY_SECONDS.least + 1));
    response
      .writeHead(503, {
        'Content-Type': 'application/problem+json; charset=utf-8',
        'Content-Length': Buffer.byteLength(body),
        'Retry-After': seconds,
        'Cache-Control': 'no-store',
      })
      .end(body);
  };
}
