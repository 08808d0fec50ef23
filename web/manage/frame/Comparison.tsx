import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Compared, type Comparison as Answer, comparisonSchema } from '../../../domain/ledger/comparison.ts';
import type { Denominator } from '../../../domain/ledger/rates.ts';
import { periodAround, shifted, yearBefore } from '../../ui/period/period.ts';
import type { Span } from '../../ui/period/span.ts';
import { PeriodChoice } from '../../ui/period/PeriodChoice.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { useStreamName, useUnitName } from '../rates/names.ts';
import { figuresQuery } from './ask.ts';
import { type Column, FigureTable } from './FigureTable.tsx';
import classes from './Manage.module.css';

/** The days that are compared, as they stand in a page's address; left out: the month of the last day, and the one before. */
export interface ComparedDays {
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  readonly beforeFrom?: string | undefined;
  readonly beforeUntil?: string | undefined;
}

interface Props {
  /** Of what; left out: of the whole town. */
  of?: { readonly unit?: string; readonly stream?: string; readonly cooperative?: string };
  /** The last day that may be asked about. */
  lastDay: string;
  denominator: Denominator;
  days: ComparedDays;
  onDays: (days: ComparedDays) => void;
}

/** One period held against another: rates in points, masses in kg a day. */
export function Comparison({ of = {}, lastDay, denominator, days, onDays }: Props) {
  const { t } = useTranslation('figures');
  const month = periodAround('month', lastDay);
  const now: Span =
    days.from && days.until && days.from <= days.until
      ? { from: days.from, to: days.until }
      : { from: month.from, to: lastDay };
  const before: Span =
    days.beforeFrom && days.beforeUntil && days.beforeFrom <= days.beforeUntil
      ? { from: days.beforeFrom, to: days.beforeUntil }
      : shifted(now, -1, lastDay);
  const ask = (next: Span, other: Span) =>
    onDays({ from: next.from, until: next.to, beforeFrom: other.from, beforeUntil: other.to });
  const read = useQuery(
    figuresQuery(comparisonSchema, 'comparison', {
      ...{ ...of, ...now, beforeFrom: before.from, beforeTo: before.to },
      denominator: denominator === 'collected' ? denominator : undefined,
    }),
  );
  return (
    <section className={classes.apart}>
      <h2>{t('compare.title')}</h2>
      <div className={classes.controls} role="group" aria-label={t('compare.now')}>
        <span className={classes.of}>{t('compare.now')}</span>
        <PeriodChoice span={now} lastDay={lastDay} onSpan={(span) => ask(span, shifted(span, -1, lastDay))} />
      </div>
      <div className={classes.controls} role="group" aria-label={t('compare.before')}>
        <span className={classes.of}>{t('compare.before')}</span>
        <PeriodChoice span={before} lastDay={lastDay} onSpan={(span) => ask(now, span)} />
        <Button size="compact-sm" variant="default" onClick={() => ask(now, shifted(now, -1, lastDay))}>
          {t('compare.last')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => ask(now, yearBefore(now))}>
          {t('compare.year')}
        </Button>
      </div>
      {read.data && (
        <Differences answer={read.data} isByStream={of.unit !== undefined} isFaded={read.isPlaceholderData} />
      )}
    </section>
  );
}

function Differences({ answer, isByStream, isFaded }: { answer: Answer; isByStream: boolean; isFaded: boolean }) {
  const { t } = useTranslation('figures');
  const { t: tRates } = useTranslation('rates');
  const format = useFormat();
  const streamName = useStreamName();
  const unitName = useUnitName();
  const { all, rows, now, before } = answer;
  if (all.now === null && all.before === null) return <p className={classes.note}>{t('compare.none')}</p>;
  const share = (rate: number | null | undefined) => (rate == null ? '–' : format.percentTenths(rate));
  const signed = (value: number | null, words: (size: number) => string) =>
    value === null ? '–' : `${value > 0 ? '+' : value < 0 ? '−' : ''}${words(Math.abs(value))}`;
  const of = ({ now: one, before: other }: Compared) => one ?? other;
  const nameOf = (row: Compared) => {
    if (row === all) return t('compare.all');
    return isByStream ? streamName(of(row)?.stream ?? null) : unitName(of(row)?.unit ?? null);
  };
  const codeOf = (row: Compared) => (row === all ? '' : ((isByStream ? of(row)?.stream : of(row)?.unit?.code) ?? ''));
  const isWorse = (value: number | null) => (value !== null && value < 0 ? ('bad' as const) : undefined);
  const columns: Column<Compared>[] = [
    {
      ...{ key: isByStream ? 'stream' : 'unit', label: tRates(isByStream ? 'column.stream' : 'column.unit') },
      ...{ shown: nameOf, file: codeOf },
    },
    {
      ...{ key: 'rate', label: t('compare.rateNow'), file: (row) => row.now?.rate?.toFixed(4) ?? null },
      shown: (row) => share(row.now?.rate),
    },
    {
      ...{ key: 'rateBefore', label: t('compare.rateBefore'), file: (row) => row.before?.rate?.toFixed(4) ?? null },
      shown: (row) => share(row.before?.rate),
    },
    {
      ...{ key: 'points', label: t('compare.points') },
      file: ({ rateChange }) => (rateChange === null ? null : (rateChange * 100).toFixed(2)),
      shown: ({ rateChange }) =>
        signed(rateChange === null ? null : Math.round(rateChange * 1000) / 10, (points) => format.decimal(points)),
      is: ({ rateChange }) => isWorse(rateChange === null ? null : Math.round(rateChange * 1000)),
    },
    {
      ...{ key: 'treatedKgPerDay', label: t('compare.treated'), file: ({ treatedKgPerDay }) => treatedKgPerDay },
      shown: ({ treatedKgPerDay }) => signed(treatedKgPerDay, format.kg),
      is: ({ treatedKgPerDay }) => isWorse(treatedKgPerDay),
    },
    {
      ...{
        key: 'collectedKgPerDay',
        label: t('compare.collected'),
        file: ({ collectedKgPerDay }) => collectedKgPerDay,
      },
      shown: ({ collectedKgPerDay }) => signed(collectedKgPerDay, format.kg),
    },
  ];
  return (
    <div className={classes.answer} aria-busy={isFaded}>
      <FigureTable
        label={t('compare.title')}
        rows={[...rows, all]}
        keyOf={(row) => (row === all ? 'all' : codeOf(row))}
        columns={columns}
        file="comparison.csv"
      />
      <p className={classes.note}>
        {t('compare.days', { now: now.days, before: before.days })}
        {now.dirtyDays + before.dirtyDays > 0 &&
          ` ${tRates('recomputed', { count: now.dirtyDays + before.dirtyDays })}`}
      </p>
    </div>
  );
}
