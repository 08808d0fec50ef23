import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { areaQuery } from '../ui/api/queries.ts';
import classes from './DriverPage.module.css';
import type { Watching } from './positions/use-positions.ts';

/** Where a truck is, is where its crew is: they are told for how long that is known. */
export function PositionsKept({ watching = 'off' }: { watching?: Watching }) {
  const { t } = useTranslation('driver');
  const area = useQuery(areaQuery()).data;
  if (!area) return null;
  return (
    <p className={classes.kept}>
      {watching === 'unknown'
        ? t('positionUnknown')
        : t(watching === 'on' ? 'positionOn' : 'positionsKept', { count: area.positionRetentionDays })}
    </p>
  );
}
