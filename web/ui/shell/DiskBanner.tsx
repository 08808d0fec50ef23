import { IconDatabaseExclamation } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { healthQuery } from '../api/health-query.ts';
import { usePermission } from '../session.ts';
import { useFormat } from '../use-format.ts';
import classes from './OfflineBanner.module.css';

/** One line under the top bar while the disk of the server is nearly full, for the office, which can have it mended. */
export function DiskBanner() {
  const { t } = useTranslation();
  const format = useFormat();
  const isOffice = usePermission('plan.make');
  const disk = useQuery({ ...healthQuery(), enabled: isOffice }).data?.disk;
  const isShown = isOffice && disk !== undefined && disk.state !== 'ok';
  return (
    <div role="status" aria-live="polite">
      {isShown && (
        <div className={classes.banner}>
          <IconDatabaseExclamation size={16} aria-hidden />
          {t(disk.state === 'failed' ? 'disk.full' : 'disk.low', {
            free: format.count(Math.round(disk.freeBytes / 1e6)),
          })}
        </div>
      )}
    </div>
  );
}
