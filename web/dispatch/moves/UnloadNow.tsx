import { Button, Text } from '@mantine/core';
import { IconTruckLoading } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { unloadNow } from '../../../domain/unload-now.ts';
import { priceEdit } from '../board/board-api.ts';
import { useEdit, useEditing } from '../board/editing.ts';
import { usePrice } from '../board/use-price.ts';
import type { DayModel } from '../day-model.ts';

/** Has a truck that is full unload now: the rest of its trip comes behind it, on a revision that is published like any other. */
export function UnloadNow({ model, truckId }: { model: DayModel; truckId: string }) {
  const { t } = useTranslation('moves');
  const editing = useEditing();
  const price = usePrice();
  const { apply } = useEdit();
  const [isBusy, setBusy] = useState(false);
  const isDone = (stopId: string): boolean => model.stopStates.has(stopId);
  const moves = model.routesOfTruck
    .get(truckId)
    ?.map((route) => unloadNow(route, isDone))
    .find((found) => found !== null);
  const { planId = '', base = 0, canEdit = false } = editing ?? {};
  const priced = useQuery({
    queryKey: ['edit-price', planId, base, moves],
    queryFn: ({ signal }) => priceEdit({ planId, base }, { moves: moves ?? [] }, signal),
    enabled: canEdit && moves !== undefined,
  }).data;
  if (!canEdit || !moves) return null;
  return (
    <>
      <Button
        size="compact-xs"
        leftSection={<IconTruckLoading size={13} />}
        loading={isBusy}
        onClick={() => {
          setBusy(true);
          void apply({ moves }, t('full.reason')).finally(() => setBusy(false));
        }}
      >
        {t('full.button')}
      </Button>
      {priced && (
        <Text size="xs" c="dimmed" w="100%" style={{ order: 1 }}>
          {t('full.price', { price: price.difference(priced.change) })}
        </Text>
      )}
    </>
  );
}
