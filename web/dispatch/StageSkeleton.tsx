import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './DispatchPage.module.css';

/** The page's shape while its data is on the way. */
export function StageSkeleton() {
  const { t } = useTranslation('ui');
  return (
    <div className={classes.stage} role="status" aria-label={t('state.loading')}>
      <Skeleton radius={0} className={classes.map} />
      <div className={classes.left} style={{ padding: 12 }}>
        <Skeleton h={36} mb={12} />
        <Skeleton h={30} mb={16} />
        {Array.from({ length: 9 }, (_, index) => (
          <Skeleton key={index} h={38} mb={10} />
        ))}
      </div>
      <div className={classes.bottom} data-open style={{ padding: 10 }}>
        {Array.from({ length: 6 }, (_, index) => (
          <Skeleton key={index} h={18} mb={8} />
        ))}
      </div>
    </div>
  );
}
