import type { LonLat } from '../../geo.ts';
import { lineMetres, straightMetres } from '../../straight-line.ts';
import { farFrom } from './far-from.ts';
import { INFERENCE } from './parameters.ts';
import { edgeSeconds, type TrackFix } from './track.ts';

/** A truck collecting along a stretch of road, as far as it went in one go. */
export interface Covering {
  /** Of the stretch's length, from 0 to 1: as it was seen, */
  readonly share: number;
  /** and with what it went on or had gone along while the tracker was silent, at the pace that was seen. */
  readonly reckonedShare: number;
  /** In milliseconds since 1970. */
  readonly from: number;
  readonly to: number;
}

/** The coverings of a stretch by a track that grows. */
export interface CoveringsOf {
  /** Goes on with a track that is new from an index on. @returns whether the coverings may be otherwise */
  look(track: readonly TrackFix[], from: number): boolean;
  /** All of them, in the order of time, of the track as it was looked at. */
  of(track: readonly TrackFix[]): readonly Covering[];
  /** Goes back to where the track was so long. */
  cutOff(length: number): void;
}

/** A fix that was on the stretch. */
interface Place {
  /** Its place in the track. */
  readonly index: number;
  readonly piece: number;
}

/**
 * How much of a stretch an ordered track goes along at collecting pace, in the order of time; what is gone along with a long pause in
 * between (to unload, or for another call) counts apart. It matters neither in which direction nor how often: each metre counts once.
 */
export function openCoverings(stretch: readonly LonLat[]): CoveringsOf {
  const pieces = piecesOf(stretch);
  const isFar = farFrom(stretch, INFERENCE.stretchNearMetres);
  const places: Place[] = [];
  let isCutOff = false;
  return {
    look(track, from) {
      // The pace of the last is plain once the truck was seen so much later, and then what it did at the end of the stretch is too.
      const settledAt =
        (track[places.at(-1)?.index ?? -1]?.at ?? Number.NEGATIVE_INFINITY) + INFERENCE.paceSeconds * 1000;
      let isNew = isCutOff || (track[from - 1]?.at ?? Number.POSITIVE_INFINITY) < settledAt;
      for (let index = from; index < track.length; index += 1) {
        const fix = track[index];
        const piece = !fix || isFar(fix.position) ? null : pieceAt(pieces, fix.position);
        if (piece === null) continue;
        places.push({ index, piece });
        isNew = true;
      }
      isCutOff = false;
      return isNew;
    },
    of: (track) => coveringsOf(track, pieces.length, places),
    cutOff(length) {
      const before = places.length;
      while ((places.at(-1)?.index ?? -1) >= length) places.pop();
      isCutOff ||= places.length < before;
    },
  };
}

function coveringsOf(track: readonly TrackFix[], count: number, places: readonly Place[]): Covering[] {
  const coverings: Covering[] = [];
  let covered = new Set<number>();
  let span = null as Span | null;
  const end = (): void => {
    if (span) coverings.push(coveringOf(track, count, span, covered));
    [covered, span] = [new Set(), null];
  };
  for (const [at, here] of places.entries()) {
    const there = places[at + 1];
    if (there?.index !== here.index + 1) continue;
    const [fix, next] = [track[here.index], track[there.index]];
    if (!fix || !next || !isCollecting(track, here.index)) continue;
    if (span && fix.at - (track[span.last.index]?.at ?? 0) > INFERENCE.stretchPauseSeconds * 1000) end();
    span = { first: span?.first ?? here, last: there };
    // Where the stretch comes back to itself, the nearest piece may be one of another leg: what lies between was not gone along.
    const isAlong =
      Math.abs(there.piece - here.piece) * INFERENCE.stretchPieceMetres <=
      straightMetres(fix.position, next.position) * INFERENCE.mostDetour + INFERENCE.stretchNearMetres;
    const [first, last] = [Math.min(here.piece, there.piece), Math.max(here.piece, there.piece)];
    for (let piece = first; piece <= last; piece += isAlong ? 1 : Math.max(1, last - first)) covered.add(piece);
  }
  end();
  return coverings;
}

/** The first and the last fix of a covering. */
interface Span {
  readonly first: Place;
  readonly last: Place;
}

function coveringOf(
  track: readonly TrackFix[],
  count: number,
  { first, last }: Span,
  covered: ReadonlySet<number>,
): Covering {
  const [from, to] = [track[first.index]?.at ?? 0, track[last.index]?.at ?? 0];
  const [began, ended] = [first.piece, last.piece];
  const perSecond = covered.size / Math.max(1, (to - from) / 1000);
  const unseen = (before: number): number =>
    Math.floor(edgeSeconds(track[before], track[before + 1]) * Math.min(perSecond, MOST_PIECES_PER_SECOND));
  const reckoned = new Set(covered);
  const step = Math.sign(ended - began);
  for (let more = 1; step !== 0 && more <= unseen(last.index); more += 1) reckoned.add(ended + step * more);
  for (let more = 1; step !== 0 && more <= unseen(first.index - 1); more += 1) reckoned.add(began - step * more);
  const there = [...reckoned].filter((piece) => piece >= 0 && piece < count).length;
  const share = (pieces: number): number => Math.round((pieces / count) * 100) / 100;
  return { share: share(covered.size), reckonedShare: share(there), from, to };
}

const MOST_PIECES_PER_SECOND = INFERENCE.walkingMetresPerSecond / INFERENCE.stretchPieceMetres;

/** The middles of the equal pieces that a stretch is cut into. */
function piecesOf(stretch: readonly LonLat[]): LonLat[] {
  const all = lineMetres(stretch);
  const count = Math.max(1, Math.round(all / INFERENCE.stretchPieceMetres));
  const pieces: LonLat[] = [];
  let gone = 0;
  for (const [index, corner] of stretch.entries()) {
    const next = stretch[index + 1];
    if (!next) break;
    const metres = straightMetres(corner, next);
    for (let at = ((pieces.length + 0.5) * all) / count; at <= gone + metres && pieces.length < count; ) {
      const share = metres === 0 ? 0 : (at - gone) / metres;
      pieces.push([corner[0] + (next[0] - corner[0]) * share, corner[1] + (next[1] - corner[1]) * share]);
      at = ((pieces.length + 0.5) * all) / count;
    }
    gone += metres;
  }
  const [first] = stretch;
  return pieces.length === 0 && first ? [first] : pieces;
}

/** Which piece a place is at; `null`: it is beside the stretch. */
function pieceAt(pieces: readonly LonLat[], position: LonLat): number | null {
  let [nearest, least]: [number | null, number] = [null, INFERENCE.stretchNearMetres];
  for (const [index, piece] of pieces.entries()) {
    const metres = straightMetres(piece, position);
    if (metres < least) [nearest, least] = [index, metres];
  }
  return nearest;
}

/** Whether a truck went so slowly from a fix to the next that people can load: for a while before or after, one step being mostly noise. */
function isCollecting(track: readonly TrackFix[], index: number): boolean {
  const isSlow = (first: number, last: number, step: -1 | 1): boolean => {
    let [from, to] = [track[first], track[last]];
    for (let [a, b] = [first, last]; from && to; ) {
      if ((to.at - from.at) / 1000 >= INFERENCE.paceSeconds) {
        return (
          straightMetres(from.position, to.position) / ((to.at - from.at) / 1000) <= INFERENCE.walkingMetresPerSecond
        );
      }
      if (step === 1) {
        b += 1;
        to = track[b];
      } else {
        a -= 1;
        from = track[a];
      }
    }
    return false;
  };
  const [fix, next] = [track[index], track[index + 1]];
  if (!fix || !next || next.at - fix.at > INFERENCE.stretchSilenceSeconds * 1000) return false;
  return isSlow(index, index + 1, 1) || isSlow(index, index + 1, -1);
}
