/** A second tap that follows the first sooner is the same one, by a trembling hand or a glove. */
const REST_MS = 1_000;

const listeners = new Set<() => void>();
let isBusy = false;

function set(isNowBusy: boolean): void {
  isBusy = isNowBusy;
  for (const listener of listeners) listener();
}

/** Lets something be done once, and then rests: what is tapped meanwhile is nothing. One for the page, whatever part of it is tapped. */
export const rest = {
  isResting: (): boolean => isBusy,
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  once: async (work: () => Promise<void>): Promise<void> => {
    if (isBusy) return;
    set(true);
    const rested = new Promise((resolve) => {
      setTimeout(resolve, REST_MS);
    });
    try {
      await Promise.all([work(), rested]);
    } finally {
      set(false);
    }
  },
};
