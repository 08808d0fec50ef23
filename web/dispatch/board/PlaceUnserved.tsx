import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type Picked, useBoardStore } from './board-store.ts';
import { useEditing } from './editing.ts';

/** Looks for a place for a visit that no truck has. */
export function PlaceUnserved({ picked }: { picked: Picked }) {
  const { t } = useTranslation('board');
  const board = useBoardStore();
  if (!useEditing()?.canEdit) return null;
  return (
    <div>
      <Button
        mt={6}
        size="compact-xs"
        onClick={() => board.set({ dialog: { kind: 'move', picked: [picked], place: null } })}
      >
        {t('actions.move')}
      </Button>
    </div>
  );
}
