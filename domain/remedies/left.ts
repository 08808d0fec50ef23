import type { Day } from '../day.ts';
import type { DayInputs } from '../ledger/close-day.ts';
import { collectedOn } from '../ledger/collected.ts';
import type { SkipReason } from '../skip-reasons.ts';
import type { Stream } from '../stream-names.ts';
import { foldVisit } from '../visits/fold-visit.ts';
import { behindKey, type LeftKg } from './reckon.ts';

/** A visit of a published plan that was not served, or not wholly. */
export interface LeftVisit {
  readonly visitId: string;
  readonly day: Day;
  readonly unitId: string;
  readonly stream: Stream;
  /** What of what was expected was not taken; above 0. */
  readonly kg: number;
  readonly why: keyof LeftKg;
}

const REFUSED: SkipReason = 'not-sorted';
const NOTHING: SkipReason = 'nothing-there';

/**
 * What was left of a day, of the units and streams asked about: visits the plan had to leave out, and those of its routes that were not
 * served, by why. Where a crew found nothing, nothing was left.
 *
 * @param reasonOf why a visit was skipped, as it was told last
 */
export function leftOfDay(
  inputs: DayInputs,
  isAsked: (key: string) => boolean,
  reasonOf: (visitId: string) => string | null,
): LeftVisit[] {
  const { byVisit } = collectedOn(inputs.visits, inputs.tickets, inputs.destinations);
  return inputs.visits.flatMap((visit): LeftVisit[] => {
    const { id, unitId, stream, planned, expectedKg } = visit;
    if (unitId === null || planned === 'no' || !isAsked(behindKey(unitId, stream))) return [];
    const { state } = foldVisit({ ...visit, isOver: true, weighedKg: new Map() });
    const reason = state === 'skipped' ? reasonOf(id) : null;
    if (state === 'served' || reason === NOTHING) return [];
    const taken = (byVisit.get(id) ?? []).reduce((sum, part) => sum + part.kg, 0);
    const kg = Math.round(expectedKg - taken);
    if (kg <= 0) return [];
    const why = reason === REFUSED ? 'refused' : state === 'open' ? 'unreported' : 'left';
    return [{ visitId: id, day: inputs.day, unitId, stream, kg, why }];
  });
}

/** What was left, by unit and stream and by why. */
export function leftSums(left: readonly LeftVisit[]): ReadonlyMap<string, LeftKg> {
  const sums = new Map<string, { -readonly [Why in keyof LeftKg]: number }>();
  for (const { unitId, stream, kg, why } of left) {
    const key = behindKey(unitId, stream);
    const sum = sums.get(key) ?? { left: 0, refused: 0, unreported: 0 };
    sum[why] += kg;
    sums.set(key, sum);
  }
  return sums;
}
