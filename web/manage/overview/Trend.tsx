import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { OverviewMonth } from '../../../domain/ledger/overview.ts';
import { useFormat } from '../../ui/use-format.ts';
import { Chart } from '../frame/Chart.tsx';
import { type Column, FoldedTable } from '../frame/FigureTable.tsx';
import classes from '../frame/Manage.module.css';
import { massSeries, rateSeries } from '../frame/mass-series.ts';

const shown = (month: string): string => month.split('-').reverse().join('/');

/** Month by month: what was collected by how it is known, and the rate; with its table and file. */
export function Trend({ months }: { months: readonly OverviewMonth[] }) {
  const { t } = useTranslation('overview');
  const { t: tRates } = useTranslation('rates');
  const format = useFormat();
  const categories = useMemo(() => months.map(({ month }) => shown(month)), [months]);
  const series = useMemo(
    () => [
      ...massSeries(months, (grade) => tRates(`why.massGrade.${grade}`)),
      ...rateSeries(months, (name) => tRates(`column.${name}`)),
    ],
    [months, tRates],
  );
  const mass = (name: 'generatedKg' | 'collectedKg' | 'treatedKg', label: string): Column<OverviewMonth> => ({
    ...{ key: name, label, file: (month) => month[name] },
    shown: (month) => format.tonnes(month[name]),
  });
  const graded = (name: keyof OverviewMonth['mass']): Column<OverviewMonth> => ({
    ...{ key: `${name}Kg`, label: tRates(`why.massGrade.${name}`), file: (month) => month.mass[name] },
    shown: (month) => format.tonnes(month.mass[name]),
    is: () => (name === 'estimated' ? 'guessed' : undefined),
  });
  const rate = (name: 'rate' | 'target'): Column<OverviewMonth> => ({
    ...{ key: name, label: tRates(`column.${name}`), file: (month) => month[name]?.toFixed(4) ?? null },
    shown: (month) => (month[name] === null ? '–' : format.percentTenths(month[name])),
  });
  return (
    <section className={classes.apart}>
      <h2>{t('trend.title')}</h2>
      <Chart
        label={t('trend.chart')}
        categories={categories}
        series={series}
        shown={format.tonnes}
        shownRight={format.percentTenths}
        isRightShare
      />
      <FoldedTable<OverviewMonth>
        label={t('trend.title')}
        rows={months}
        keyOf={({ month }) => month}
        file="months.csv"
        columns={[
          {
            ...{ key: 'month', label: t('trend.month'), file: ({ month }) => month },
            shown: ({ month }) => shown(month),
          },
          mass('generatedKg', tRates('column.generated')),
          mass('collectedKg', tRates('column.collected')),
          mass('treatedKg', tRates('column.treated')),
          rate('rate'),
          rate('target'),
          graded('weighed'),
          graded('measured'),
          graded('estimated'),
        ]}
      />
    </section>
  );
}
