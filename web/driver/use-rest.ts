import { useCallback, useEffect, useRef, useState } from 'react';

/** A second tap that follows the first sooner is the same one, by a trembling hand or a glove. */
const REST_MS = 1_000;

/** Lets something be done once, and then rests: what is tapped meanwhile is nothing. */
export function useRest(): { isResting: boolean; once: (work: () => Promise<void>) => Promise<void> } {
  const [isResting, setResting] = useState(false);
  // Known at once, where what is drawn comes a moment later.
  const isBusy = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const once = useCallback(async (work: () => Promise<void>) => {
    if (isBusy.current) return;
    isBusy.current = true;
    setResting(true);
    const rested = new Promise((resolve) => {
      timer.current = setTimeout(resolve, REST_MS);
    });
    try {
      await Promise.all([work(), rested]);
    } finally {
      isBusy.current = false;
      setResting(false);
    }
  }, []);
  return { isResting, once };
}
