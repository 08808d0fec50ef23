import { Button } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Day } from '../../../domain/day.ts';
import { areaQuery } from '../../ui/api/queries.ts';
import { dayStateQuery } from '../../ui/api/town-queries.ts';
import { usePermission } from '../../ui/session.ts';
import { spanOfReplay } from './replay-span.ts';
import { useReplayStore } from './replay-store.ts';

/** Plays a day that is over on the map again. */
export function ReplayButton({ day, onOpened }: { day: Day; onOpened: () => void }) {
  const { t } = useTranslation('dispatch');
  const store = useReplayStore();
  const today = useQuery(areaQuery()).data?.today;
  const mayWatch = usePermission('fleet.watch');
  const state = useQuery(dayStateQuery(day)).data;
  const span = state && spanOfReplay(state);
  if (!mayWatch || !span || today === undefined || day >= today) return null;
  return (
    <Button
      size="compact-xs"
      variant="light"
      mx={12}
      mb={8}
      style={{ alignSelf: 'start' }}
      leftSection={<IconHistory size={14} />}
      onClick={() => {
        store.set({ day, at: span[0], isPlaying: true });
        onOpened();
      }}
    >
      {t('replay.open')}
    </Button>
  );
}
