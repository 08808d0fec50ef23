import express, { type Request, type RequestHandler } from 'express';
import { trackingProblem } from './problems.ts';

/** Keeps a body as it came, whatever it says it is: devices send forms as JSON, JSON as text, and both as nothing at all. */
export const keepTrackerBody: RequestHandler = express.raw({ type: () => true, limit: '1mb' });

/** What a device posted, as UTF-8; `''` where it posted nothing. */
export function textOf({ body }: Pick<Request, 'body'>): string {
  return Buffer.isBuffer(body) ? new TextDecoder().decode(body).trim() : '';
}

/** Whether a body is meant as JSON; a form begins with the name of a parameter. */
export function isJson(text: string): boolean {
  return /^[[{]/.test(text);
}

/** A text in quotes, or one of the words for numbers that are none. */
const QUOTED_OR_NO_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|[+-]?\b(?:nan|inf|infinity)\b/gis;

/**
 * The JSON of a device. `NaN` and `Infinity`, which some programs write into it for what they do not know, are read as
 * `null`: a fix must not be lost for its altitude.
 *
 * @throws Problem `report-unreadable`
 */
export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Perhaps only for its numbers.
  }
  try {
    return JSON.parse(text.replace(QUOTED_OR_NO_NUMBER, (found) => (found.startsWith('"') ? found : 'null')));
  } catch {
    throw trackingProblem('report-unreadable', { reason: 'the body is no JSON' });
  }
}
