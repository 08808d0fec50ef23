import type { Overview } from '../../../domain/ledger/overview.ts';
import { type ComparedDays, Comparison } from '../frame/Comparison.tsx';
import { RemediesPanel } from '../remedies/RemediesPanel.tsx';
import { Trend } from './Trend.tsx';

interface Props {
  overview: Overview;
  compared: ComparedDays;
  onCompared: (days: ComparedDays) => void;
}

/** What stands below the targets: what would close the gaps, one period against another, and the months. */
export function Further({ overview: { rows, to, denominator, months }, compared, onCompared }: Props) {
  return (
    <>
      <RemediesPanel />
      {rows.length > 0 && <Comparison lastDay={to} denominator={denominator} days={compared} onDays={onCompared} />}
      {months.length > 0 && <Trend months={months} />}
    </>
  );
}
