import { setTimeout as wait } from 'node:timers/promises';

/** The server answered, and no repetition will make it answer otherwise. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

const FIRST_WAIT_MILLISECONDS = 250;
const LONGEST_WAIT_MILLISECONDS = 8000;

/**
 * Sends until an answer comes: after a network error, 429 or 5xx again, waiting twice as long each time up to eight seconds.
 *
 * @throws Refused for any other answer that is no success; the signal's reason when it is raised
 */
export async function sendUntilAnswered(
  url: string,
  request: { method: string; headers?: Record<string, string>; body?: string },
  signal: AbortSignal,
): Promise<Response> {
  for (let pause = FIRST_WAIT_MILLISECONDS; ; pause = Math.min(pause * 2, LONGEST_WAIT_MILLISECONDS)) {
    const response = await attempt(url, request, signal);
    if (response?.ok) return response;
    if (response && response.status < 500 && response.status !== 429) {
      throw new Refused(response.status, `${request.method} ${url}: ${response.status} ${await response.text()}`);
    }
    await response?.body?.cancel();
    await wait(pause, undefined, { signal });
  }
}

/** The answer, or `null` when the network failed. */
async function attempt(
  url: string,
  request: { method: string; headers?: Record<string, string>; body?: string },
  signal: AbortSignal,
): Promise<Response | null> {
  try {
    return await fetch(url, { ...request, signal });
  } catch (error) {
    signal.throwIfAborted();
    // fetch throws TypeError for whatever goes wrong on the way.
    if (error instanceof TypeError) return null;
    throw error;
  }
}
