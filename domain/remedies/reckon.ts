import type { LedgerUnit } from '../ledger/rates.ts';
import type { Stream } from '../stream-names.ts';
import { type Target, targetShareOn } from '../targets.ts';
import type { Day } from '../day.ts';
import type { Remedy, RemedyTotal, Study, StudyRow } from './remedies.ts';

/** kg of one stream of one unit over the days looked at. */
export interface UnitSum {
  readonly unitId: string;
  readonly unit: LedgerUnit;
  readonly stream: Stream;
  readonly generatedKg: number;
  readonly collectedKg: number;
  readonly treatedKg: number;
}

/** One of them that is behind. */
export interface Behind extends UnitSum {
  readonly target: number;
  readonly gapKgPerDay: number;
}

/** kg expected at visits that were not served, by what is known of why. */
export interface LeftKg {
  readonly left: number;
  readonly refused: number;
  readonly unreported: number;
}

/** What a remedy was found to fetch over the days looked at, of what was left, by {@link behindKey}. */
export interface Fetched {
  readonly remedy: Remedy;
  readonly kg: ReadonlyMap<string, number>;
  /** What that costs over the same days; `null`: nothing, or not known. */
  readonly dong: number | null;
}

/** Names a stream of a unit. */
export function behindKey(unitId: string, stream: Stream): string {
  return `${unitId}/${stream}`;
}

/**
 * Which streams of which units lacked a kilogram a day or more to their targets: (target × generated − treated) ÷ days.
 *
 * @param to the last of the days; the target is that of it
 * @param days how many have figures
 */
export function behindOf(sums: readonly UnitSum[], targets: readonly Target[], to: Day, days: number): Behind[] {
  return sums
    .flatMap((sum): Behind[] => {
      const { unit, stream, generatedKg, treatedKg } = sum;
      const target = unit.setting && targetShareOn(targets, unit.setting, stream, to);
      if (!target || generatedKg <= 0 || days <= 0) return [];
      const gapKgPerDay = Math.round((target * generatedKg - treatedKg) / days);
      return gapKgPerDay < 1 ? [] : [{ ...sum, target, gapKgPerDay }];
    })
    .toSorted((a, b) => b.gapKgPerDay - a.gapKgPerDay || (a.unit.code < b.unit.code ? -1 : 1));
}

const NOTHING_LEFT: LeftKg = { left: 0, refused: 0, unreported: 0 };

/**
 * What a kilogram expected at a visit that was left is worth. Waste that was left once may have been taken the next time, and what is
 * expected is not what is there: so all that was left counts for no more than all that was not collected, and of it only the part
 * that is treated to standard, as of what is collected.
 */
function worthOf({ generatedKg, collectedKg, treatedKg }: UnitSum, { left, refused, unreported }: LeftKg) {
  const told = left + refused + unreported;
  const uncollected = Math.max(0, generatedKg - collectedKg);
  return {
    uncollected,
    /** Kilograms not collected, of a kilogram expected. */
    real: told > 0 ? Math.min(1, uncollected / told) : 1,
    treated: collectedKg > 0 ? Math.min(1, treatedKg / collectedKg) : 1,
  };
}

/**
 * Rows and totals of a study: where what is generated and not treated stays, and what each remedy brings of it.
 *
 * kg a day = kg fetched × min(1, not collected ÷ left) × treated ÷ collected ÷ days, and no more than what was not collected of that
 * unit and stream. A point more fetches what came to no point, which is no kilogram left at one: it is bounded by what stays elsewhere.
 * đồng per kg = what the remedy costs ÷ kg it brings to all that are behind.
 */
export function reckonStudy(
  behind: readonly Behind[],
  leftOf: ReadonlyMap<string, LeftKg>,
  fetched: readonly Fetched[],
  days: number,
): Pick<Study, 'rows' | 'all'> {
  const brought = fetched.map(({ remedy, kg, dong }) => {
    const perRow = new Map<string, number>();
    for (const row of behind) {
      const key = behindKey(row.unitId, row.stream);
      const told = leftOf.get(key) ?? NOTHING_LEFT;
      const { uncollected, real, treated } = worthOf(row, told);
      const elsewhere = uncollected - real * (told.left + told.refused + told.unreported);
      const taken =
        remedy.kind === 'point-more'
          ? Math.min(kg.get(key) ?? 0, elsewhere)
          : Math.min((kg.get(key) ?? 0) * real, uncollected);
      perRow.set(key, Math.max(0, taken) * treated);
    }
    const allKg = [...perRow.values()].reduce((sum, one) => sum + one, 0);
    // What lets dearer trucks stay at home costs nothing more.
    const costs = dong === null ? null : Math.max(0, dong);
    const dongPerKg = costs === null || allKg <= 0 ? null : Math.round(costs / allKg);
    return { remedy, perRow, allKg, dong: costs, dongPerKg };
  });
  const rows = behind.map((row): StudyRow => {
    const key = behindKey(row.unitId, row.stream);
    const told = leftOf.get(key) ?? NOTHING_LEFT;
    const { uncollected, real } = worthOf(row, told);
    const { unitId, unit, stream, target, gapKgPerDay, generatedKg, collectedKg, treatedKg } = row;
    const perDay = (kg: number): number => Math.round(kg / days);
    return {
      ...{ unitId, unit, stream, target, gapKgPerDay, rate: treatedKg / generatedKg },
      stays: {
        left: perDay(told.left * real),
        refused: perDay(told.refused * real),
        unreported: perDay(told.unreported * real),
        elsewhere: perDay(uncollected - real * (told.left + told.refused + told.unreported)),
        untreated: perDay(collectedKg - treatedKg),
      },
      remedies: brought
        .map(({ remedy, perRow, dongPerKg }) => ({ remedy, dongPerKg, kgPerDay: perDay(perRow.get(key) ?? 0) }))
        .filter(({ kgPerDay }) => kgPerDay > 0)
        .toSorted(byMost)
        .filter(isBestDay),
    };
  });
  const all = brought
    .map(
      ({ remedy, allKg, dong, dongPerKg }): RemedyTotal => ({
        ...{ remedy, dongPerKg, kgPerDay: Math.round(allKg / days) },
        dongPerDay: dong === null ? null : Math.round(dong / days),
      }),
    )
    .filter(({ kgPerDay }) => kgPerDay > 0)
    .toSorted(byMost)
    .filter(isBestDay);
  return { rows, all };
}

type Effect = Pick<RemedyTotal, 'remedy' | 'kgPerDay' | 'dongPerKg'>;

/** What brings most first, of those alike the cheaper one. */
const byMost = (a: Effect, b: Effect): number => b.kgPerDay - a.kgPerDay || (a.dongPerKg ?? 0) - (b.dongPerKg ?? 0);

/** Of the days of the week that could become a collection day only the best is told. */
const isBestDay = ({ remedy }: Effect, index: number, sorted: readonly Effect[]): boolean =>
  remedy.kind !== 'day-more' || sorted.findIndex((one) => one.remedy.kind === 'day-more') === index;
