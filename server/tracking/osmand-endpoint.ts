import express, { type Request, type RequestHandler, type Response } from 'express';
import type { RateLimits } from '../../platform/rate-limits.ts';
import { spendTry } from '../http/spend-try.ts';
import { parseOsmand } from './handlers/parse-osmand.ts';
import { parseTraccarJson } from './handlers/parse-traccar-json.ts';
import { jsonTrackingProblem, trackingProblem } from './problems.ts';
import { type TrackerReport, UnreadableReport } from './tracker-report.ts';
import type { Tracking } from './tracking.ts';

/** Reads the body of a form; JSON is read for every route alike. */
export const readTrackerForm: RequestHandler = express.urlencoded({ extended: false, limit: '16kb' });

/** Answers one report of a tracker, in whichever of the three forms it came. */
export type TrackerEndpoint = (request: Request, response: Response) => Promise<void>;

/** Wrong device ids from one address in a minute. A device that was right from there before may send as fast as it likes. */
const GUESSES = 30;
/** So many devices and their addresses are remembered as right; then all have to be right once more. */
const MOST_REMEMBERED = 10_000;

export function openTrackerEndpoint(tracking: Tracking, rateLimits: RateLimits): TrackerEndpoint {
  const guesses = rateLimits.open('device-guesses', GUESSES, 60);
  const known = new Set<string>();
  return async (request, response) => {
    const isJson = request.method === 'POST' && typeof request.is('application/json') === 'string';
    const report = readReport(request, isJson);
    const address = request.ip ?? '';
    const pair = JSON.stringify([report.deviceId, address]);
    // Paid before it is looked up: whoever has used up the guesses must not learn that the next one is right.
    const wasKnown = known.has(pair);
    if (!wasKnown) await spendTry(guesses, address);
    const outcome = await tracking.receive(report);
    if (outcome === 'unknown-device') {
      known.delete(pair);
      throw isJson ? jsonTrackingProblem('unknown-device') : trackingProblem('unknown-device');
    }
    if (!wasKnown) {
      await guesses.refund(address);
      if (known.size >= MOST_REMEMBERED) known.clear();
      known.add(pair);
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
