import type { LonLat } from '../geo.ts';
import { greatCircleMetres } from '../straight-line.ts';

/** Where a truck was seen. */
export interface Seen {
  /** Milliseconds since 1970. */
  readonly at: number;
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

export const NOTHING_DRIVEN: Driven = { metres: 0, movingSeconds: 0, standingSeconds: 0 };

/** Slower is the receiver's noise of a truck that stands. */
const STANDING_METRES_PER_SECOND = 0.7;
/** Faster is a fault of the receiver. */
const FASTEST_METRES_PER_SECOND = 40;
/** What lies between two fixes further apart is not known. */
const LONGEST_GAP_SECONDS = 600;

/** Metres, and seconds moved and stood, of fixes of one device that are given in the order of time. */
export interface Odometer {
  add(fix: Seen): void;
  /** Remembers where it stands; what it gives takes it back there, as often as is asked. */
  mark(): () => void;
  readonly driven: Driven;
}

export function openOdometer(): Odometer {
  let last: Seen | null = null;
  let [metres, moving, standing] = [0, 0, 0];
  return {
    add(fix) {
      if (!last) {
        last = fix;
        return;
      }
      const seconds = (fix.at - last.at) / 1000;
      if (seconds <= 0) return;
      const gone = greatCircleMetres(last.position, fix.position);
      const speed = gone / seconds;
      // From where it cannot be one goes on as if it had not been seen.
      if (speed > FASTEST_METRES_PER_SECOND && seconds <= LONGEST_GAP_SECONDS) return;
      last = fix;
      if (seconds > LONGEST_GAP_SECONDS) return;
      if (speed < STANDING_METRES_PER_SECOND) standing += seconds;
      else {
        metres += gone;
        moving += seconds;
      }
    },
    mark() {
      const [before, ...sums] = [last, metres, moving, standing] as const;
      return () => {
        last = before;
        [metres, moving, standing] = sums;
      };
    },
    get driven() {
      return {
        metres: Math.round(metres),
        movingSeconds: Math.round(moving),
        standingSeconds: Math.round(standing),
      };
    },
  };
}
