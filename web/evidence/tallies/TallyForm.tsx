import { ActionIcon, Button, NativeSelect, SegmentedControl, Text, TextInput } from '@mantine/core';
import { IconArrowBackUp, IconMinus, IconPlus } from '@tabler/icons-react';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuidv7 } from 'uuid';
import type { Day } from '../../../domain/day.ts';
import { STREAM_NAMES, STREAMS } from '../../../domain/stream-names.ts';
import { serverClock } from '../../ui/api/server-clock.ts';
import { useFirstFault } from '../../ui/first-fault.ts';
import { isOfKind } from '../../ui/outbox/items.ts';
import type { useOutbox } from '../../ui/outbox/use-outbox.ts';
import { currentLanguage } from '../../ui/texts/i18n.ts';
import { useFormat } from '../../ui/use-format.ts';
import classes from '../EvidencePage.module.css';
import { PointChoice } from './PointChoice.tsx';
import { keepTally, lastTally, type TallyDraft, type TallyFault, tallyOf } from './tally-draft.ts';

/** One line of the book: kept on the phone at once, and sent when there is a network. */
export function TallyForm({ today, mail }: { today: Day; mail: ReturnType<typeof useOutbox> }) {
  const { t } = useTranslation('evidence');
  const format = useFormat();
  const [draft, setDraft] = useState(lastTally);
  const [faults, setFaults] = useState<readonly TallyFault[]>([]);
  const form = useRef<HTMLFormElement>(null);
  const toFirstFault = useFirstFault(form);
  const [savedAt, setSavedAt] = useState<string | null>(null);
  const { outbox } = mail;
  const held = isOfKind(mail.state.held, 'tally') ? mail.state.held : null;
  const set = (members: Partial<TallyDraft>) => setDraft((before) => ({ ...before, ...members }));
  const faultOf = (of: TallyFault) => (faults.includes(of) ? t(`tallies.fault.${of}`) : undefined);
  const step = (by: number) => set({ loads: String(Math.max(0, (Number(draft.loads) || 0) + by)) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const made = tallyOf(draft);
    if ('faults' in made) {
      setFaults(made.faults);
      toFirstFault();
      return;
    }
    setFaults([]);
    keepTally(draft);
    const id = uuidv7();
    const doneAt = new Date(serverClock.now()).toISOString();
    // Nothing is said to be saved before it is kept.
    void outbox.add('tally', id, { id, tally: { ...made.told, id, day: today, doneAt } }).then(() => {
      setSavedAt(doneAt);
      setDraft(lastTally());
    });
  };
  return (
    <form ref={form} noValidate onSubmit={submit} style={{ display: 'grid', gap: 12 }}>
      <Text size="sm" c="dimmed">
        {t('tallies.hint')}
      </Text>
      <PointChoice point={draft.point} error={faultOf('point')} onChange={(point) => set({ point })} />
      <TextInput
        label={t('tallies.team')}
        placeholder={t('tallies.teamHint')}
        value={draft.team}
        error={faultOf('team')}
        onChange={(event) => set({ team: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('tallies.stream')}
        value={draft.stream}
        data={STREAMS.map((value) => ({ value, label: STREAM_NAMES[value][currentLanguage()] }))}
        onChange={(event) =>
          set({ stream: STREAMS.find((value) => value === event.currentTarget.value) ?? 'household-other' })
        }
      />
      <SegmentedControl
        aria-label={t('tallies.how')}
        size="md"
        value={draft.how}
        onChange={(how) => set({ how })}
        data={[
          { value: 'loads', label: t('tallies.byLoads') },
          { value: 'kg', label: t('tallies.byKg') },
        ]}
      />
      {draft.how === 'loads' ? (
        <>
          <div className={classes.loads}>
            <ActionIcon variant="default" size={48} w={64} aria-label={t('tallies.less')} onClick={() => step(-1)}>
              <IconMinus size={22} />
            </ActionIcon>
            <TextInput
              label={t('tallies.loads')}
              inputMode="numeric"
              value={draft.loads}
              error={faultOf('loads') !== undefined}
              onChange={(event) => set({ loads: event.currentTarget.value })}
            />
            <ActionIcon variant="default" size={48} w={64} aria-label={t('tallies.more')} onClick={() => step(1)}>
              <IconPlus size={22} />
            </ActionIcon>
          </div>
          {faultOf('loads') && (
            <Text size="xs" c="var(--mantine-color-error)">
              {faultOf('loads')}
            </Text>
          )}
          <TextInput
            label={t('tallies.litres')}
            inputMode="numeric"
            value={draft.litres}
            error={faultOf('litres')}
            onChange={(event) => set({ litres: event.currentTarget.value })}
          />
        </>
      ) : (
        <TextInput
          label={t('tallies.kg')}
          inputMode="numeric"
          value={draft.kg}
          error={faultOf('kg')}
          onChange={(event) => set({ kg: event.currentTarget.value })}
        />
      )}
      <TextInput
        label={t('tallies.note')}
        value={draft.note}
        onChange={(event) => set({ note: event.currentTarget.value })}
      />
      {savedAt !== null && <Text role="status">{t('tallies.saved', { time: format.time(savedAt) })}</Text>}
      {held && (
        <Button
          variant="default"
          h={56}
          leftSection={<IconArrowBackUp size={22} />}
          onClick={() => {
            setSavedAt(null);
            void outbox.takeBack(held.id);
          }}
        >
          {t('tallies.takeBack')}
        </Button>
      )}
      <Button type="submit" h={56} size="lg">
        {t('tallies.save')}
      </Button>
    </form>
  );
}
