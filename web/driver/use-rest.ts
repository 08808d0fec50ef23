import { useSyncExternalStore } from 'react';
import { rest } from './rest.ts';

/** The page's {@link rest}, for components. */
export function useRest(): { isResting: boolean; once: (work: () => Promise<void>) => Promise<void> } {
  return { isResting: useSyncExternalStore(rest.subscribe, rest.isResting), once: rest.once };
}
