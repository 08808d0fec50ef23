import express, { type Request, type RequestHandler, type Response } from 'express';
import { openRateLimit, type RateLimit } from '../http/rate-limits.ts';
import { parseOsmand } from './handlers/parse-osmand.ts';
import { parseTraccarJson } from './handlers/parse-traccar-json.ts';
import { jsonTrackingProblem, trackingProblem } from './problems.ts';
import { type TrackerReport, UnreadableReport } from './tracker-report.ts';
import type { Tracking } from './tracking.ts';

/** Reads the body of a form; JSON is read for every route alike. */
export const readTrackerForm: RequestHandler = express.urlencoded({ extended: false, limit: '16kb' });

/** Answers one report of a tracker, in whichever of the three forms it came. */
export type TrackerEndpoint = (request: Request, response: Response) => Promise<void>;

/** Wrong device ids from one address in a minute. Known devices may send as fast as they like. */
const GUESSES = 30;

export function openTrackerEndpoint(
  tracking: Tracking,
  guesses: RateLimit = openRateLimit(GUESSES, 60),
): TrackerEndpoint {
  return async (request, response) => {
    const isJson = request.method === 'POST' && typeof request.is('application/json') === 'string';
    const report = readReport(request, isJson);
    const outcome = await tracking.receive(report);
    if (outcome === 'unknown-device') {
      await guesses.spend(request.ip ?? '');
      throw isJson ? jsonTrackingProblem('unknown-device') : trackingProblem('unknown-device');
    }
    response.status(200).set('Cache-Control', 'no-store').type('text/plain').send('');
  };
}

function readReport(request: Request, isJson: boolean): TrackerReport {
  try {
    if (isJson) return parseTraccarJson(request.body);
    // Old clients post with everything in the query.
    return parseOsmand({ ...request.query, ...(request.body as Record<string, unknown> | undefined) }, new Date());
  } catch (error) {
    if (error instanceof UnreadableReport) throw trackingProblem('report-unreadable', { reason: error.message });
    throw error;
  }
}
