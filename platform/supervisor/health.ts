import { ExplainedError } from '../explained-error.ts';

/**
 * Waits until the web server answers `GET /api/health`.
 *
 * @param wants `planning` for the answer 200, given once an area is ready; `answer` for any
 * @returns false when the signal was raised first
 * @throws ExplainedError when it takes longer than the time given
 */
export async function waitForHealth(
  serverUrl: string,
  wants: 'planning' | 'answer',
  seconds: number,
  signal: AbortSignal,
): Promise<boolean> {
  const deadline = performance.now() + seconds * 1000;
  let last = 'no answer';
  while (!signal.aborted) {
    try {
      const response = await fetch(`${serverUrl}/api/health`, { signal: AbortSignal.timeout(5000) });
      await response.body?.cancel();
      if (response.status === 200 || wants === 'answer') return true;
      last = `status ${response.status}`;
    } catch (error) {
      last = (error as Error).message;
    }
    if (performance.now() > deadline) {
      throw new ExplainedError(
        `The program started but GET ${serverUrl}/api/health is not 200 after ${seconds} s (${last}): see the logs.`,
        `Chương trình đã chạy nhưng GET ${serverUrl}/api/health chưa trả 200 sau ${seconds} giây (${last}): hãy xem nhật ký.`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return false;
}
