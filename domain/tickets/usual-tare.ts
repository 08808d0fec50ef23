/** Tares fewer than these are no habit yet. */
const FEWEST = 3;

/**
 * What a truck usually weighs empty, in kg: the median of its last weighings, else what the register knows.
 *
 * @param weighedKg its tares of valid tickets, the latest first
 * @returns `null` where neither tells
 */
export function usualTare(
  registeredKg: number | null,
  weighedKg: readonly number[],
): { readonly kg: number; readonly from: 'weighings' | 'register' } | null {
  if (weighedKg.length >= FEWEST) {
    const sorted = [...weighedKg].sort((a, b) => a - b);
    const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
    const upper = sorted[Math.ceil((sorted.length - 1) / 2)] ?? 0;
    return { kg: Math.round((lower + upper) / 2), from: 'weighings' };
  }
  if (registeredKg !== null) return { kg: registeredKg, from: 'register' };
  const [last] = weighedKg;
  return last === undefined ? null : { kg: last, from: 'weighings' };
}
