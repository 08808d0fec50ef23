import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { massShares } from '../../../domain/ledger/mass-shares.ts';
import type { LedgerStream } from '../../../domain/ledger/ledger-streams.ts';
import type { Standing, StandingPart } from '../../../domain/ledger/standing.ts';
import { useFormat } from '../../ui/use-format.ts';
import { type Column, FigureTable } from '../frame/FigureTable.tsx';
import classes from '../frame/Manage.module.css';
import { Bullet } from '../rates/Bullet.tsx';
import { useStreamName, useUnitName } from '../rates/names.ts';

/** A unit by its streams, a stream or a cooperative by its units: year, month, forecast, and the way down to what it is made of. */
export function StandingParts({ standing, from }: { standing: Standing; from: string }) {
  const { t } = useTranslation('figures');
  const { t: tRates } = useTranslation('rates');
  const format = useFormat();
  const streamName = useStreamName();
  const unitName = useUnitName();
  const { of, parts, to, on, denominator } = standing;
  const byStream = of.kind === 'unit';
  const nameOf = ({ year: { unit, stream } }: StandingPart) => (byStream ? streamName(stream) : unitName(unit));
  const codeOf = ({ year: { unit, stream } }: StandingPart) => (byStream ? stream : unit?.code) ?? '';
  const share = (value: number | null) => (value === null ? '–' : format.percentTenths(value));
  if (parts.length === 0) return null;
  const columns: Column<StandingPart>[] = [
    {
      ...{ key: byStream ? 'stream' : 'unit', label: tRates(byStream ? 'column.stream' : 'column.unit'), file: codeOf },
      shown: (part) =>
        part.year.unit?.setting === null || codeOf(part) === 'unknown'
          ? nameOf(part)
          : partLink(nameOf(part), byStream, codeOf(part), {
              to,
              denominator: denominator === 'collected' ? 'collected' : undefined,
            }),
    },
    {
      ...{ key: 'rate', label: t('standing.period.year'), file: ({ year }) => year.rate?.toFixed(4) ?? null },
      shown: bulletOf,
    },
    {
      ...{ key: 'target', label: tRates('column.target'), file: ({ year }) => year.target?.toFixed(4) ?? null },
      shown: ({ year }) => share(year.target),
    },
    {
      ...{ key: 'gapKgPerDay', label: tRates('column.gap'), file: ({ year }) => year.gapKgPerDay },
      shown: ({ year }) => (year.gapKgPerDay === null ? '–' : format.kg(year.gapKgPerDay)),
      is: ({ year }) => ((year.gapKgPerDay ?? 0) > 0 ? 'bad' : undefined),
    },
    {
      ...{ key: 'monthRate', label: t('standing.period.month'), file: ({ month }) => month?.rate?.toFixed(4) ?? null },
      shown: ({ month }) => share(month?.rate ?? null),
    },
    {
      ...{ key: 'forecast', label: t('standing.forecast', { day: format.dayShort(on) }) },
      file: ({ forecast }) => forecast?.rate.toFixed(4) ?? null,
      shown: ({ forecast }) =>
        forecast === null
          ? t('standing.tooFew')
          : t('standing.interval', {
              rate: format.percent(forecast.rate),
              range: format.percents(forecast.low, forecast.high),
            }),
      is: () => 'guessed',
    },
    {
      ...{
        key: 'targetThen',
        label: t('standing.targetThen'),
        file: ({ targetThen }) => targetThen?.toFixed(4) ?? null,
      },
      shown: ({ targetThen }) => share(targetThen),
    },
    {
      ...{ key: 'generatedKg', file: ({ year }) => year.generatedKg },
      label: tRates(of.kind === 'cooperative' ? 'column.expected' : 'column.generated'),
      shown: ({ year }) => format.tonnes(year.generatedKg),
    },
    {
      ...{ key: 'collectedKg', label: tRates('column.collected'), file: ({ year }) => year.collectedKg },
      shown: ({ year }) => format.tonnes(year.collectedKg),
    },
    {
      ...{ key: 'treatedKg', label: tRates('column.treated'), file: ({ year }) => year.treatedKg },
      shown: ({ year }) => format.tonnes(year.treatedKg),
    },
    {
      ...{ key: 'weighedKg', label: tRates('column.weighed'), file: ({ year }) => year.mass.weighed },
      shown: ({ year }) => share(massShares(year.mass)?.weighed ?? null),
    },
    {
      ...{ key: 'served', label: tRates('column.visits'), file: ({ year }) => year.visits.served },
      shown: ({ year: { visits } }) => `${format.count(visits.served)}/${format.count(visits.scheduled)}`,
    },
    ...(of.kind === 'cooperative'
      ? []
      : [
          {
            ...{ key: 'why', label: t('standing.madeOf') },
            shown: ({ year }: StandingPart) => {
              const unit = of.kind === 'unit' ? of.unit.code : year.unit?.code;
              const stream = of.kind === 'stream' ? of.stream : (year.stream ?? undefined);
              return whyLink(t('standing.why'), { from, to, unit, stream });
            },
          },
        ]),
  ];
  return (
    <section>
      <h2>{t(byStream ? 'standing.byStream' : 'standing.byUnit')}</h2>
      <FigureTable
        label={t(byStream ? 'standing.byStream' : 'standing.byUnit')}
        rows={parts}
        keyOf={codeOf}
        columns={columns}
        file="standing.csv"
      />
      <p className={classes.note}>{t('standing.forecastNote')}</p>
    </section>
  );
}

const bulletOf = ({ year }: StandingPart): ReactNode => <Bullet row={year} />;

function partLink(
  words: string,
  byStream: boolean,
  code: string,
  search: { to: string; denominator: 'collected' | undefined },
): ReactNode {
  return (
    <Link
      className={classes.link}
      to={byStream ? '/manage/streams/$code' : '/manage/units/$code'}
      params={{ code }}
      search={search}
    >
      {words}
    </Link>
  );
}

function whyLink(
  words: string,
  search: { from: string; to: string; unit: string | undefined; stream: LedgerStream | undefined },
): ReactNode {
  return (
    <Link className={classes.link} to="/manage/rates" search={search}>
      {words}
    </Link>
  );
}
