import { greatCircleMetres } from '../../../domain/straight-line.ts';
import type { Fix } from '../tracker-report.ts';

/** Fourth handler: whether a truck can have come from where it was last. */
export interface Steady {
  /** False for a fix that the truck could not have driven to. What is said three times over, each in reach of the last, is believed. */
  canBe(fix: Fix): Promise<boolean>;
}

type Place = Pick<Fix, 'fixTime' | 'position'>;

/** Faster than any truck: 250 km/h. */
const MOST_METRES_PER_SECOND = 70;
/** Receivers err by this much between high houses, whatever time has passed. */
const ALWAYS_POSSIBLE_METRES = 5000;
/** So many fixes that agree with each other and not with the last place say that the last place was the wrong one. */
const BELIEVED_FROM = 3;

/** @param lastPlace where the truck was last, of what is kept; asked once a truck */
export function openSteady(lastPlace: (truckId: string) => Promise<Place | null>): Steady {
  const last = new Map<string, Promise<Place | null>>();
  const doubted = new Map<string, { count: number; place: Place }>();
  /** By truck, the look at its latest fix: fixes of one truck that come together are looked at one after the other. */
  const looks = new Map<string, Promise<unknown>>();

  const look = async ({ truckId, fixTime, position }: Fix): Promise<boolean> => {
    const place = { fixTime, position };
    const known = last.get(truckId) ?? lastPlace(truckId);
    last.set(truckId, known);
    // An answer that failed is asked for again by the next fix.
    known.catch(() => last.get(truckId) === known && last.delete(truckId));
    const before = await known;
    const other = doubted.get(truckId);
    const isAgain = other !== undefined && fixTime > other.place.fixTime && isInReach(other.place, place);
    const count = isAgain ? other.count + 1 : 1;
    if (before && !isInReach(before, place) && count < BELIEVED_FROM) {
      // The same fix sent again says nothing new.
      if (other?.place.fixTime.getTime() !== fixTime.getTime()) doubted.set(truckId, { count, place });
      return false;
    }
    doubted.delete(truckId);
    if (!before || before.fixTime <= fixTime || !isInReach(before, place)) last.set(truckId, Promise.resolve(place));
    return true;
  };

  return {
    async canBe(fix) {
      const before = looks.get(fix.truckId);
      const own = before ? before.then(() => look(fix)) : look(fix);
      const over = own.catch(() => undefined);
      looks.set(fix.truckId, over);
      try {
        return await own;
      } finally {
        if (looks.get(fix.truckId) === over) looks.delete(fix.truckId);
      }
    },
  };
}

function isInReach(a: Place, b: Place): boolean {
  const seconds = Math.abs(b.fixTime.getTime() - a.fixTime.getTime()) / 1000;
  return (
    greatCircleMetres(a.position, b.position) <= Math.max(ALWAYS_POSSIBLE_METRES, seconds * MOST_METRES_PER_SECOND)
  );
}
