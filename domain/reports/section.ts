import { heldRateRow, heldRateRows, type LedgerSum } from '../ledger/rate-rows.ts';
import type { Denominator, RatesRow } from '../ledger/rates.ts';
import type { ReportData } from './report-data.ts';
import type { ReportSection, ReportTable } from './report.ts';

/** What stands under one heading. */
export type Section = Omit<ReportSection, 'heading'>;

export const tableOnly = (table: ReportTable): Section => ({ paragraphs: [], tables: [table] });

/** A report's figures by units, streams or cooperatives. */
export const rows = (data: ReportData, by: 'unit' | 'stream' | 'unit,stream' | 'cooperative'): RatesRow[] =>
  heldRateRows(data.sums, data.targets, { by, ...askOf(data, 'generated') });

const askOf = (data: ReportData, denominator: Denominator) => ({
  denominator,
  to: data.to,
  days: data.days,
  isOfCooperative: data.scope.kind === 'cooperative',
});

/** All of some sums as one row; `null` where there are none. */
export function total(
  data: ReportData,
  sums: readonly LedgerSum[],
  denominator: Denominator,
  days = data.days,
): RatesRow | null {
  return heldRateRow(sums, data.targets, { by: 'stream', ...askOf(data, denominator), days });
}
