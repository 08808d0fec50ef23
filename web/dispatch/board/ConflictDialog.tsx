import { Button, Group, Modal, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './Board.module.css';
import type { Conflict } from './board-api.ts';
import { useBoard, useBoardStore } from './board-store.ts';
import { useEdit } from './editing.ts';

const MOST_SHOWN = 8;

/** Tells whoever edited second what the first one did, and applies theirs on top if they wish. */
export function ConflictDialog() {
  const { t } = useTranslation('board');
  const board = useBoardStore();
  const conflict = useBoard((b) => b.conflict);
  const { apply, show } = useEdit();
  const [isPending, setPending] = useState(false);
  if (!conflict) return null;
  const drop = () => {
    board.set({ conflict: null });
    void show(conflict.newest);
  };
  const again = async () => {
    setPending(true);
    const isKept = await apply(conflict.edit, conflict.reason, conflict.newest);
    setPending(false);
    // What stands in its way now is said in the bar, beside the plan as it is.
    if (!isKept) await show(conflict.newest);
  };
  const wordOf = (place: Conflict['changes'][number]['to']) =>
    place ? t('conflict.place', { number: place.truckNumber, trip: place.trip }) : t('conflict.nowhere');
  const more = conflict.changes.length - MOST_SHOWN;
  return (
    <Modal opened onClose={drop} title={t('conflict.title')} size="md">
      <Text size="sm" mb={6}>
        {conflict.changedBy ? t('conflict.by', { name: conflict.changedBy }) : t('conflict.bySomebody')}
      </Text>
      <ul className={classes.figures}>
        {conflict.changes.slice(0, MOST_SHOWN).map(({ name, from, to }) => (
          <li key={name}>{t('conflict.moved', { name, from: wordOf(from), to: wordOf(to) })}</li>
        ))}
        {more > 0 && <li>{t('conflict.more', { count: more })}</li>}
      </ul>
      <Group mt="md" gap={8}>
        <Button loading={isPending} onClick={() => void again()} data-autofocus>
          {t('conflict.apply')}
        </Button>
        <Button variant="default" onClick={drop}>
          {t('conflict.drop')}
        </Button>
      </Group>
    </Modal>
  );
}
