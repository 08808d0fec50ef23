import { massShares } from '../../../domain/ledger/mass-shares.ts';
import type { RatesRow } from '../../../domain/ledger/rates.ts';
import { UNASSIGNED_UNIT } from '../../../domain/ledger/unassigned.ts';

/** What stands above the figures, computed from them alone. */
export interface Headline {
  /** Units and streams that have a target, and those of them that reach it. */
  readonly withTarget: number;
  readonly reached: number;
  /** What lacks most kg a day, the worst first; at most three. */
  readonly worst: readonly RatesRow[];
  /** Share of the collected mass by how it is known, 0…1; `null` where nothing was collected. */
  readonly shares: { readonly weighed: number; readonly measured: number; readonly estimated: number } | null;
  /** Scheduled visits of which nobody reported that they were served, and all of them. */
  readonly open: number;
  readonly scheduled: number;
  /** kg of tickets that belong to no unit. */
  readonly unassignedKg: number;
}

/** @param rows of `by=unit,stream` */
export function headlineOf(rows: readonly RatesRow[]): Headline {
  const withTarget = rows.filter(({ target, rate }) => target !== null && rate !== null);
  const short = withTarget.filter(({ gapKgPerDay }) => (gapKgPerDay ?? 0) > 0);
  const sum = (value: (row: RatesRow) => number): number => rows.reduce((total, row) => total + value(row), 0);
  const scheduled = sum(({ visits }) => visits.scheduled);
  return {
    withTarget: withTarget.length,
    reached: withTarget.length - short.length,
    worst: short.toSorted((one, other) => (other.gapKgPerDay ?? 0) - (one.gapKgPerDay ?? 0)).slice(0, 3),
    shares: massShares({
      weighed: sum(({ mass }) => mass.weighed),
      measured: sum(({ mass }) => mass.measured),
      estimated: sum(({ mass }) => mass.estimated),
    }),
    // What was served beyond the plan is in `served` too, so each row counts for itself.
    open: sum(({ visits }) => Math.max(0, visits.scheduled - visits.served)),
    scheduled,
    unassignedKg: rows
      .filter(({ unit }) => unit?.code === UNASSIGNED_UNIT)
      .reduce((total, row) => total + row.collectedKg, 0),
  };
}

/** How a row stands: shape and colour follow it. `none` = no target holds, or nothing to hold it against. */
export type Standing = 'reached' | 'below' | 'none';

export function standingOf({ rate, target }: Pick<RatesRow, 'rate' | 'target'>): Standing {
  if (rate === null || target === null) return 'none';
  return rate >= target ? 'reached' : 'below';
}
