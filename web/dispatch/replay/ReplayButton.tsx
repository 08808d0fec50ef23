import { Button } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Day } from '../../../domain/day.ts';
import { useReplayStore } from './replay-store.ts';
import { useSpanOfReplay } from './use-span-of-replay.ts';

/** Plays a day that is over on the map again. */
export function ReplayButton({ day }: { day: Day }) {
  const { t } = useTranslation('dispatch');
  const store = useReplayStore();
  const span = useSpanOfReplay(day);
  if (!span) return null;
  return (
    <Button
      size="compact-xs"
      variant="subtle"
      leftSection={<IconHistory size={14} />}
      onClick={() => store.set({ day, at: span[0], isPlaying: true })}
    >
      {t('replay.open')}
    </Button>
  );
}
