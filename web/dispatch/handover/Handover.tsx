import { Button, Drawer, Group, NativeSelect, Text, Textarea } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type DayNote, type NewNote, NOTE_LENGTH } from '../../../domain/notes/notes.ts';
import { messageOf } from '../../ui/api/problem.ts';
import { usePermission } from '../../ui/session.ts';
import { en } from '../../ui/texts/en/handover.ts';
import { registerTexts } from '../../ui/texts/i18n.ts';
import { vi } from '../../ui/texts/vi/handover.ts';
import { useFormat } from '../../ui/use-format.ts';
import { useAlerts } from '../alerts/use-alerts.ts';
import { useAlertText } from '../alerts/use-alert-text.ts';
import { useEditing } from '../board/editing.ts';
import type { DayModel } from '../day-model.ts';
import { incidentsQuery } from '../incidents/incident-query.ts';
import { NoteList } from '../notes/NoteList.tsx';
import { useNotes, useWriteNote } from '../notes/use-notes.ts';
import { useSelection } from '../selection.ts';
import { leftOut } from '../totals/left-out.ts';
import classes from './Handover.module.css';

registerTexts('handover', { vi, en });

interface Props {
  day: string;
  model: DayModel;
  onClose: () => void;
}

/** On one screen what the next dispatcher has to know: what is open, what was noted, and who has taken the day over. */
export default function Handover({ day, model, onClose }: Props) {
  const { t } = useTranslation('handover');
  const format = useFormat();
  const notesText = useTranslation('notes').t;
  const mayWrite = usePermission('alerts.edit');
  const isNarrow = useMediaQuery('(max-width: 600px)', false, { getInitialValueInEffect: false });
  const { items, error: unread } = useNotes(day);
  const write = useWriteNote(day);
  const taken = items.filter(({ kind }) => kind === 'handover');
  const notes = items.filter(({ kind }) => kind === 'note');
  const error = write.error ?? unread;
  const aboutOf = ({ truckId, pointId }: DayNote): string | null => {
    if (pointId) return model.points.get(pointId)?.name ?? null;
    const truck = model.town.trucks.find(({ id }) => id === truckId);
    return truck ? t('ofTruck', { number: truck.number }) : null;
  };
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={isNarrow ? '100%' : 440}
      title={t('title', { day: format.dayShort(day) })}
    >
      {error && (
        <Text size="sm" role="alert" c="var(--tx-unserved)">
          {messageOf(error)}
        </Text>
      )}
      <section className={classes.part} aria-label={notesText('notes')}>
        <h3>{notesText('notes')}</h3>
        {notes.length === 0 && <Text size="sm">{notesText('none')}</Text>}
        <NoteList
          {...{ day, notes, aboutOf }}
          onDone={mayWrite ? (id) => write.mutate({ to: 'notes/done', body: { id } }) : null}
        />
        {mayWrite ? (
          <NewNoteForm
            model={model}
            isPending={write.isPending}
            onAdd={(note) => write.mutateAsync({ to: 'notes', body: note }).then(() => undefined)}
          />
        ) : (
          <Text size="xs" c="dimmed">
            {t('readOnly')}
          </Text>
        )}
      </section>
      <section className={classes.part} aria-label={t('take')}>
        <ul className={classes.list}>
          {taken.map(({ id, byName, at }) => (
            <li key={id}>{t('taken', { name: byName, time: format.time(at, day) })}</li>
          ))}
        </ul>
        {mayWrite && (
          <>
            <Text size="xs" c="dimmed" mt={6}>
              {t('takeHint')}
            </Text>
            <Button mt={6} loading={write.isPending} onClick={() => write.mutate({ to: 'handover', body: {} })}>
              {t('take')}
            </Button>
          </>
        )}
      </section>
      <section className={classes.part} aria-label={t('openWork')}>
        <h3>{t('openWork')}</h3>
        <OpenWork day={day} model={model} />
      </section>
    </Drawer>
  );
}

/** Alerts and incidents that nobody has closed, edits that nobody has published, and what no truck takes. */
function OpenWork({ day, model }: { day: string; model: DayModel }) {
  const { t } = useTranslation('handover');
  const dispatch = useTranslation('dispatch').t;
  const format = useFormat();
  const { calling } = useAlerts(day);
  const text = useAlertText(day, model);
  const mayRead = usePermission('incidents.read');
  const incidents = useQuery({ ...incidentsQuery(day), enabled: mayRead }).data?.items ?? [];
  const head = useEditing()?.history.head;
  const left = leftOut(model);
  const out = model.town.trucks.filter(
    ({ id, isActive }) => isActive && model.revision && !model.routesOfTruck.has(id),
  );
  const lines = [
    ...incidents
      .filter(({ state }) => state === 'open')
      .map(({ id, kind }) => ({
        key: id,
        isOpen: true,
        what: t('incident', { what: dispatch(`incidents.kind.${kind}`) }),
        who: '',
      })),
    ...calling
      .filter(({ kind }) => kind !== 'incident')
      .map((alert) => ({
        key: alert.id,
        isOpen: alert.state === 'open',
        what: [alert.truckNumber !== null && t('ofTruck', { number: alert.truckNumber }), t('alert', text(alert))]
          .filter((part) => part !== false)
          .join(' · '),
        who: alert.takenBy ? t('alertTaken', { name: alert.takenBy.name }) : t('alertOpen'),
      })),
    ...(head && !head.isPublished
      ? [{ key: 'draft', isOpen: true, what: t('draft', { number: head.number }), who: head.createdBy ?? '' }]
      : []),
    ...(left.length > 0
      ? [
          {
            ...{ key: 'left', isOpen: true, who: '' },
            what: t('unserved', {
              count: left.length,
              load: format.tonnes(left.reduce((sum, { loadKg }) => sum + loadKg, 0)),
            }),
          },
        ]
      : []),
    ...(out.length > 0
      ? [
          {
            ...{ key: 'out', isOpen: false, who: '' },
            what: t('trucksOut', { numbers: out.map(({ number }) => number).join(', ') }),
          },
        ]
      : []),
  ];
  if (lines.length === 0) return <Text size="sm">{t('nothingOpen')}</Text>;
  return (
    <ul className={classes.list}>
      {lines.map(({ key, isOpen, what, who }) => (
        <li key={key} data-open={isOpen}>
          {what}
          {who && <span className={classes.by}>{who}</span>}
        </li>
      ))}
    </ul>
  );
}

interface FormProps {
  model: DayModel;
  isPending: boolean;
  onAdd: (note: NewNote) => Promise<void>;
}

/** Of the day, of a truck, or of the point that is chosen on the map. */
function NewNoteForm({ model, isPending, onAdd }: FormProps) {
  const { t } = useTranslation('handover');
  const notesText = useTranslation('notes').t;
  const chosen = model.points.get(useSelection((s) => s.pointId) ?? '');
  const truckId = useSelection((s) => s.truckId);
  const [about, setAbout] = useState(chosen ? `pointId ${chosen.id}` : truckId ? `truckId ${truckId}` : '');
  const [text, setText] = useState('');
  const trimmed = text.trim();
  const add = async () => {
    const [field, id] = about.split(' ');
    await onAdd({
      text: trimmed,
      ...(field === 'pointId' && { pointId: id }),
      ...(field === 'truckId' && { truckId: id }),
    });
    setText('');
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        // Why it was not kept is told above.
        if (trimmed) add().catch(() => undefined);
      }}
    >
      <NativeSelect
        mt={8}
        size="xs"
        label={t('about')}
        value={about}
        data={[
          { value: '', label: t('ofDay') },
          ...(chosen ? [{ value: `pointId ${chosen.id}`, label: t('ofPoint', { name: chosen.name }) }] : []),
          ...model.town.trucks
            .filter(({ isActive }) => isActive)
            .map(({ id, number }) => ({ value: `truckId ${id}`, label: t('ofTruck', { number }) })),
        ]}
        onChange={(event) => setAbout(event.currentTarget.value)}
      />
      <Textarea
        mt={6}
        label={notesText('text')}
        autosize
        minRows={2}
        maxRows={6}
        maxLength={NOTE_LENGTH}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Group mt={6}>
        <Button type="submit" size="compact-sm" variant="default" loading={isPending} disabled={trimmed === ''}>
          {notesText('add')}
        </Button>
      </Group>
    </form>
  );
}
