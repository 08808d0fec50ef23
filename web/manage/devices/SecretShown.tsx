import { Button, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import QRCode from 'qrcode';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { trackerAddress } from '../../ui/tracker-address.ts';
import type { ShownSecret } from './DevicesPage.tsx';
import classes from './DevicesPage.module.css';

interface Props {
  shown: ShownSecret;
  onClose: () => void;
}

/** A secret that was just made, and the code that Traccar Client sets itself up with. */
export function SecretShown({ shown: { device, secret }, onClose }: Props) {
  const { t } = useTranslation('manage');
  const { server, withSettings } = trackerAddress(secret);
  const code = useQuery({
    queryKey: ['device-code', withSettings],
    queryFn: () => QRCode.toDataURL(withSettings, { margin: 2, width: 240 }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const section = useRef<HTMLElement>(null);
  // It is shown once, above a list whose end it may have been asked for from.
  useEffect(() => {
    section.current?.focus({ preventScroll: true });
    section.current?.scrollIntoView({ block: 'center' });
  }, []);
  return (
    <section
      ref={section}
      tabIndex={-1}
      className={classes.secret}
      aria-label={t('devices.secretOf', { name: device.name })}
    >
      {code.data && <img src={code.data} alt={t('devices.code')} width={240} height={240} />}
      <div>
        <Text fw={600}>{t('devices.secretOf', { name: device.name })}</Text>
        <Text size="sm">{t('devices.secretHint')}</Text>
        <Text size="sm" mt="xs">
          {t('devices.server')}: <code>{server}</code>
        </Text>
        <Text size="sm">
          {t('devices.secret')}: <code>{secret}</code>
        </Text>
        <Button mt="sm" variant="default" onClick={onClose}>
          {t('devices.done')}
        </Button>
      </div>
    </section>
  );
}
