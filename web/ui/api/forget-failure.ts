import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { isStatus } from './problem.ts';

/**
 * Resets a mutation when what it says of its failure is no longer so: for want of a connection, once there is one or
 * anything is answered; for any other reason, once something else that was asked for succeeds.
 */
export function useForgetFailure({ error, reset }: { error: unknown; reset: () => void }): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    if (!error) return;
    const stops = [
      queryClient.getMutationCache().subscribe((event) => {
        if (event.type === 'updated' && event.action.type === 'success') reset();
      }),
    ];
    if (isStatus(error, 0)) {
      window.addEventListener('online', reset);
      stops.push(
        () => window.removeEventListener('online', reset),
        queryClient.getQueryCache().subscribe((event) => {
          // What an announcement wrote is no answer.
          if (event.type === 'updated' && event.action.type === 'success' && !event.action.manual) reset();
        }),
      );
    }
    return () => {
      for (const stop of stops) stop();
    };
  }, [error, reset, queryClient]);
}
