import { z } from 'zod';
import { idSchema } from '../ids.ts';
import type { Day } from '../day.ts';
import { streamSchema } from '../streams.ts';
import { type Stream, STREAMS } from '../stream-names.ts';
import { type Target, targetOn, targetShareOn } from '../targets.ts';
import type { Setting } from '../units.ts';

/** What counts as a unit's period: four weeks, so that each weekday counts alike and a bad day passes. */
export const DEBT_DAYS = 28;
/** With figures of fewer of them nothing is said. */
const LEAST_DEBT_DAYS = 14;
/** Less than this share of what the unit generates is neither behind nor ahead. */
const LEAST_SHARE = 0.01;
/** So much of what is due a unit that is ahead may give up for those behind, however far ahead it is. */
const MOST_GIVEN = 0.1;
/** A unit that is behind by this share of what is due, or more, counts double; one that is behind by less accordingly more than once. */
const MOST_BEHIND = 0.1;
/** Steps of that: tenths, so that sums of what visits count stay exact. */
const STEPS = 10;

/** How a unit stands against one of its targets over the last weeks. */
export const unitDebtSchema = z.object({
  unitId: idSchema,
  /** Those its target speaks of. */
  streams: z.array(streamSchema),
  /** kg a day that were missing to the target; below 0: it is ahead by so many. */
  kgPerDay: z.int(),
  /** Days with figures that this is reckoned from. */
  days: z.int(),
});
export type UnitDebt = z.infer<typeof unitDebtSchema>;

/** kg of one stream of one unit over the days looked back at. */
interface StreamSum {
  readonly unitId: string;
  readonly stream: Stream;
  readonly generatedKg: number;
  readonly collectedKg: number;
}

/**
 * Which units are behind their targets, and which ahead: Σ (target × generated − collected) ÷ days, over the streams of one target of which
 * something is known to be generated. What became of the mass after it was collected is no matter of tomorrow's routes.
 *
 * @param day the target is that of this day
 * @param days how many of the last {@link DEBT_DAYS} have figures
 * @returns nothing with figures of fewer than {@link LEAST_DEBT_DAYS} days
 */
export function debtsOf(
  sums: readonly StreamSum[],
  units: ReadonlyMap<string, { readonly setting: Setting }>,
  targets: readonly Target[],
  day: Day,
  days: number,
): UnitDebt[] {
  if (days < LEAST_DEBT_DAYS) return [];
  const groups = new Map<
    string,
    { unitId: string; streams: readonly Stream[]; missingKg: number; generatedKg: number }
  >();
  for (const { unitId, stream, generatedKg, collectedKg } of sums) {
    const setting = units.get(unitId)?.setting;
    const target = setting && targetOn(targets, setting, stream, day);
    const share = setting && targetShareOn(targets, setting, stream, day);
    if (!target || !share || generatedKg <= 0) continue;
    const key = debtKey(unitId, target.streams);
    const group = groups.get(key) ?? { unitId, streams: target.streams, missingKg: 0, generatedKg: 0 };
    group.missingKg += share * generatedKg - collectedKg;
    group.generatedKg += generatedKg;
    groups.set(key, group);
  }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, { unitId, streams, missingKg, generatedKg }]) => {
      if (Math.abs(missingKg) < LEAST_SHARE * generatedKg) return [];
      const counted = STREAMS.filter((stream) => streams.includes(stream));
      return [{ unitId, streams: counted, kgPerDay: Math.round(missingKg / days), days }];
    });
}

/** Names the streams of a unit that stand under one target. */
export function debtKey(unitId: string, streams: readonly Stream[]): string {
  return `${unitId}/${[...streams].sort().join('+')}`;
}

/** What a debt does to a day's plan. */
export interface DebtWeight {
  /** What is due counts so many times where it is decided what is left out beyond all targets. */
  readonly counts: number;
  /** kg that count as collected already, so that so much may be left for others at no price. */
  readonly givenKg: number;
}

/**
 * A unit behind counts up to twice, the more it is behind; one ahead may give up what it is ahead by, and no more than {@link MOST_GIVEN} of what is due. Nobody else's
 * target is touched: to fall under it costs more than any unit that is behind can bring (optimizer/objective.ts).
 */
export function debtWeight(kgPerDay: number, dueKg: number): DebtWeight {
  if (kgPerDay > 0) {
    const behind = kgPerDay / Math.max(dueKg, 1) / MOST_BEHIND;
    return { counts: 1 + Math.ceil(STEPS * Math.min(1, behind)) / STEPS, givenKg: 0 };
  }
  return { counts: 1, givenKg: Math.min(Math.max(0, -kgPerDay), Math.floor(MOST_GIVEN * dueKg)) };
}
