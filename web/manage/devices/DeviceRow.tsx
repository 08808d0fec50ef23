import { Button, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type DeviceView, deviceViewSchema, deviceWithSecretSchema } from '../../../domain/devices/devices.ts';
import { messageOf } from '../../ui/api/problem.ts';
import { request } from '../../ui/api/request.ts';
import { usePermission } from '../../ui/session.ts';
import { useFormat } from '../../ui/use-format.ts';
import type { ShownSecret } from './DevicesPage.tsx';
import classes from './DevicesPage.module.css';
import { DEVICES } from './device-queries.ts';
import { TruckChoice } from './TruckChoice.tsx';

interface Props {
  device: DeviceView;
  onSecret: (shown: ShownSecret) => void;
}

/** One device: what it is called, which truck carries it, when it was heard, and another secret for it. */
export function DeviceRow({ device, onSecret }: Props) {
  const { t } = useTranslation('manage');
  const format = useFormat();
  const queryClient = useQueryClient();
  const mayEdit = usePermission('devices.edit');
  const [isAsking, setIsAsking] = useState(false);
  const settled = () => void queryClient.invalidateQueries({ queryKey: DEVICES });
  const move = useMutation({
    mutationFn: (truckId: string | null) =>
      request(deviceViewSchema, `/api/devices/${device.id}/truck`, { method: 'POST', body: { truckId } }),
    onSettled: settled,
  });
  const rotate = useMutation({
    mutationFn: () => request(deviceWithSecretSchema, `/api/devices/${device.id}/secret`, { method: 'POST', body: {} }),
    onSuccess: (made) => {
      setIsAsking(false);
      if (made.secret !== null) onSecret({ device: made.device, secret: made.secret });
    },
    onSettled: settled,
  });
  const failure = move.error ?? rotate.error;
  return (
    <li className={classes.row}>
      <div className={classes.name}>
        {device.name}
        <div className={classes.under}>
          {t(`devices.kinds.${device.kind}`)} · {device.reportsAs}
        </div>
        {!device.hasSecret && <div className={`${classes.under} ${classes.warn}`}>{t('devices.openId')}</div>}
      </div>
      <div>
        <TruckChoice
          ariaLabel={t('devices.truckOf', { name: device.name })}
          value={device.truck?.id ?? null}
          isDisabled={!mayEdit || move.isPending}
          onChange={(truckId) => move.mutate(truckId)}
        />
        {device.truck && new Date(device.truck.since).getFullYear() > 1970 && (
          <div className={classes.under}>{t('devices.since', { at: format.instant(device.truck.since) })}</div>
        )}
      </div>
      <div>
        {device.lastHeardAt === null ? t('devices.neverHeard') : format.instant(device.lastHeardAt)}
        {device.batteryPercent !== null &&
          ` · ${t('devices.battery', { share: format.percent(device.batteryPercent / 100) })}`}
        {device.silentSince !== null && (
          <div className={`${classes.under} ${classes.warn}`}>
            {t('devices.silentSince', { at: format.instant(device.silentSince) })}
          </div>
        )}
        {device.dropped.map(({ reason, count }) => (
          <div key={reason} className={`${classes.under} ${classes.warn}`}>
            {t(`devices.reasons.${reason}`)} ({format.count(count)})
          </div>
        ))}
      </div>
      {mayEdit && (
        <div>
          {isAsking ? (
            <>
              <Text size="xs">{t('devices.rotateHint')}</Text>
              <Button size="compact-sm" loading={rotate.isPending} onClick={() => rotate.mutate()}>
                {t('devices.rotateNow')}
              </Button>{' '}
              <Button size="compact-sm" variant="default" onClick={() => setIsAsking(false)}>
                {t('devices.cancel')}
              </Button>
            </>
          ) : (
            <Button size="compact-sm" variant="default" onClick={() => setIsAsking(true)}>
              {t('devices.rotate')}
            </Button>
          )}
        </div>
      )}
      {failure && (
        <Text role="alert" size="sm" c="var(--mantine-color-error)">
          {messageOf(failure)}
        </Text>
      )}
    </li>
  );
}
