import type { LonLat } from '../../geo.ts';
import { straightMetres } from '../../straight-line.ts';
import { farFrom } from './far-from.ts';
import { INFERENCE } from './parameters.ts';
import type { TrackFix } from './track.ts';

/** A truck going past a place at walking pace. */
export interface Passage {
  readonly from: number;
  readonly to: number;
}

/** What was seen of a truck since it came into the circle around a place. */
export interface Inside {
  readonly first: TrackFix;
  readonly last: TrackFix;
  readonly fixes: number;
  readonly nearest: number;
}

/** When an ordered track goes through the circle around a place so slowly that people can load from house to house. */
export interface PassagesBy {
  /** The next fix of a truck that was in the circle (`null`: was not). @returns whether it is now, and the passage that ended with that */
  next(inside: Inside | null, fix: TrackFix): { readonly inside: Inside | null; readonly ended: Passage | null };
}

const OUTSIDE = { inside: null, ended: null };

export function openPassages(place: LonLat): PassagesBy {
  const isFar = farFrom([place], INFERENCE.passageMetres);
  return {
    next(inside, fix) {
      // Most of a track is nowhere near: that must cost next to nothing.
      if (!inside && isFar(fix.position)) return OUTSIDE;
      const isLost = inside !== null && fix.at - inside.last.at > INFERENCE.passageSilenceSeconds * 1000;
      const metres = straightMetres(fix.position, place);
      const isOut = metres > INFERENCE.passageMetres;
      const ended = inside && (isLost || isOut) ? passageOf(inside) : null;
      if (isOut) return { inside: null, ended };
      const going = isLost ? null : inside;
      const { first, fixes, nearest } = going ?? { first: fix, fixes: 0, nearest: Number.POSITIVE_INFINITY };
      return { inside: { first, last: fix, fixes: fixes + 1, nearest: Math.min(nearest, metres) }, ended };
    },
  };
}

/** The passage that a truck inside the circle has made so far; `null`: it has not gone by, or too fast. */
export function passageOf({ first, last, fixes, nearest }: Inside): Passage | null {
  if (fixes < INFERENCE.passageFixes) return null;
  const metres = straightMetres(first.position, last.position);
  const pace = metres / Math.max(1, (last.at - first.at) / 1000);
  // Who goes half way round the circle has gone by; who turned back at its edge has not.
  const isWalked =
    nearest <= INFERENCE.passageNearMetres &&
    metres >= INFERENCE.passageMetres &&
    pace <= INFERENCE.walkingMetresPerSecond;
  return isWalked ? { from: first.at, to: last.at } : null;
}
