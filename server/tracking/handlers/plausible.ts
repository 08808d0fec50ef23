import type { TrackerReport } from '../tracker-report.ts';

/** Why a report tells nothing of where a truck is. */
export type Implausible = 'no-place' | 'off-the-earth' | 'null-island' | 'too-old' | 'in-the-future';

/** Before the first smartphones; clocks that lost their battery say 1970, GPS receivers after a week rollover 1999. */
const EARLIEST = Date.UTC(2010, 0, 1);
/** Phones' clocks go wrong by minutes. */
const CLOCK_ERROR_MILLISECONDS = 5 * 60_000;

/**
 * Third handler: whether a report can be true. One that cannot is dropped and yet answered with 200, because the device
 * would send it for ever.
 *
 * @param aheadMilliseconds how far in the future a fix may lie besides a clock's usual error (simulated days)
 * @returns `null` when it can be true
 */
export function whyImplausible(report: TrackerReport, now: Date, aheadMilliseconds = 0): Implausible | null {
  if (!report.position) return 'no-place';
  const [lon, lat] = report.position;
  if (!(Math.abs(lat) <= 90 && Math.abs(lon) <= 180)) return 'off-the-earth';
  // Receivers without a fix say 0, 0; the nearest land is 600 km away.
  if (Math.abs(lat) < 0.01 && Math.abs(lon) < 0.01) return 'null-island';
  const time = report.fixTime.getTime();
  if (time < EARLIEST) return 'too-old';
  if (time > now.getTime() + CLOCK_ERROR_MILLISECONDS + aheadMilliseconds) return 'in-the-future';
  return null;
}
