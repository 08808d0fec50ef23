import { useTranslation } from 'react-i18next';
import type { RatesRow } from '../../../domain/ledger/rates.ts';
import { useFormat } from '../../ui/use-format.ts';
import { headlineOf } from './headline.ts';
import classes from './RatesPage.module.css';
import type { Cell } from './RatesFigures.tsx';
import { useStreamName, useUnitName } from './names.ts';

/** What stands out, in sentences computed from the figures below them. */
export function Headlines({ rows, onChoose }: { rows: readonly RatesRow[]; onChoose: (cell: Cell) => void }) {
  const { t } = useTranslation('rates');
  const format = useFormat();
  const streamName = useStreamName();
  const unitName = useUnitName();
  const { withTarget, reached, worst, shares, open, scheduled, unassignedKg } = headlineOf(rows);
  return (
    <ul className={classes.headlines}>
      <li data-is={reached === withTarget ? 'reached' : 'below'}>
        {withTarget === 0
          ? t('headline.noTargets')
          : reached === withTarget
            ? t('headline.all', { count: withTarget })
            : t('headline.reached', { reached, withTarget })}
        {worst.length > 0 && (
          <ul>
            {worst.map(({ unit, stream, rate, target, gapKgPerDay }) => (
              <li key={`${unit?.code} ${stream}`}>
                <button
                  type="button"
                  onClick={() => unit && stream && onChoose({ unit: unit.code, stream })}
                  className={classes.link}
                >
                  {unitName(unit)} · {streamName(stream)}
                </button>
                {': '}
                {t('headline.short', {
                  rate: format.percentTenths(rate ?? 0),
                  target: format.percent(target ?? 0),
                  kg: format.kg(gapKgPerDay ?? 0),
                })}
              </li>
            ))}
          </ul>
        )}
      </li>
      {shares && (
        <li>
          {t('headline.known', {
            weighed: format.percentTenths(shares.weighed),
            measured: format.percentTenths(shares.measured),
            estimated: format.percentTenths(shares.estimated),
          })}
        </li>
      )}
      {scheduled > 0 && (
        <li>
          {open === 0
            ? t('headline.allServed')
            : t('headline.open', { open: format.count(open), scheduled: format.count(scheduled) })}
        </li>
      )}
      {unassignedKg > 0 && <li>{t('headline.unassigned', { kg: format.kg(unassignedKg) })}</li>}
    </ul>
  );
}
