import { useTranslation } from 'react-i18next';
import type { TruckRow } from '../../../domain/ledger/truck-view.ts';
import { useFormat } from '../../ui/use-format.ts';
import { type Column, FigureTable } from '../frame/FigureTable.tsx';
import { truckLink } from '../frame/links.tsx';

/** All trucks beside each other. */
export function TruckTable({ trucks }: { trucks: readonly TruckRow[] }) {
  const { t } = useTranslation('figures');
  const format = useFormat();
  const figure = (
    key: keyof TruckRow['totals'],
    label: string,
    shown: (value: number) => string,
    is?: Column<TruckRow>['is'],
  ): Column<TruckRow> => ({
    ...{ key, label, ...(is && { is }) },
    file: ({ totals }) => {
      const value = totals[key];
      return value === null ? null : Number(value.toFixed(3));
    },
    shown: ({ totals }) => {
      const value = totals[key];
      return value === null ? '–' : shown(value);
    },
  });
  const whole = (value: number) => format.count(Math.round(value));
  return (
    <section>
      <h2>{t('truck.table')}</h2>
      <FigureTable<TruckRow>
        label={t('truck.table')}
        rows={trucks}
        keyOf={({ code }) => code}
        file="trucks.csv"
        columns={[
          {
            ...{ key: 'truck', label: t('truckName'), file: ({ code }) => code },
            shown: ({ code, number }) => truckLink(`${number} · ${code}`, code),
          },
          {
            ...{ key: 'cooperative', label: t('quality.cooperative'), isWords: true },
            shown: ({ cooperative }) => cooperative,
            file: ({ cooperative }) => cooperative,
          },
          figure('plannedMetres', t('truck.planned'), format.km, () => 'guessed'),
          figure('drivenMetres', t('truck.driven'), format.km),
          figure('trackedDays', t('truck.trackedDays'), format.count),
          figure('netKg', t('truck.net'), format.tonnes),
          figure('kgPerKm', t('truck.kgPerKm'), whole),
          figure('loadFactor', t('truck.loadFactor'), format.percentTenths),
          figure('workedSeconds', t('truck.worked'), format.duration),
          figure('standingSeconds', t('truck.standing'), format.duration),
          figure('fuelLitres', t('truck.fuelLitres'), format.litres, () => 'guessed'),
          figure(
            'co2Kg',
            t('truck.co2'),
            (value) => format.kg(Math.round(value)),
            () => 'guessed',
          ),
        ]}
      />
    </section>
  );
}
