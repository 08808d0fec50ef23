import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { areaQuery } from '../ui/api/queries.ts';
import classes from './DriverPage.module.css';

/** Where a truck is, is where its crew is: they are told for how long that is known. */
export function PositionsKept() {
  const { t } = useTranslation('driver');
  const area = useQuery(areaQuery()).data;
  if (!area) return null;
  return <p className={classes.kept}>{t('positionsKept', { count: area.positionRetentionDays })}</p>;
}
