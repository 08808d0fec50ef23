import { Alert, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DayFigures, WeekResult } from '../../../domain/week/proposals.ts';
import { type Gain, gainOf, weekFigures } from '../../../domain/week/verdict.ts';
import type { Format } from '../../ui/format.ts';
import { useFormat } from '../../ui/use-format.ts';
import classes from './Proposal.module.css';

const COLOURS: Readonly<Record<Gain['verdict'], string>> = {
  cheaper: 'teal',
  'serves-more': 'teal',
  same: 'gray',
  'within-noise': 'gray',
  dearer: 'orange',
  'serves-less': 'orange',
};

type Shown = Pick<DayFigures, 'dueKg' | 'servedKg' | 'trucks' | 'workSeconds' | 'lengthMetres' | 'costDong'>;

/** What the proposal is worth, in one sentence, and day by day what it rests on. */
export function ProposalFigures({ result }: { result: WeekResult }) {
  const { t } = useTranslation('week-proposal');
  const format = useFormat();
  const gain = gainOf(result);
  const [run] = result.runs;
  if (!run) return null;
  const [before, after] = [weekFigures(run.before), weekFigures(run.after)];
  const money = (dong: number): string => format.money(Math.round(dong / 1000) * 1000);
  const changeBy = (dong: number): string => t(dong >= 0 ? 'cheaperBy' : 'dearerBy', { dong: money(Math.abs(dong)) });
  const servedBy = (kg: number): string =>
    kg === 0 ? t('servesAsMuch') : t(kg > 0 ? 'servesMore' : 'servesLess', { kg: format.kg(Math.abs(kg)) });
  const noise = money(gain.noiseDong);
  const figures = {
    ...{ dong: money(Math.abs(gain.dong)), least: money(gain.leastDong), most: money(gain.mostDong) },
    ...{ kg: format.kg(Math.round(Math.abs(gain.kg))), change: changeBy(gain.dong), noise },
    served: servedBy(Math.round(gain.kg)),
    runs: result.runs
      .map((one) => changeBy(weekFigures(one.before).costDong - weekFigures(one.after).costDong))
      .join(', '),
  };
  const { counts, daysOff } = result;
  return (
    <>
      <Alert color={COLOURS[gain.verdict]} p={10}>
        {!gain.isGain && (
          <Text size="sm" fw={600}>
            {t('noGain')}
          </Text>
        )}
        <Text size="sm" fw={gain.isGain ? 600 : undefined}>
          {t(`verdict.${gain.verdict}`, figures)}
        </Text>
        <Text size="xs" mt={4}>
          {t('how', { times: result.runs.length, noise })} {t('counts', counts)}
        </Text>
        {daysOff.length > 0 && (
          <Text size="xs" mt={4} fw={600}>
            {t('daysOff', { days: daysOff.map((day) => format.dayShort(day)).join(', ') })}
          </Text>
        )}
      </Alert>
      <div className={classes.scroll} role="region" aria-label={t('table')} tabIndex={0}>
        <table className={classes.table} aria-label={t('table')}>
          <caption>{t('table')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('day')}</th>
              {COLUMNS.map((column) => (
                <th key={column} scope="col">
                  {t(column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {run.before.map((was, d) => (
              <Row key={was.day} name={format.dayShort(was.day)} before={was} after={run.after[d] ?? was} />
            ))}
          </tbody>
          <tfoot>
            <Row
              name={t('week')}
              before={{ ...before, trucks: before.truckDays }}
              after={{ ...after, trucks: after.truckDays }}
            />
          </tfoot>
        </table>
      </div>
      <Text size="xs" c="dimmed">
        {[before, after]
          .map((week, k) =>
            [
              `${t(k === 0 ? 'from' : 'to')}:`,
              t('most', {
                ...{ kg: format.tonnes(week.heaviestKg), trucks: week.mostTrucks },
                spread: format.percentTenths(week.spread),
              }),
            ].join(' '),
          )
          .join(' ')}
      </Text>
    </>
  );
}

function Row({ name, before, after }: { name: string; before: Shown; after: Shown }) {
  const { t } = useTranslation('week-proposal');
  const format = useFormat();
  return (
    <tr>
      <th scope="row">{name}</th>
      {COLUMNS.map((column) => {
        const text = cells(format)[column];
        const [was, is] = [text(before), text(after)];
        return (
          <td key={column} data-changed={was !== is || undefined}>
            {was === is ? was : t('arrow', { before: was, after: is })}
          </td>
        );
      })}
    </tr>
  );
}

const COLUMNS = ['due', 'left', 'trucks', 'hours', 'km', 'cost'] as const;

const cells = (format: Format): Record<(typeof COLUMNS)[number], (of: Shown) => string> => ({
  due: ({ dueKg }) => format.tonnes(dueKg),
  left: ({ dueKg, servedKg }) => format.kg(dueKg - servedKg),
  trucks: ({ trucks }) => format.count(trucks),
  hours: ({ workSeconds }) => format.decimal(Math.round(workSeconds / 360) / 10),
  km: ({ lengthMetres }) => format.count(Math.round(lengthMetres / 1000)),
  cost: ({ costDong }) => format.money(Math.round(costDong / 1000) * 1000),
});
