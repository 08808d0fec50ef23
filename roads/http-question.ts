/** One question to a road server over HTTP: with a time limit, and asked again where the connection failed. */
import { setTimeout as wait } from 'node:timers/promises';
import { RoadError } from './engine.ts';

export interface HttpLimits {
  /** How long one try may take. */
  timeoutMs: number;
  /** How often a question is asked at most. */
  tries: number;
  /** Before the second try; twice as long before each further one. */
  firstPauseMs: number;
}

export const USUAL_HTTP_LIMITS: HttpLimits = { timeoutMs: 60_000, tries: 4, firstPauseMs: 200 };

/** A proxy's words for "the server behind me is not there just now". */
const WORTH_ANOTHER_TRY = new Set([429, 502, 503, 504]);

/** How a server is asked, as far as its opener may say. */
export interface HttpEngineOptions {
  limits?: Partial<HttpLimits>;
  /** How many questions may be under way at once; 4 unless told. */
  parallel?: number;
}

export interface HttpAnswer {
  status: number;
  body: unknown;
}

/**
 * Asks and gives the answer's status and JSON, whatever the status.
 *
 * @throws RoadError `engine-unavailable` if there is no answer, none in time, or none in JSON; the signal's reason if aborted.
 */
export async function askOverHttp(
  url: string,
  request: { method: 'GET' | 'POST'; body?: string },
  limits: HttpLimits,
  signal?: AbortSignal,
): Promise<HttpAnswer> {
  for (let attempt = 1; ; attempt++) {
    try {
      const answer = await askOnce(url, request, limits.timeoutMs, signal);
      if (!WORTH_ANOTHER_TRY.has(answer.status) || attempt >= limits.tries) return await readAnswer(url, answer);
      await answer.body?.cancel();
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof RoadError) throw error;
      const late = error instanceof Error && error.name === 'TimeoutError';
      if (late || attempt >= limits.tries) {
        const why = late ? `within ${limits.timeoutMs / 1000} s` : `after ${attempt} tries`;
        throw new RoadError('engine-unavailable', `No answer from the road server at ${originOf(url)} ${why}.`, {
          cause: error,
        });
      }
    }
    await wait(limits.firstPauseMs * 2 ** (attempt - 1), undefined, { signal });
  }
}

async function askOnce(
  url: string,
  { method, body }: { method: string; body?: string },
  timeoutMs: number,
  signal?: AbortSignal,
): Promise<Response> {
  const late = AbortSignal.timeout(timeoutMs);
  return await fetch(url, {
    method,
    body,
    headers: { accept: 'application/json', ...(body !== undefined && { 'content-type': 'application/json' }) },
    signal: signal ? AbortSignal.any([signal, late]) : late,
  });
}

async function readAnswer(url: string, response: Response): Promise<HttpAnswer> {
  const text = await response.text();
  try {
    return { status: response.status, body: JSON.parse(text) };
  } catch (cause) {
    const message = `The road server at ${originOf(url)} answered ${response.status} with something that is no JSON.`;
    throw new RoadError('engine-unavailable', message, { cause });
  }
}

function originOf(url: string): string {
  return new URL(url).origin;
}
