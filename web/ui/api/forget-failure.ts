import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { isStatus } from './problem.ts';

/** Long enough to be read: while a page loads, something is answered every few milliseconds. */
const READ_MILLISECONDS = 4000;

/**
 * Resets a mutation when what it says of its failure is no longer so: for want of a connection, once there is one or
 * anything is answered; for any other reason, once something else that was asked for succeeds. Never before it could be read.
 */
export function useForgetFailure({ error, reset }: { error: unknown; reset: () => void }): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    if (!error) return;
    const failedAt = performance.now();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const forget = (): void => {
      timer ??= setTimeout(reset, failedAt + READ_MILLISECONDS - performance.now());
    };
    const stops = [
      () => clearTimeout(timer),
      queryClient.getMutationCache().subscribe((event) => {
        if (event.type === 'updated' && event.action.type === 'success') forget();
      }),
    ];
    if (isStatus(error, 0)) {
      window.addEventListener('online', forget);
      stops.push(
        () => window.removeEventListener('online', forget),
        queryClient.getQueryCache().subscribe((event) => {
          // What an announcement wrote is no answer.
          if (event.type === 'updated' && event.action.type === 'success' && !event.action.manual) forget();
        }),
      );
    }
    return () => {
      for (const stop of stops) stop();
    };
  }, [error, reset, queryClient]);
}
