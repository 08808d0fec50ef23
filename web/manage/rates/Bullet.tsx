import { IconAlertTriangleFilled, IconCircleCheckFilled } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { RatesRow } from '../../../domain/ledger/rates.ts';
import { useFormat } from '../../ui/use-format.ts';
import classes from './Bullet.module.css';
import { standingOf } from './headline.ts';

/** A rate against its target: colour and shape say whether it is reached, hatching what of it is only estimated. */
export function Bullet({ row }: { row: RatesRow }) {
  const { t } = useTranslation('rates');
  const format = useFormat();
  const { rate, target, collectedKg, mass, gapKgPerDay } = row;
  const standing = standingOf(row);
  if (rate === null) {
    return (
      <span className={classes.none} title={t('bullet.none')}>
        {collectedKg > 0 ? format.tonnes(collectedKg) : '–'}
      </span>
    );
  }
  const estimated = collectedKg > 0 ? mass.estimated / collectedKg : 0;
  const width = Math.min(1, rate);
  return (
    <span
      className={classes.bullet}
      data-is={standing}
      title={
        target === null
          ? t('bullet.noTarget')
          : t('bullet.title', {
              target: format.percent(target),
              kg: format.kg(gapKgPerDay ?? 0),
              estimated: format.percent(estimated),
            })
      }
    >
      <span className={classes.figure}>
        {standing === 'reached' && <IconCircleCheckFilled size={13} aria-label={t('standing.reached')} />}
        {standing === 'below' && <IconAlertTriangleFilled size={13} aria-label={t('standing.below')} />}
        {format.percentTenths(rate)}
      </span>
      <span className={classes.track} aria-hidden>
        <span className={classes.known} style={{ width: `${100 * width * (1 - estimated)}%` }} />
        <span className={classes.estimated} style={{ width: `${100 * width * estimated}%` }} />
        {target !== null && <span className={classes.target} style={{ left: `${100 * Math.min(1, target)}%` }} />}
      </span>
    </span>
  );
}
