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
 * @returns `NO_VERSION` of a tag that this program never gave: it is none of the present row's either
 * @throws Problem `if-match-missing` (428), of `*` as well: whoever sends that has read nothing
 */
export function versionAsked(request: Request): number {
  const tag = request.headers['if-match']?.trim() ?? '';
  if (tag === '' || tag === '*') throw generalProblem('if-match-missing');
  const match = /^(?:W\/)?"?(\d{1,9})"?$/.exec(tag);
  return match ? Number(match[1]) : NO_VERSION;
}

/** Versions count from 1. */
const NO_VERSION = 0;
