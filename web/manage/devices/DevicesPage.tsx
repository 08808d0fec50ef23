import { Button, Skeleton, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceView } from '../../../domain/devices/devices.ts';
import { RequirePermission } from '../../ui/RequirePermission.tsx';
import { OfflineBanner } from '../../ui/shell/OfflineBanner.tsx';
import { SignedOutBanner } from '../../ui/shell/SignedOutBanner.tsx';
import { TopBar } from '../../ui/shell/TopBar.tsx';
import { usePermission } from '../../ui/session.ts';
import { Failure } from '../../ui/states.tsx';
import { en } from '../../ui/texts/en/manage.ts';
import { registerTexts } from '../../ui/texts/i18n.ts';
import { vi } from '../../ui/texts/vi/manage.ts';
import { DeviceRow } from './DeviceRow.tsx';
import classes from './DevicesPage.module.css';
import { DroppedReports } from './DroppedReports.tsx';
import { devicesQuery } from './device-queries.ts';
import { NewDevice } from './NewDevice.tsx';
import { SecretShown } from './SecretShown.tsx';
import { TrackUploadForm } from './TrackUploadForm.tsx';

registerTexts('manage', { vi, en });

/** A secret that was just made: it is shown once, and known nowhere afterwards. */
export interface ShownSecret {
  readonly device: DeviceView;
  readonly secret: string;
}

/** `/manage/devices`: phones and trackers, which truck carries each, and who reports that nobody knows. */
export function DevicesPage() {
  return (
    <RequirePermission permission="devices.read">
      <Page />
    </RequirePermission>
  );
}

function Page() {
  const { t } = useTranslation('manage');
  const product = useTranslation('ui').t('product');
  const devices = useQuery(devicesQuery());
  const mayEdit = usePermission('devices.edit');
  const [isNew, setIsNew] = useState(false);
  const [shown, setShown] = useState<ShownSecret | null>(null);
  useEffect(() => {
    document.title = `${t('devices.page')} · ${product}`;
  }, [t, product]);
  return (
    <div className={classes.page}>
      <TopBar />
      <SignedOutBanner />
      <OfflineBanner />
      <main id="main" className={classes.main}>
        <div className={classes.head}>
          <Title order={1} size="h4">
            {t('devices.page')}
          </Title>
          <Button size="compact-md" leftSection={<IconPlus size={15} />} onClick={() => setIsNew(true)}>
            {t('devices.new')}
          </Button>
        </div>
        {isNew && <NewDevice onMade={setShown} onClose={() => setIsNew(false)} />}
        {shown && <SecretShown key={shown.secret} shown={shown} onClose={() => setShown(null)} />}
        {devices.isPending && <Skeleton h={120} />}
        {devices.isError && !devices.data && <Failure error={devices.error} onRetry={() => void devices.refetch()} />}
        {devices.data && (
          <ul className={classes.list} aria-label={t('devices.page')}>
            {devices.data.items.map((device) => (
              <DeviceRow key={device.id} device={device} onSecret={setShown} />
            ))}
          </ul>
        )}
        {mayEdit && <TrackUploadForm />}
        <DroppedReports />
      </main>
    </div>
  );
}
