import type { LonLat } from '../../geo.ts';
import { straightMetres } from '../../straight-line.ts';
import { INFERENCE } from './parameters.ts';
import type { TrackFix } from './track.ts';

/** A truck going past a place at walking pace. */
export interface Passage {
  readonly from: number;
  readonly to: number;
}

/** The passages by a place of a track that is gone along fix by fix. */
export interface PassagesBy {
  add(fix: TrackFix): void;
  /** Those that are over. */
  readonly over: readonly Passage[];
  /** The one that may go on, as far as it was seen. */
  readonly last: Passage | null;
}

/** When an ordered track goes through the circle around a place so slowly that people can load from house to house. */
export function openPassages(place: LonLat): PassagesBy {
  const over: Passage[] = [];
  let [first, last] = [null as TrackFix | null, null as TrackFix | null];
  let [fixes, nearest] = [0, Number.POSITIVE_INFINITY];
  const passage = (): Passage | null => {
    if (!first || !last || fixes < INFERENCE.passageFixes) return null;
    const metres = straightMetres(first.position, last.position);
    const pace = metres / Math.max(1, (last.at - first.at) / 1000);
    // Who goes half way round the circle has gone by; who turned back at its edge has not.
    const isWalked =
      nearest <= INFERENCE.passageNearMetres &&
      metres >= INFERENCE.passageMetres &&
      pace <= INFERENCE.walkingMetresPerSecond;
    return isWalked ? { from: first.at, to: last.at } : null;
  };
  const end = (): void => {
    const ended = passage();
    if (ended) over.push(ended);
    [first, last, fixes, nearest] = [null, null, 0, Number.POSITIVE_INFINITY];
  };
  return {
    over,
    get last() {
      return passage();
    },
    add(fix) {
      if (last && fix.at - last.at > INFERENCE.passageSilenceSeconds * 1000) end();
      const metres = straightMetres(fix.position, place);
      if (metres > INFERENCE.passageMetres) {
        if (first) end();
        return;
      }
      first ??= fix;
      last = fix;
      fixes += 1;
      nearest = Math.min(nearest, metres);
    },
  };
}
