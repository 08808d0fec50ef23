import type { Day } from './day.ts';
import type { Stream } from './stream-names.ts';
import type { Setting } from './units.ts';

export interface Target {
  setting: Setting | 'any';
  streams: readonly Stream[];
  effectiveOn: Day;
  /** Share of generated mass to collect and treat, 0…1. */
  share: number;
  /** How the share comes to that of the next target of its kind: at once on its day (unless told), or by as much every day. */
  path?: 'stepped' | 'linear';
}

const SOLID: readonly Stream[] = ['household-other', 'food', 'recyclable', 'bulky', 'construction'];
const DANGEROUS: readonly Stream[] = ['hazardous', 'medical', 'pesticide-packaging'];

/** The town's resolution 2020–2025: 98 % solid and 95 % hazardous and medical by the end of 2023, all by the end of 2025. */
export const RESOLUTION_TARGETS: readonly Target[] = [
  { setting: 'urban', streams: SOLID, effectiveOn: '2023-12-31', share: 0.98 },
  { setting: 'rural', streams: SOLID, effectiveOn: '2023-12-31', share: 0.98 },
  { setting: 'any', streams: DANGEROUS, effectiveOn: '2023-12-31', share: 0.95 },
  { setting: 'urban', streams: SOLID, effectiveOn: '2025-12-31', share: 1 },
  { setting: 'rural', streams: SOLID, effectiveOn: '2025-12-31', share: 1 },
  { setting: 'any', streams: DANGEROUS, effectiveOn: '2025-12-31', share: 1 },
];

/** The target in force on `day` for a unit's `setting` and `stream`; `null` where none speaks of them yet. */
export function targetOn<T extends Target>(
  targets: readonly T[],
  setting: Setting,
  stream: Stream,
  day: Day,
): T | null {
  const inForce = targets
    .filter((t) => (t.setting === 'any' || t.setting === setting) && t.streams.includes(stream) && t.effectiveOn <= day)
    .sort((a, b) => (a.effectiveOn < b.effectiveOn ? 1 : -1));
  return inForce[0] ?? null;
}

/**
 * The share in force on `day` for a unit's `setting` and `stream`, on the way to the next one where the path is linear; `null` where no
 * target speaks of them yet. After the last one its share holds on.
 */
export function targetShareOn(targets: readonly Target[], setting: Setting, stream: Stream, day: Day): number | null {
  const inForce = targetOn(targets, setting, stream, day);
  if (inForce?.path !== 'linear') return inForce?.share ?? null;
  const [next] = targets
    .filter((t) => t.setting === inForce.setting && t.streams.includes(stream) && t.effectiveOn > day)
    .sort((a, b) => (a.effectiveOn < b.effectiveOn ? -1 : 1));
  if (!next) return inForce.share;
  const start = Date.parse(inForce.effectiveOn);
  const passed = (Date.parse(day) - start) / (Date.parse(next.effectiveOn) - start);
  return inForce.share + (next.share - inForce.share) * passed;
}
