/** Work that is done again and again until it is stopped. */
export interface Repeated {
  /** Does it no more, and waits for the round that is under way. */
  stop(): Promise<void>;
}

/**
 * Does the work at once, and again so many seconds after each time it ended: two rounds are never under way together. A
 * round that fails is told of, and the next one comes all the same.
 */
export function repeat(seconds: number, work: () => Promise<unknown>, onError: (error: unknown) => void): Repeated {
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  const round = async (): Promise<void> => {
    try {
      await work();
    } catch (error) {
      onError(error);
    }
    if (isStopped) return;
    timer = setTimeout(() => {
      underWay = round();
    }, seconds * 1000);
  };
  let underWay = round();
  return {
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await underWay;
    },
  };
}
