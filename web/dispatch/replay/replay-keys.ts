const MINUTE = 60_000;
const PAGE = 30 * MINUTE;

const STEPS: Readonly<Record<string, number>> = {
  ...{ ArrowRight: MINUTE, ArrowUp: MINUTE, ArrowLeft: -MINUTE, ArrowDown: -MINUTE },
  ...{ PageUp: PAGE, PageDown: -PAGE, Home: Number.NEGATIVE_INFINITY, End: Number.POSITIVE_INFINITY },
};

/** The keys that go through a day. */
export const MOMENT_KEYS = Object.keys(STEPS);

/**
 * The moment of a day that is played again that a key leads to, in milliseconds, within the span that is known; `null` for a key that
 * means nothing here.
 */
export function momentAfterKey(key: string, at: number, [from, to]: readonly [number, number]): number | null {
  const step = STEPS[key];
  return step === undefined ? null : Math.min(to, Math.max(from, at + step));
}
