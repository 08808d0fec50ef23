import { Button } from '@mantine/core';
import { IconArrowLeft, IconDeviceMobileShare } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import QRCode from 'qrcode';
import { useTranslation } from 'react-i18next';
import { deviceWithSecretSchema } from '../../../domain/devices/devices.ts';
import { request } from '../../ui/api/request.ts';
import { trackerAddress } from '../../ui/tracker-address.ts';
import classes from '../DriverPage.module.css';
import type { Watching } from './use-positions.ts';

interface Props {
  truckId: string;
  watching: Watching;
  onBack: () => void;
}

/** What the office knows of where the truck is, and how it knows it while this page is not open. */
export function PositionScreen({ truckId, watching, onBack }: Props) {
  const { t } = useTranslation('driver');
  const given = useMutation({
    mutationFn: () => request(deviceWithSecretSchema, '/api/own-tracker', { method: 'POST', body: { truckId } }),
  });
  return (
    <section className={classes.task} aria-label={t('position.title')}>
      <div className={classes.menu}>
        <h2 className={classes.menuTitle}>{t('position.title')}</h2>
        <p className={classes.told}>{t(`position.state.${watching}`)}</p>
        <p className={classes.told}>{t('position.limits')}</p>
        {given.data?.secret ? (
          <Setup secret={given.data.secret} />
        ) : (
          <>
            <p className={classes.told}>{t('position.tracker')}</p>
            <Button
              className={classes.menuButton}
              variant="default"
              leftSection={<IconDeviceMobileShare size={26} />}
              loading={given.isPending}
              onClick={() => given.mutate()}
            >
              {t('position.give')}
            </Button>
            {given.isError && (
              <p className={classes.told} role="alert">
                {t('position.failed')}
              </p>
            )}
          </>
        )}
        <Button
          className={classes.menuButton}
          variant="default"
          leftSection={<IconArrowLeft size={26} />}
          onClick={onBack}
        >
          {t('back')}
        </Button>
      </div>
    </section>
  );
}

function Setup({ secret }: { secret: string }) {
  const { t } = useTranslation('driver');
  const { server, withSettings } = trackerAddress(secret);
  const code = useQuery({
    queryKey: ['tracker-code', withSettings],
    queryFn: () => QRCode.toDataURL(withSettings, { margin: 2, width: 260 }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  return (
    <div role="status">
      <ol className={classes.steps}>
        <li>{t('position.steps.install')}</li>
        <li>{t('position.steps.scan')}</li>
        <li>{t('position.steps.allow')}</li>
      </ol>
      {code.data && <img className={classes.code} src={code.data} alt={t('position.code')} width={260} height={260} />}
      <p className={classes.told}>
        {t('position.byHand')}
        <br />
        <code>{server}</code>
        <br />
        <code>{secret}</code>
      </p>
      <p className={classes.told}>{t('position.once')}</p>
    </div>
  );
}
