import { lineMetres, straightMetres } from '../../straight-line.ts';
import type { TrackFix } from '../../visits/infer/track.ts';
import type { Snap } from '../way.ts';
import type { DayHandler, DayPlan } from './known.ts';

/** By how much a receiver is usually off the street it is on. */
const SPREAD_METRES = 15;
/** By how much what was driven and what lies between along the way may differ before it counts against a place, as a length. */
const SLACK_METRES = 60;
/** What goes slower from a fix to the next is the receiver's noise of a truck that stands. */
const STANDING_METRES_PER_SECOND = 0.7;
/** Crews leave stops out and take others first: a leap along the way costs no more than this, however far. */
const MOST_LEAP = 12;

/** A place where the truck may be, and how much speaks against it. */
interface Candidate {
  readonly alongMetres: number;
  readonly against: number;
}

/**
 * Last of the day's handlers: how far along its planned way the truck is. Where the way goes along a street more than once, that place
 * is taken which fits best to what was driven so far (as in Newson and Krumm, 2009: a hidden Markov model, solved as fixes come), so that
 * what comes later decides where it was not plain at first. A truck beside its way is where it was on it last.
 */
export function progress({ way }: DayPlan): DayHandler {
  const wayMetres = Math.round(way.reduce((sum, line) => sum + lineMetres(line), 0));
  let candidates: readonly Candidate[] = [{ alongMetres: 0, against: 0 }];
  let isSeen = false;
  let [before, drivenMetres] = [null as TrackFix | null, 0];
  return {
    goOn(known, from) {
      for (const [index, snaps] of known.snapped.entries()) {
        const fix = known.track[from + index];
        if (!fix) break;
        if (before) {
          const metres = straightMetres(before.position, fix.position);
          if (metres * 1000 >= STANDING_METRES_PER_SECOND * (fix.at - before.at)) drivenMetres += metres;
        }
        before = fix;
        if (snaps.length === 0) continue;
        candidates = goneOn(candidates, snaps, drivenMetres);
        drivenMetres = 0;
        isSeen = true;
      }
      const best = candidates.reduce((least, one) => (one.against < least.against ? one : least), {
        alongMetres: 0,
        against: Number.POSITIVE_INFINITY,
      });
      known.progress = { alongMetres: isSeen ? Math.round(best.alongMetres) : null, wayMetres };
    },
    mark() {
      const was = { candidates, isSeen, before, drivenMetres };
      return () => {
        ({ candidates, isSeen, before, drivenMetres } = was);
      };
    },
  };
}

function goneOn(before: readonly Candidate[], snaps: readonly Snap[], drivenMetres: number): readonly Candidate[] {
  const now = snaps.map(({ alongMetres, besideMetres }) => {
    const beside = (besideMetres / SPREAD_METRES) ** 2 / 2;
    const cameFrom = Math.min(
      ...before.map((one) => {
        const along = alongMetres - one.alongMetres;
        const off = Math.abs(along - drivenMetres) / (SLACK_METRES + drivenMetres / 3);
        return one.against + Math.min(MOST_LEAP, off);
      }),
    );
    return { alongMetres, against: beside + cameFrom };
  });
  const least = Math.min(...now.map(({ against }) => against));
  return now.map(({ alongMetres, against }) => ({ alongMetres, against: against - least }));
}
