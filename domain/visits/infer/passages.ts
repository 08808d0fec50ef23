import type { LonLat } from '../../geo.ts';
import { straightMetres } from '../../straight-line.ts';
import { INFERENCE } from './parameters.ts';
import type { TrackFix } from './track.ts';

/** A truck going past a place at walking pace. */
export interface Passage {
  readonly from: number;
  readonly to: number;
}

/** When an ordered track goes through the circle around a place so slowly that people can load from house to house. */
export function passagesBy(track: readonly TrackFix[], place: LonLat): Passage[] {
  const passages: Passage[] = [];
  let inside: TrackFix[] = [];
  const end = (): void => {
    const [first, last] = [inside[0], inside.at(-1)];
    if (first && last && isWalked(inside, place)) passages.push({ from: first.at, to: last.at });
    inside = [];
  };
  for (const fix of track) {
    const before = inside.at(-1);
    if (before && fix.at - before.at > INFERENCE.passageSilenceSeconds * 1000) end();
    if (straightMetres(fix.position, place) <= INFERENCE.passageMetres) inside.push(fix);
    else end();
  }
  end();
  return passages;
}

function isWalked(inside: readonly TrackFix[], place: LonLat): boolean {
  const [first, last] = [inside[0], inside.at(-1)];
  if (!first || !last || inside.length < INFERENCE.passageFixes) return false;
  const nearest = Math.min(...inside.map(({ position }) => straightMetres(position, place)));
  const metres = straightMetres(first.position, last.position);
  const pace = metres / Math.max(1, (last.at - first.at) / 1000);
  // Who goes half way round the circle has gone by; who turned back at its edge has not.
  return (
    nearest <= INFERENCE.passageNearMetres &&
    metres >= INFERENCE.passageMetres &&
    pace <= INFERENCE.walkingMetresPerSecond
  );
}
