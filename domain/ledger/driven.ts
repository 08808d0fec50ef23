import type { LonLat } from '../geo.ts';
import { greatCircleMetres } from '../straight-line.ts';

/** Where a truck was seen. */
export interface Seen {
  readonly at: Date;
  readonly position: LonLat;
}

/** What a track shows of a truck's day. */
export interface Driven {
  /** Straight from fix to fix: a little less than the wheels turned. */
  readonly metres: number;
  readonly movingSeconds: number;
  /** Without moving, loading and unloading included. */
  readonly standingSeconds: number;
}

/** Slower is the receiver's noise of a truck that stands. */
const STANDING_METRES_PER_SECOND = 0.7;
/** Faster is a fault of the receiver. */
const FASTEST_METRES_PER_SECOND = 40;
/** What lies between two fixes further apart is not known. */
const LONGEST_GAP_SECONDS = 600;

/** Metres, and seconds moved and stood, of fixes of one device in the order of time. */
export function drivenOf(fixes: readonly Seen[]): Driven {
  const driven = { metres: 0, movingSeconds: 0, standingSeconds: 0 };
  let last = fixes[0];
  for (const fix of fixes.slice(1)) {
    if (!last) break;
    const seconds = (fix.at.getTime() - last.at.getTime()) / 1000;
    if (seconds <= 0) continue;
    const metres = greatCircleMetres(last.position, fix.position);
    const speed = metres / seconds;
    // From where it cannot be one goes on as if it had not been seen.
    if (speed > FASTEST_METRES_PER_SECOND && seconds <= LONGEST_GAP_SECONDS) continue;
    last = fix;
    if (seconds > LONGEST_GAP_SECONDS) continue;
    if (speed < STANDING_METRES_PER_SECOND) driven.standingSeconds += seconds;
    else {
      driven.metres += metres;
      driven.movingSeconds += seconds;
    }
  }
  return {
    metres: Math.round(driven.metres),
    movingSeconds: Math.round(driven.movingSeconds),
    standingSeconds: Math.round(driven.standingSeconds),
  };
}
