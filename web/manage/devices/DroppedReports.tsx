import { Skeleton, Table, Text, Title } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { droppedReportsSchema } from '../../../domain/tracking.ts';
import { request } from '../../ui/api/request.ts';
import { Failure } from '../../ui/states.tsx';
import { useFormat } from '../../ui/use-format.ts';

const REFETCH_MILLISECONDS = 30_000;

const droppedReportsQuery = () =>
  queryOptions({
    queryKey: ['devices', 'dropped'],
    queryFn: ({ signal }) => request(z.array(droppedReportsSchema), '/api/devices/dropped', { signal }),
    refetchInterval: REFETCH_MILLISECONDS,
  });

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
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </section>
  );
}
