import { Button, Group, Text, Textarea } from '@mantine/core';
import { IconNote } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Day } from '../../../domain/day.ts';
import { NOTE_LENGTH } from '../../../domain/notes/notes.ts';
import { messageOf } from '../../ui/api/problem.ts';
import { usePermission } from '../../ui/session.ts';
import { NoteList } from './NoteList.tsx';
import classes from './Notes.module.css';
import { useNotes, useWriteNote } from './use-notes.ts';

type Subject = { readonly truckId: string } | { readonly pointId: string };

interface Props {
  day: Day;
  of: Subject;
  /** Where the button that begins a note stands somewhere else. */
  writing?: { readonly is: boolean; readonly set: (is: boolean) => void };
}

/** The notes of a truck or a point on a day, and a way to leave one; whoever takes the day over finds them in the hand-over. */
export function SubjectNotes({ day, of, writing }: Props) {
  const { t } = useTranslation('notes');
  const mayWrite = usePermission('alerts.edit');
  const write = useWriteNote(day);
  const [isOwnWriting, setOwnWriting] = useState(false);
  const isWriting = writing?.is ?? isOwnWriting;
  const setWriting = writing?.set ?? setOwnWriting;
  const own = useNotes(day).items.filter((note) =>
    'truckId' in of ? note.truckId === of.truckId : note.pointId === of.pointId,
  );
  if (own.length === 0 && (!mayWrite || (writing && !isWriting))) return null;
  return (
    <section className={classes.subject} aria-label={t('notes')}>
      {own.length > 0 && (
        <NoteList
          day={day}
          notes={own}
          onDone={mayWrite ? (id) => write.mutate({ to: 'notes/done', body: { id } }) : null}
        />
      )}
      {mayWrite && !isWriting && !writing && (
        <div>
          <Button
            size="compact-xs"
            variant="default"
            leftSection={<IconNote size={14} />}
            onClick={() => setWriting(true)}
          >
            {t('write')}
          </Button>
        </div>
      )}
      {mayWrite && isWriting && (
        <NoteForm
          isPending={write.isPending}
          onAdd={async (text) => {
            await write.mutateAsync({ to: 'notes', body: { ...of, text } });
            setWriting(false);
          }}
          onCancel={() => setWriting(false)}
        />
      )}
      {write.error && (
        <Text size="xs" role="alert" c="var(--tx-unserved)">
          {messageOf(write.error)}
        </Text>
      )}
    </section>
  );
}

interface FormProps {
  isPending: boolean;
  onAdd: (text: string) => Promise<void>;
  onCancel: () => void;
}

function NoteForm({ isPending, onAdd, onCancel }: FormProps) {
  const { t } = useTranslation('notes');
  const [text, setText] = useState('');
  const trimmed = text.trim();
  const form = useRef<HTMLFormElement>(null);
  // On a card that scrolls it would open below what can be seen, its button at least.
  useEffect(() => form.current?.scrollIntoView({ block: 'nearest' }), []);
  return (
    <form
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        // Why it was not kept is told below; the text stays.
        if (trimmed) onAdd(trimmed).catch(() => undefined);
      }}
    >
      <Textarea
        size="xs"
        label={t('text')}
        description={t('writeHint')}
        autosize
        minRows={2}
        maxRows={5}
        maxLength={NOTE_LENGTH}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          // Escape leaves the note, not the card that it is on.
          event.preventDefault();
          onCancel();
        }}
        autoFocus
      />
      <Group gap={6} mt={6}>
        <Button type="submit" size="compact-xs" loading={isPending} disabled={trimmed === ''}>
          {t('add')}
        </Button>
        <Button size="compact-xs" variant="default" onClick={onCancel}>
          {t('cancel')}
        </Button>
      </Group>
    </form>
  );
}
