import { Button, Skeleton, Table, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { deviceWithSecretSchema } from '../../../domain/devices/devices.ts';
import { messageOf } from '../../ui/api/problem.ts';
import { request } from '../../ui/api/request.ts';
import { Failure } from '../../ui/states.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { DEVICES, droppedReportsQuery } from './device-queries.ts';
import { TruckChoice } from './TruckChoice.tsx';

/** Phones and trackers whose reports became no position: which, why, how often and when last. */
export function DroppedReports() {
  const { t } = useTranslation('manage');
  const format = useFormat();
  const dropped = useQuery(droppedReportsQuery());
  if (dropped.isPending) return <Skeleton h={80} />;
  if (dropped.isError && !dropped.data) return <Failure error={dropped.error} onRetry={() => void dropped.refetch()} />;
  return (
    <section aria-label={t('devices.title')}>
      <Title order={2} size="h5">
        {t('devices.title')}
      </Title>
      {dropped.data.length === 0 ? (
        <Text c="dimmed">{t('devices.none')}</Text>
      ) : (
        <Table.ScrollContainer minWidth={520}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('devices.device')}</Table.Th>
                <Table.Th>{t('devices.truck')}</Table.Th>
                <Table.Th>{t('devices.reason')}</Table.Th>
                <Table.Th ta="right">{t('devices.count')}</Table.Th>
                <Table.Th>{t('devices.lastAt')}</Table.Th>
                <Table.Th />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {dropped.data.map(({ deviceId, truckCode, reason, count, lastAt }) => (
                <Table.Tr key={`${deviceId} ${reason}`}>
                  <Table.Td style={{ overflowWrap: 'anywhere' }}>{deviceId}</Table.Td>
                  <Table.Td>{truckCode ?? '–'}</Table.Td>
                  <Table.Td>{t(`devices.reasons.${reason}`)}</Table.Td>
                  <Table.Td ta="right">{format.count(count)}</Table.Td>
                  <Table.Td>{format.instant(lastAt)}</Table.Td>
                  <Table.Td>{reason === 'unknown-device' && <Adopt deviceId={deviceId} />}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </section>
  );
}

/** Takes a device nobody knew into the register as it is, on the truck that is chosen. */
function Adopt({ deviceId }: { deviceId: string }) {
  const { t } = useTranslation('manage');
  const queryClient = useQueryClient();
  const [truckId, setTruckId] = useState<string | null>(null);
  const adopt = useMutation({
    mutationFn: () =>
      request(deviceWithSecretSchema, '/api/devices', {
        method: 'POST',
        body: { name: deviceId.slice(0, 80), kind: 'phone', truckId, adopts: deviceId },
      }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: DEVICES }),
  });
  return (
    <div style={{ display: 'flex', gap: 6, alignItems: 'center' }}>
      <TruckChoice ariaLabel={t('devices.truckOf', { name: deviceId })} value={truckId} onChange={setTruckId} />
      <Button size="compact-sm" variant="default" loading={adopt.isPending} onClick={() => adopt.mutate()}>
        {t('devices.adopt')}
      </Button>
      {adopt.isError && (
        <Text role="alert" size="xs" c="var(--mantine-color-error)">
          {messageOf(adopt.error)}
        </Text>
      )}
    </div>
  );
}
