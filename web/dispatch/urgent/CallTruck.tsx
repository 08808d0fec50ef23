import { ActionIcon } from '@mantine/core';
import { IconMapPinPlus } from '@tabler/icons-react';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LonLat } from '../../../domain/geo.ts';
import { late } from '../../ui/late.ts';
import { usePermission } from '../../ui/session.ts';
import type { DayModel } from '../day-model.ts';
import { useCalledTo, useCalledToStore } from './urgent-store.ts';

const UrgentPlace = late(async () => (await import('./UrgentPlace.tsx')).default);

/** Begins to call a truck to a place that is no point of the register; what that takes is loaded when somebody does. */
export function CallTruck({
  day,
  model,
  onFound,
}: {
  day: string;
  model: DayModel;
  onFound: (position: LonLat) => void;
}) {
  const { t } = useTranslation('alerts');
  const store = useCalledToStore();
  const isPicking = useCalledTo((s) => s.isPicking);
  const mayMake = usePermission('plan.make');
  const [isWanted, setWanted] = useState(false);
  if (!mayMake || !model.isSteered || (!model.revision?.isPublished && !isWanted)) return null;
  return (
    <>
      <ActionIcon
        variant="default"
        size={36}
        aria-label={t('place.button')}
        title={t('place.button')}
        aria-pressed={isPicking}
        disabled={!model.revision?.isPublished}
        onClick={() => {
          setWanted(true);
          store.set({ isPicking: !isPicking, position: null, road: null });
        }}
      >
        <IconMapPinPlus size={18} />
      </ActionIcon>
      {isWanted && (
        <Suspense>
          <UrgentPlace day={day} model={model} onFound={onFound} />
        </Suspense>
      )}
    </>
  );
}
