import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Day } from '../../../domain/day.ts';
import type { DayNote } from '../../../domain/notes/notes.ts';
import { useFormat } from '../../ui/use-format.ts';
import classes from './Notes.module.css';

interface Props {
  day: Day;
  notes: readonly DayNote[];
  /** What a note is of, where that is not said around the list. */
  aboutOf?: (note: DayNote) => string | null;
  /** `null` for whoever may only read. */
  onDone: ((id: string) => void) | null;
}

/** Notes with who left them and when, and who has dealt with them. */
export function NoteList({ day, notes, aboutOf, onDone }: Props) {
  const { t } = useTranslation('notes');
  const format = useFormat();
  return (
    <ul className={classes.list} aria-label={t('notes')}>
      {notes.map((note) => {
        const about = aboutOf?.(note);
        return (
          <li key={note.id} data-open={note.done === null} data-done={note.done !== null}>
            {about && <strong>{about}: </strong>}
            <span className={classes.text}>{note.text}</span>
            <span className={classes.by}>
              {t('from', { name: note.byName, time: format.time(note.at, day) })}
              {note.day !== day && <span>{t('since', { day: format.dayShort(note.day) })}</span>}
              {note.done && (
                <span>{t('doneBy', { name: note.done.byName, time: format.time(note.done.at, day) })}</span>
              )}
              {onDone && note.done === null && (
                <Button size="compact-xs" variant="light" onClick={() => onDone(note.id)}>
                  {t('done')}
                </Button>
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
