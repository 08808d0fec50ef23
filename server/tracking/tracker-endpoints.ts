import type { Request, Response } from 'express';
import type { RateLimits } from '../../platform/rate-limits.ts';
import { Problem } from '../http/problem.ts';
import { spendTry } from '../http/spend-try.ts';
import { parseOsmand } from './handlers/parse-osmand.ts';
import { parseOwnTracks } from './handlers/parse-owntracks.ts';
import { parseTraccarForward } from './handlers/parse-traccar-forward.ts';
import { eachTraccarJson, parseTraccarJson } from './handlers/parse-traccar-json.ts';
import { jsonTrackingProblem, trackingProblem } from './problems.ts';
import { isJson, jsonIn, textOf } from './tracker-body.ts';
import { type TrackerReport, UnreadableReport } from './tracker-report.ts';
import type { Outcome, Tracking } from './tracking.ts';

/** Answers what a tracker reported, in whichever form it came. */
export type TrackerEndpoint = (request: Request, response: Response) => Promise<void>;

/** Wrong device ids from one address in a minute. A device that was right from there before may send as fast as it likes. */
const GUESSES = 30;
const GUESS_SECONDS = 60;
/** So many devices and their addresses are remembered; then all have to be looked at once more. */
const MOST_REMEMBERED = 10_000;
/** Of one batch so many reports are read: more than a request of 1 MB has room for, unless they say nothing. */
const MOST_AT_ONCE = 20_000;

/** What a request holds: its reports, and of those that could not be read why. */
interface Received {
  readonly reports: readonly TrackerReport[];
  readonly unreadable: readonly UnreadableReport[];
}

/** The protocols that are spoken over HTTP, each answering whatever came in one request. */
export interface TrackerEndpoints {
  /** OsmAnd's protocol, and the JSON of Traccar Client. */
  readonly osmand: TrackerEndpoint;
  /** What a Traccar server passes on. */
  readonly traccar: TrackerEndpoint;
  readonly ownTracks: TrackerEndpoint;
}

/** @param now milliseconds of a clock that only runs forward */
export function openTrackerEndpoints(
  tracking: Tracking,
  rateLimits: RateLimits,
  now: () => number = () => performance.now(),
): TrackerEndpoints {
  const guesses = rateLimits.open('device-guesses', GUESSES, GUESS_SECONDS);
  const known = new Set<string>();
  /** Until when a wrong id from an address has been paid for: a phone nobody knows goes on saying the same. */
  const paidUntil = new Map<string, number>();

  /** Of each address the last that waits for, or takes, its turn. */
  const turns = new Map<string, Promise<unknown>>();

  /** One after the other: fifty phones behind one address, met anew, must not use up each other's guesses. */
  const inTurn = async (address: string, meet: () => Promise<Outcome>): Promise<Outcome> => {
    const before = turns.get(address);
    const own = (async () => {
      await before;
      return await meet();
    })();
    const over = own.catch(() => undefined);
    turns.set(address, over);
    try {
      return await own;
    } finally {
      if (turns.get(address) === over) turns.delete(address);
    }
  };

  const isKnown = ({ deviceId }: TrackerReport, address: string): boolean =>
    known.has(JSON.stringify([deviceId, address]));

  const take = async (report: TrackerReport, address: string): Promise<Outcome> => {
    if (isKnown(report, address)) return await takeNow(report, address);
    return await inTurn(address, async () => await takeNow(report, address));
  };

  const takeNow = async (report: TrackerReport, address: string): Promise<Outcome> => {
    const pair = JSON.stringify([report.deviceId, address]);
    // Paid before it is looked up: whoever has used up the guesses must not learn that the next one is right.
    const wasKnown = isKnown(report, address);
    const isPaid = (paidUntil.get(pair) ?? Number.NEGATIVE_INFINITY) > now();
    if (!wasKnown && !isPaid) await spendTry(guesses, address);
    const outcome = await tracking.receive(report);
    if (outcome === 'unknown-device') {
      known.delete(pair);
      if (paidUntil.size >= MOST_REMEMBERED) paidUntil.clear();
      if (!isPaid) paidUntil.set(pair, now() + GUESS_SECONDS * 1000);
    } else if (!wasKnown) {
      if (!isPaid) await guesses.refund(address);
      paidUntil.delete(pair);
      if (known.size >= MOST_REMEMBERED) known.clear();
      known.add(pair);
    }
    return outcome;
  };

  /** Everything of a request is taken, and refused as a whole only where nothing of it could be. */
  const answer = async (
    request: Request,
    { reports, unreadable }: Received,
    unknown: (code: 'unknown-device') => Error,
  ): Promise<void> => {
    for (const { deviceId } of unreadable) if (deviceId !== null) await tracking.noteUnreadable(deviceId);
    const first = unreadable.find(({ isTaken }) => !isTaken);
    if (reports.length === 0 && first) throw trackingProblem('report-unreadable', { reason: first.message });
    const address = request.ip ?? '';
    const taken: Promise<Outcome>[] = [];
    let tooMany: Problem | null = null;
    for (const report of reports) {
      const isTogether = isKnown(report, address);
      const own = take(report, address);
      // Those of a device that is known here are handed in together, and written in one go.
      if (isTogether) {
        own.catch(() => undefined);
        taken.push(own);
        continue;
      }
      try {
        await own;
        taken.push(own);
      } catch (error) {
        // Of a batch with many strangers the known ones are taken; the rest comes again.
        if (!(error instanceof Problem) || error.type.status !== 429) throw error;
        tooMany = error;
      }
    }
    const outcomes = await Promise.all(taken);
    if (tooMany) throw tooMany;
    if (outcomes.length > 0 && outcomes.every((outcome) => outcome === 'unknown-device')) {
      throw unknown('unknown-device');
    }
  };

  return {
    async osmand(request, response) {
      const text = textOf(request);
      const readers = isJson(text)
        ? atMost(membersIn(jsonIn(text)).flatMap(eachTraccarJson)).map((one) => () => parseTraccarJson(one))
        : [() => readForm(request, text)];
      await answer(request, collect(readers), isJson(text) ? jsonTrackingProblem : trackingProblem);
      response.status(200).set('Cache-Control', 'no-store').type('text/plain').send('');
    },
    async traccar(request, response) {
      const received = collect(membersIn(jsonIn(textOf(request))).map((one) => () => parseTraccarForward(one)));
      await answer(request, received, jsonTrackingProblem);
      response.status(200).set('Cache-Control', 'no-store').type('text/plain').send('');
    },
    async ownTracks(request, response) {
      const named = [request.query['d']].flat()[0] ?? request.headers['x-limit-d'];
      const received = collect(membersIn(jsonIn(textOf(request))).map((one) => () => parseOwnTracks(one, named)));
      await answer(request, received, jsonTrackingProblem);
      // What is to be shown of friends: nobody.
      response.status(200).set('Cache-Control', 'no-store').json([]);
    },
  };
}

/** One report, or a batch of them. */
function membersIn(body: unknown): readonly unknown[] {
  return atMost(Array.isArray(body) ? body : [body]);
}

function atMost(reports: readonly unknown[]): readonly unknown[] {
  if (reports.length > MOST_AT_ONCE)
    throw trackingProblem('report-unreadable', { reason: `more than ${MOST_AT_ONCE} reports` });
  return reports;
}

/** Reads each by itself: one that is wrong takes no other with it. `null` = it says nothing of a place or of life. */
function collect(readers: readonly (() => TrackerReport | null)[]): Received {
  const reports: TrackerReport[] = [];
  const unreadable: UnreadableReport[] = [];
  for (const read of readers) {
    try {
      const report = read();
      if (report) reports.push(report);
    } catch (error) {
      if (!(error instanceof UnreadableReport)) throw error;
      unreadable.push(error);
    }
  }
  return { reports, unreadable };
}

function readForm({ query }: Request, text: string): TrackerReport {
  const said = new Map<string, unknown>(Object.entries(query));
  // Old clients post with everything in the query.
  const form = new URLSearchParams(text);
  for (const name of form.keys()) said.set(name, form.getAll(name));
  return parseOsmand(Object.fromEntries(said), new Date());
}
