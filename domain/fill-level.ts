import type { Day } from './day.ts';
import { type DatedFactor, factorOn } from './ledger/generation.ts';
import type { Stream } from './stream-names.ts';
import type { Setting } from './units.ts';

/** How full a crew may say that containers were, from the emptiest. */
export const FILL_LEVELS = ['quarter', 'half', 'threeQuarters', 'full'] as const;
export type FillLevel = (typeof FILL_LEVELS)[number];
const SHARES: Readonly<Record<FillLevel, number>> = { quarter: 0.25, half: 0.5, threeQuarters: 0.75, full: 1 };

/** What stands at a point to be emptied. */
export interface Containers {
  readonly containers: number;
  /** What one of them holds; `null`: nobody knows. */
  readonly containerLitres: number | null;
  /** What is collected there: of several streams nobody knows which containers are whose. */
  readonly streams: readonly Stream[];
}

/**
 * What all containers of a point hold when they are full, in kg: their number × what one holds × kg per litre. `null` where one of
 * these is not known, or several streams share them.
 */
export function fullKg(
  { containers, containerLitres, streams }: Containers,
  densityOf: (stream: Stream) => number | null,
): number | null {
  const [stream] = streams;
  if (stream === undefined || streams.length !== 1 || containers < 1 || containerLitres === null) return null;
  const kgPerLitre = densityOf(stream);
  return kgPerLitre === null ? null : containers * containerLitres * kgPerLitre;
}

/** The mass at a level, in whole kg. */
export function kgOfLevel(level: FillLevel, full: number): number {
  return Math.round(SHARES[level] * full);
}

/** kg per litre of a stream on a day, by the register's factors: of this very stream before one of all; `null`: there is none. */
export function densityOn(
  factors: readonly DatedFactor<'density'>[],
  stream: Stream,
  setting: Setting,
  day: Day,
): number | null {
  const factor = factorOn(factors, 'density', stream, setting, day) ?? factorOn(factors, 'density', null, setting, day);
  return factor && factor.value > 0 ? factor.value : null;
}
