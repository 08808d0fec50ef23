import { Button } from '@mantine/core';
import { IconTruckLoading } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { unloadNow } from '../../../domain/unload-now.ts';
import { useEdit, useEditing } from '../board/editing.ts';
import type { DayModel } from '../day-model.ts';

/** Has a truck that is full unload now: the rest of its trip comes behind it, on a revision that is published like any other. */
export function UnloadNow({ model, truckId }: { model: DayModel; truckId: string }) {
  const { t } = useTranslation('moves');
  const canEdit = useEditing()?.canEdit === true;
  const { apply } = useEdit();
  const [isBusy, setBusy] = useState(false);
  if (!canEdit) return null;
  const isDone = (stopId: string): boolean => model.stopStates.has(stopId);
  const moves = model.routesOfTruck
    .get(truckId)
    ?.map((route) => unloadNow(route, isDone))
    .find((found) => found !== null);
  if (!moves) return null;
  return (
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
  );
}
