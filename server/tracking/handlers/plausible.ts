import type { Bbox } from '../../../domain/geo.ts';
import type { DropReason } from '../../../domain/tracking.ts';
import { CLOCK_ERROR_MILLISECONDS } from '../../demo-area.ts';
import type { TrackerReport } from '../tracker-report.ts';
import { greatCircleMetres } from '../../../domain/straight-line.ts';

/** Why a report tells nothing of where a truck is. */
export type Implausible = Exclude<DropReason, 'unknown-device' | 'unreadable' | 'jump'>;

/** Before the first smartphones; clocks that lost their battery say 1970, GPS receivers after a week rollover 1999. */
const EARLIEST = Date.UTC(2010, 0, 1);
/** A truck of a town works within this of it, landfill and workshop of the next province included. */
const FARTHEST_METRES = 300_000;

/**
 * Third handler: whether a report can be true. One that cannot is dropped and yet answered with 200, because the device
 * would send it for ever.
 *
 * @param ground box of the truck's town: west, south, east, north; `null` where it is not known
 * @param aheadMilliseconds how far in the future a fix may lie besides a clock's usual error (simulated days)
 * @returns `null` when it can be true
 */
export function whyImplausible(
  report: TrackerReport,
  ground: Readonly<Bbox> | null,
  now: Date,
  aheadMilliseconds = 0,
): Implausible | null {
  if (!report.position) return 'no-place';
  const [lon, lat] = report.position;
  if (!(Math.abs(lat) <= 90 && Math.abs(lon) <= 180)) return 'off-the-earth';
  // Receivers without a fix say 0, 0; the nearest land is 600 km away.
  if (Math.abs(lat) < 0.01 && Math.abs(lon) < 0.01) return 'null-island';
  if (ground && metresOutside([lon, lat], ground) > FARTHEST_METRES) return 'far-away';
  const time = report.fixTime.getTime();
  if (time < EARLIEST) return 'too-old';
  if (time > now.getTime() + CLOCK_ERROR_MILLISECONDS + aheadMilliseconds) return 'in-the-future';
  return null;
}

function metresOutside([lon, lat]: readonly [number, number], [west, south, east, north]: Readonly<Bbox>): number {
  const nearest = [Math.min(Math.max(lon, west), east), Math.min(Math.max(lat, south), north)] as const;
  return greatCircleMetres([lon, lat], nearest);
}
