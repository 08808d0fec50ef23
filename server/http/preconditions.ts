import type { Request, Response } from 'express';
import { generalProblem } from './general-problems.ts';

/** Sends a row's version as the answer's ETag. */
export function tagVersion(response: Response, version: number): void {
  response.setHeader('ETag', `"${version}"`);
}

/**
 * The version that a change was made on, as `If-Match` says. Two people who edit the same row would else overwrite each other
 * unseen; the one who comes second gets 412 with the present row and decides.
 *
 * @throws Problem `if-match-missing` (428)
 */
export function versionAsked(request: Request): number {
  const match = /^\s*(?:W\/)?"?(\d{1,9})"?\s*$/.exec(request.headers['if-match'] ?? '');
  if (!match) throw generalProblem('if-match-missing');
  return Number(match[1]);
}
