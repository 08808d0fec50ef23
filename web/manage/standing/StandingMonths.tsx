import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { StandingMonth } from '../../../domain/ledger/standing.ts';
import { useFormat } from '../../ui/use-format.ts';
import { Chart, type Series } from '../frame/Chart.tsx';
import { type Column, FoldedTable } from '../frame/FigureTable.tsx';
import { massSeries, rateSeries } from '../frame/mass-series.ts';

const shown = (month: string): string => month.split('-').reverse().join('/');

/** Month by month: mass by how it is known, the rate against its target, and visits kept beside. */
export function StandingMonths({ months }: { months: readonly StandingMonth[] }) {
  const { t } = useTranslation('figures');
  const { t: tRates } = useTranslation('rates');
  const format = useFormat();
  const series = useMemo<Series[]>(
    () => [
      ...massSeries(months, (grade) => tRates(`why.massGrade.${grade}`)),
      ...rateSeries(months, (name) => tRates(`column.${name}`)),
    ],
    [months, tRates],
  );
  if (months.length === 0) return null;
  const mass = (name: 'generatedKg' | 'collectedKg' | 'treatedKg', label: string): Column<StandingMonth> => ({
    ...{ key: name, label, file: (month) => month[name] },
    shown: (month) => format.tonnes(month[name]),
  });
  const rate = (name: 'rate' | 'target'): Column<StandingMonth> => ({
    ...{ key: name, label: tRates(`column.${name}`), file: (month) => month[name]?.toFixed(4) ?? null },
    shown: (month) => (month[name] === null ? '–' : format.percentTenths(month[name])),
  });
  return (
    <section>
      <h2>{t('standing.months')}</h2>
      <Chart
        label={t('standing.months')}
        categories={months.map(({ month }) => shown(month))}
        series={series}
        shown={format.tonnes}
        shownRight={format.percent}
        isRightShare
      />
      <FoldedTable<StandingMonth>
        label={t('standing.months')}
        rows={months}
        keyOf={({ month }) => month}
        file="standing-months.csv"
        columns={[
          {
            ...{ key: 'month', label: t('quality.month'), file: ({ month }) => month },
            shown: ({ month }) => shown(month),
          },
          mass('generatedKg', tRates('column.generated')),
          mass('collectedKg', tRates('column.collected')),
          mass('treatedKg', tRates('column.treated')),
          rate('rate'),
          rate('target'),
          {
            ...{ key: 'weighedKg', label: tRates('column.weighed'), file: ({ mass: { weighed } }) => weighed },
            shown: ({ mass: { weighed } }) => format.tonnes(weighed),
          },
          {
            ...{ key: 'estimatedKg', label: tRates('column.estimated'), file: ({ mass: { estimated } }) => estimated },
            shown: ({ mass: { estimated } }) => format.tonnes(estimated),
            is: () => 'guessed',
          },
          {
            ...{ key: 'served', label: tRates('column.visits'), file: ({ visits }) => visits.served },
            shown: ({ visits }) => `${format.count(visits.served)}/${format.count(visits.scheduled)}`,
          },
        ]}
      />
    </section>
  );
}
