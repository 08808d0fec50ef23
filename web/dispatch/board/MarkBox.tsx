import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './Board.module.css';
import { type Picked, useBoard, useBoardStore } from './board-store.ts';

/** Marks visits to be moved together, or takes the mark off. */
export function useMarks() {
  const board = useBoardStore();
  return {
    toggle: (picked: Picked | null): void => {
      if (!picked) return;
      const { marked } = board.get();
      const others = marked.filter(({ visitId }) => visitId !== picked.visitId);
      board.set({ marked: others.length < marked.length ? others : [...marked, picked], failure: null });
    },
  };
}

/** The box that marks a row for the pointer; on the keyboard the blank key marks the row itself. */
export function MarkBox({ picked }: { picked: Picked }) {
  const { t } = useTranslation('board');
  const { toggle } = useMarks();
  const isOn = useBoard((b) => b.marked.some(({ visitId }) => visitId === picked.visitId));
  return (
    <span
      className={classes.mark}
      data-on={isOn}
      title={t('actions.mark', { name: picked.name })}
      aria-hidden
      onClick={(event) => {
        event.stopPropagation();
        toggle(picked);
      }}
    >
      {isOn && <IconCheck size={12} stroke={3} />}
    </span>
  );
}
