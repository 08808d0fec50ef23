import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays } from '../../../domain/day.ts';
import {
  QUALITY_KINDS,
  type QualityCounts,
  type QualityKind,
  type QualityView,
  qualityViewSchema,
} from '../../../domain/ledger/quality-view.ts';
import type { ActiveArea } from '../../ui/api/queries.ts';
import { PeriodChoice } from '../../ui/period/PeriodChoice.tsx';
import { en as enEvidence } from '../../ui/texts/en/evidence.ts';
import { en } from '../../ui/texts/en/rates.ts';
import { registerTexts } from '../../ui/texts/i18n.ts';
import { vi as viEvidence } from '../../ui/texts/vi/evidence.ts';
import { vi } from '../../ui/texts/vi/rates.ts';
import { useFormat } from '../../ui/use-format.ts';
import { figuresQuery } from '../frame/ask.ts';
import { Chart, type Series } from '../frame/Chart.tsx';
import { type Column, FigureTable, FoldedTable, Tiles } from '../frame/FigureTable.tsx';
import { Head, ManageFrame } from '../frame/ManageFrame.tsx';
import classes from '../frame/Manage.module.css';
import { QualityLists } from './QualityLists.tsx';

registerTexts('rates', { vi, en });
registerTexts('evidence', { vi: viEvidence, en: enEvidence });

/** Of what each kind is counted. */
const OF: Readonly<Record<QualityKind, 'scheduled' | 'trips' | 'tickets'>> = {
  unreported: 'scheduled',
  unweighed: 'trips',
  implausible: 'tickets',
  unassigned: 'tickets',
};
const COLOURS: Readonly<Record<QualityKind, Series['colour']>> = {
  unreported: '--tx-unserved',
  unweighed: '--tx-skipped',
  implausible: '--tx-planned',
  unassigned: '--tx-served',
};

/** `/manage/quality`: what makes the figures less sure, and where each is mended. */
export function QualityPage() {
  const { t } = useTranslation('figures');
  const { from, to } = useSearch({ from: '/manage/quality' });
  return (
    <ManageFrame
      permission="ledger.read"
      title={t('quality.title')}
      query={figuresQuery(qualityViewSchema, 'quality', { from, to })}
    >
      {(view, area) => <Quality view={view} area={area} />}
    </ManageFrame>
  );
}

function Quality({ view, area }: { view: QualityView; area: ActiveArea }) {
  const { t } = useTranslation('figures');
  const format = useFormat();
  const navigate = useNavigate({ from: '/manage/quality' });
  const { from, to, totals, months, units, cooperatives, trucks } = view;
  const kinds = QUALITY_KINDS.filter((kind) => totals[kind] !== null);
  return (
    <>
      <Head title={t('quality.title')} span={t('fromTo', { from: format.day(from), to: format.day(to) })} />
      <div className={classes.controls}>
        <PeriodChoice
          span={{ from, to }}
          lastDay={addDays(area.today, -1)}
          onSpan={(span) => void navigate({ search: span })}
        />
      </div>
      <Tiles
        items={kinds.map((kind) => ({
          label: t(`quality.kind.${kind}`),
          value: format.count(totals[kind] ?? 0),
          note: t(`quality.of.${kind}`, { all: format.count(totals[OF[kind]] ?? 0) }),
          is: totals[kind] === 0 ? ('good' as const) : ('bad' as const),
        }))}
      />
      <Months months={months} kinds={kinds} />
      <section>
        <h2>{t('quality.units')}</h2>
        <FigureTable<QualityView['units'][number]>
          label={t('quality.units')}
          rows={units}
          keyOf={({ code }) => code}
          file="quality-units.csv"
          columns={[
            { key: 'unit', label: t('quality.unit'), shown: ({ name }) => name, file: ({ code }) => code },
            ...countColumns<QualityView['units'][number]>(['unreported'], t, format),
          ]}
        />
      </section>
      {cooperatives.length > 0 && (
        <section>
          <h2>{t('quality.cooperatives')}</h2>
          <FigureTable<QualityView['cooperatives'][number]>
            label={t('quality.cooperatives')}
            rows={cooperatives}
            keyOf={({ code }) => code ?? ''}
            file="quality-cooperatives.csv"
            columns={[
              {
                ...{ key: 'cooperative', label: t('quality.cooperative'), file: ({ code }) => code },
                shown: ({ code, name }) => (code === null ? t('quality.noCooperative') : name),
              },
              ...countColumns<QualityView['cooperatives'][number]>(kinds, t, format),
            ]}
          />
        </section>
      )}
      {trucks.length > 0 && (
        <section>
          <h2>{t('quality.trucks')}</h2>
          <FigureTable<QualityView['trucks'][number]>
            label={t('quality.trucks')}
            rows={trucks}
            keyOf={({ code }) => code}
            file="quality-trucks.csv"
            columns={[
              { key: 'truck', label: t('truckName'), shown: ({ code }) => code, file: ({ code }) => code },
              ...countColumns<QualityView['trucks'][number]>(kinds, t, format),
            ]}
          />
        </section>
      )}
      <QualityLists lists={view.lists} />
      <p className={classes.note}>{t('quality.note')}</p>
    </>
  );
}

function Months({ months, kinds }: { months: QualityView['months']; kinds: readonly QualityKind[] }) {
  const { t } = useTranslation('figures');
  const format = useFormat();
  const series = useMemo<Series[]>(
    () =>
      kinds.map((kind) => ({
        ...{ name: t(`quality.kind.${kind}`), kind: 'bars', colour: COLOURS[kind] },
        data: months.map((month) => month[kind]),
      })),
    [months, kinds, t],
  );
  if (months.length === 0) return null;
  return (
    <section>
      <h2>{t('quality.months')}</h2>
      <Chart
        label={t('quality.months')}
        categories={months.map(({ month }) => shownMonth(month))}
        series={series}
        shown={format.count}
      />
      <FoldedTable<QualityView['months'][number]>
        label={t('quality.months')}
        rows={months}
        keyOf={({ month }) => month}
        file="quality-months.csv"
        columns={[
          {
            ...{ key: 'month', label: t('quality.month'), file: ({ month }) => month },
            shown: ({ month }) => shownMonth(month),
          },
          ...countColumns<QualityView['months'][number]>(kinds, t, format),
        ]}
      />
    </section>
  );
}

const shownMonth = (month: string): string => month.split('-').reverse().join('/');

type Words = ReturnType<typeof useTranslation<'figures'>>['t'];

/** Of each kind how many, and of how many; a file has both as numbers. */
function countColumns<Row extends Partial<QualityCounts>>(
  kinds: readonly QualityKind[],
  t: Words,
  format: ReturnType<typeof useFormat>,
): Column<Row>[] {
  return kinds.flatMap((kind): Column<Row>[] => {
    const all = (row: Row): number => row[OF[kind]] ?? 0;
    const open = (row: Row): number => row[kind] ?? 0;
    return [
      {
        ...{ key: kind, label: t(`quality.kind.${kind}`), file: open },
        shown: (row) =>
          all(row) === 0 ? '–' : `${format.count(open(row))} (${format.percentTenths(open(row) / all(row))})`,
        is: (row) => (open(row) > 0 && open(row) > 0.1 * all(row) ? 'bad' : undefined),
      },
    ];
  });
}
