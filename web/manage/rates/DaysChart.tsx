import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { WhyDay } from '../../../domain/ledger/why.ts';
import { useFormat } from '../../ui/use-format.ts';
import { Chart, type Series } from '../frame/Chart.tsx';
import { massSeries } from '../frame/mass-series.ts';

const HEIGHT_PIXELS = 190;

/** kg a day by how they are known, with what was generated as a line. */
export function DaysChart({ days }: { days: readonly WhyDay[] }) {
  const { t } = useTranslation('rates');
  const format = useFormat();
  const categories = useMemo(() => days.map(({ day }) => format.dayShort(day)), [days, format]);
  const series = useMemo<Series[]>(
    () => [
      ...massSeries(days, (grade) => t(`why.massGrade.${grade}`)),
      {
        ...{ name: t('column.generated'), kind: 'line', colour: '--tx-target', isDashed: true, isStepped: true },
        data: days.map(({ generatedKg }) => generatedKg),
      },
    ],
    [days, t],
  );
  return (
    <Chart
      label={t('why.chart')}
      categories={categories}
      series={series}
      shown={format.tonnes}
      told={format.kg}
      heightPixels={HEIGHT_PIXELS}
    />
  );
}
