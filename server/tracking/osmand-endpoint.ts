import express, { type Request, type RequestHandler, type Response } from 'express';
import type { RateLimits } from '../../platform/rate-limits.ts';
import { spendTry } from '../http/spend-try.ts';
import { parseOsmand } from './handlers/parse-osmand.ts';
import { parseTraccarJson } from './handlers/parse-traccar-json.ts';
import { jsonTrackingProblem, trackingProblem } from './problems.ts';
import { type TrackerReport, UnreadableReport } from './tracker-report.ts';
import type { Tracking } from './tracking.ts';

/** Reads a body that is no JSON as text, whatever it says it is: devices send forms without a content type. */
export const readTrackerForm: RequestHandler = express.text({
  type: (request) => !/^application\/json\b/i.test(request.headers['content-type'] ?? ''),
  limit: '16kb',
});

/** Answers one report of a tracker, in whichever of the three forms it came. */
export type TrackerEndpoint = (request: Request, response: Response) => Promise<void>;

/** Wrong device ids from one address in a minute. A device that was right from there before may send as fast as it likes. */
const GUESSES = 30;
const GUESS_SECONDS = 60;
/** So many devices and their addresses are remembered; then all have to be looked at once more. */
const MOST_REMEMBERED = 10_000;

/** @param now milliseconds of a clock that only runs forward */
export function openTrackerEndpoint(
  tracking: Tracking,
  rateLimits: RateLimits,
  now: () => number = () => performance.now(),
): TrackerEndpoint {
  const guesses = rateLimits.open('device-guesses', GUESSES, GUESS_SECONDS);
  const known = new Set<string>();
  /** Until when a wrong id from an address has been paid for: a phone nobody knows goes on saying the same. */
  const paidUntil = new Map<string, number>();
  return async (request, response) => {
    const given = bodyOf(request);
    const isJson = given !== null;
    const report = await readReport(request, given, tracking);
    const address = request.ip ?? '';
    const pair = JSON.stringify([report.deviceId, address]);
    // Paid before it is looked up: whoever has used up the guesses must not learn that the next one is right.
    const wasKnown = known.has(pair);
    const isPaid = (paidUntil.get(pair) ?? Number.NEGATIVE_INFINITY) > now();
    if (!wasKnown && !isPaid) await spendTry(guesses, address);
    const outcome = await tracking.receive(report);
    if (outcome === 'unknown-device') {
      known.delete(pair);
      if (paidUntil.size >= MOST_REMEMBERED) paidUntil.clear();
      if (!isPaid) paidUntil.set(pair, now() + GUESS_SECONDS * 1000);
      throw isJson ? jsonTrackingProblem('unknown-device') : trackingProblem('unknown-device');
    }
    if (!wasKnown) {
      if (!isPaid) await guesses.refund(address);
      paidUntil.delete(pair);
      if (known.size >= MOST_REMEMBERED) known.clear();
      known.add(pair);
    }
    response.status(200).set('Cache-Control', 'no-store').type('text/plain').send('');
  };
}

/** The JSON of a report, also where its content type does not say so; `null` for a form. */
function bodyOf({ method, body, headers }: Request): { json: unknown } | null {
  if (method !== 'POST') return null;
  if (typeof body !== 'string')
    return /^application\/json\b/i.test(headers['content-type'] ?? '') ? { json: body } : null;
  if (!body.trimStart().startsWith('{')) return null;
  try {
    return { json: JSON.parse(body) };
  } catch {
    throw trackingProblem('report-unreadable', { reason: 'the body is no JSON' });
  }
}

async function readReport(
  { query, body }: Request,
  given: { json: unknown } | null,
  tracking: Tracking,
): Promise<TrackerReport> {
  try {
    if (given) return parseTraccarJson(given.json);
    const form = typeof body === 'string' ? Object.fromEntries(new URLSearchParams(body)) : {};
    // Old clients post with everything in the query.
    return parseOsmand({ ...query, ...form }, new Date());
  } catch (error) {
    if (!(error instanceof UnreadableReport)) throw error;
    if (error.deviceId !== null) await tracking.noteUnreadable(error.deviceId);
    throw trackingProblem('report-unreadable', { reason: error.message });
  }
}
