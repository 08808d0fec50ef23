import { IconPlugConnectedX, IconWifiOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useLiveConnection } from '../live/LiveProvider.tsx';
import { useOnline } from '../use-online.ts';
import classes from './OfflineBanner.module.css';

/** One line under the top bar while what is shown may be old. */
export function OfflineBanner() {
  const { t } = useTranslation();
  const isOnline = useOnline();
  const { isLost } = useLiveConnection();
  const isShown = !isOnline || isLost;
  return (
    <div role="status" aria-live="polite">
      {isShown && (
        <div className={classes.banner}>
          {isOnline ? <IconPlugConnectedX size={16} aria-hidden /> : <IconWifiOff size={16} aria-hidden />}
          {isOnline ? t('offline.live') : t('offline.network')}
        </div>
      )}
    </div>
  );
}
