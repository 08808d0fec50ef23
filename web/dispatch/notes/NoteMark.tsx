import { IconNote } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DayNote } from '../../../domain/notes/notes.ts';
import classes from './Notes.module.css';

/** That there are notes nobody has dealt with, with their texts for whoever stays on it; nothing where there are none. */
export function NoteMark({ notes }: { notes: readonly DayNote[] }) {
  const { t } = useTranslation('notes');
  const open = notes.filter(({ done }) => done === null);
  if (open.length === 0) return null;
  return (
    <span
      role="img"
      className={classes.mark}
      aria-label={t('open', { count: open.length })}
      title={open.map(({ text }) => text).join('\n')}
    >
      <IconNote size={14} />
    </span>
  );
}
