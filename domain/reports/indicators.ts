import type { DutyFigure } from '../duties/duties.ts';
import type { RatesRow } from '../ledger/rates.ts';
import { heldRateRow, heldRateRows, type LedgerSum } from '../ledger/rate-rows.ts';
import type { Text } from './forms.ts';
import type { ReportData } from './report-data.ts';

/** One of the resolution's targets with what was reached. */
export interface Indicator {
  readonly key: DutyFigure;
  readonly name: Text;
  /** Against what was generated. */
  readonly row: RatesRow;
  readonly target: number | null;
  /** Treated ÷ collected, indicator 11.6.1. */
  readonly ofCollected: number | null;
  /** Units and streams that lack most a day, the worst first; at most three. */
  readonly worst: readonly RatesRow[];
  /** Scheduled visits of which nobody reported that they were served. */
  readonly unreported: number;
}

const DANGEROUS: ReadonlySet<string> = new Set(['hazardous', 'medical', 'pesticide-packaging']);

/** The resolution sets a target for the solid waste of wards, that of communes, and hazardous and medical waste of both. */
const GROUPS: readonly { readonly key: DutyFigure; readonly name: Text; readonly has: (sum: LedgerSum) => boolean }[] =
  [
    {
      key: 'urban-solid',
      name: { vi: 'Chất thải rắn đô thị được thu gom, xử lý', en: 'Urban solid waste collected and treated' },
      has: ({ unit, stream }) => unit.setting === 'urban' && !DANGEROUS.has(stream),
    },
    {
      key: 'rural-solid',
      name: { vi: 'Chất thải rắn nông thôn được thu gom, xử lý', en: 'Rural solid waste collected and treated' },
      has: ({ unit, stream }) => unit.setting === 'rural' && !DANGEROUS.has(stream),
    },
    {
      key: 'dangerous',
      name: {
        vi: 'Chất thải nguy hại, y tế được thu gom, xử lý đạt tiêu chuẩn',
        en: 'Hazardous and medical waste collected and treated to standard',
      },
      has: ({ unit, stream }) => unit.setting !== null && DANGEROUS.has(stream),
    },
  ];

/** The targets that speak of what a report is of; those of which nothing was generated or collected are left out. */
export function indicatorsOf(data: Pick<ReportData, 'sums' | 'targets' | 'to' | 'days' | 'scope'>): Indicator[] {
  const ask = { to: data.to, days: data.days, isOfCooperative: data.scope.kind === 'cooperative' };
  return GROUPS.flatMap(({ key, name, has }): Indicator[] => {
    const sums = data.sums.filter(has);
    const row = heldRateRow(sums, data.targets, { ...ask, by: 'stream', denominator: 'generated' });
    if (!row) return [];
    const ofCollected = heldRateRow(sums, data.targets, { ...ask, by: 'stream', denominator: 'collected' });
    const cells = heldRateRows(sums, data.targets, { ...ask, by: 'unit,stream', denominator: 'generated' });
    return [
      {
        ...{ key, name, row, target: row.target, ofCollected: ofCollected?.rate ?? null },
        worst: cells
          .filter(({ gapKgPerDay }) => (gapKgPerDay ?? 0) > 0)
          .toSorted((a, b) => (b.gapKgPerDay ?? 0) - (a.gapKgPerDay ?? 0))
          .slice(0, 3),
        unreported: cells.reduce((sum, { visits }) => sum + Math.max(0, visits.scheduled - visits.served), 0),
      },
    ];
  });
}
