import { SegmentedControl, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Denominator, Rates } from '../../../domain/ledger/rates.ts';
import type { LedgerStream } from '../../../domain/ledger/ledger-streams.ts';
import type { ActiveArea } from '../../ui/api/queries.ts';
import { Failure } from '../../ui/states.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { Headlines } from './Headlines.tsx';
import type { Span } from '../../ui/period/span.ts';
import { saidOfDays } from './known-days.ts';
import { RatesMatrix } from './RatesMatrix.tsx';
import { RatesTable } from './RatesTable.tsx';
import classes from './RatesPage.module.css';
import { ratesQuery } from './rates-queries.ts';

/** A unit's stream whose figure is opened. */
export interface Cell {
  readonly unit: string;
  readonly stream: LedgerStream;
}

interface Props {
  area: ActiveArea;
  span: Span;
  denominator: Denominator;
  chosen: Cell | null;
  onChoose: (cell: Cell) => void;
}

const SHOWN = ['bars', 'table', 'cooperatives'] as const;

/** The figures of a span of days: what stands out in sentences, then bars or the table they are drawn from. */
export function RatesFigures({ area, span, denominator, chosen, onChoose }: Props) {
  const { t } = useTranslation('rates');
  const format = useFormat();
  const [shown, setShown] = useState<(typeof SHOWN)[number]>('bars');
  const cells = useQuery(ratesQuery(span, 'unit,stream', denominator));
  const cooperatives = useQuery({
    ...ratesQuery(span, 'cooperative', denominator),
    enabled: shown === 'cooperatives',
  });
  const broken = [cells, cooperatives].find((query) => query.isError && query.data === undefined);
  if (broken) return <Failure error={broken.error} onRetry={() => void broken.refetch()} />;
  const totals = cells.data?.totals;
  if (!cells.data || !totals) {
    return Array.from({ length: 8 }, (_, index) => <Skeleton key={index} h={34} mb={6} />);
  }
  return (
    // Figures of the span before stay, faded, until the new ones are there.
    <div className={classes.answer} aria-busy={cells.isPlaceholderData}>
      <Freshness rates={cells.data} />
      {cells.data.rows.length > 0 && <Headlines rows={cells.data.rows} onChoose={onChoose} />}
      <SegmentedControl
        size="xs"
        aria-label={t('shown.label')}
        value={shown}
        onChange={setShown}
        data={SHOWN.map((value) => ({ value, label: t(`shown.${value}`) }))}
      />
      {shown === 'bars' && (
        <RatesMatrix
          cells={cells.data.rows}
          units={totals.units}
          streams={totals.streams}
          all={totals.all}
          chosen={chosen}
          onChoose={onChoose}
        />
      )}
      {shown === 'table' && <RatesTable rows={cells.data.rows} by="unit" chosen={chosen} onChoose={onChoose} />}
      {shown === 'cooperatives' &&
        (cooperatives.data ? (
          <RatesTable rows={cooperatives.data.rows} by="cooperative" chosen={null} />
        ) : (
          <Skeleton h={200} />
        ))}
      <p className={classes.note}>
        {t(`formula.${denominator}`)} {t('formula.span', { from: format.day(span.from), to: format.day(span.to) })}{' '}
        {t('formula.rule', { version: cells.data.ruleVersion })}
        {area.isSynthetic && ` ${t('synthetic')}`}
      </p>
    </div>
  );
}

/** How many of the days there are figures of, and whether some are being recomputed. */
function Freshness({ rates }: { rates: Rates }) {
  const { t } = useTranslation('rates');
  return (
    <>
      {rates.dirtyDays > 0 && (
        <p className={classes.recomputed} role="status">
          {t('recomputed', { count: rates.dirtyDays })}
        </p>
      )}
      {rates.dirtyDays === 0 &&
        saidOfDays(rates).map(({ say, ...figures }) => (
          <p key={say} className={classes.recomputed} role="status">
            {t(say, figures)}
          </p>
        ))}
    </>
  );
}
