import { ActionIcon, Button, NativeSelect, SegmentedControl, Text, TextInput, Title } from '@mantine/core';
import { IconMinus, IconPlus } from '@tabler/icons-react';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuidv7 } from 'uuid';
import type { Day } from '../../../domain/day.ts';
import { STREAM_NAMES, STREAMS } from '../../../domain/streams.ts';
import { tallyListSchema, tallyViewSchema } from '../../../domain/tallies/tallies.ts';
import { messageOf } from '../../ui/api/problem.ts';
import { request } from '../../ui/api/request.ts';
import { usePermission } from '../../ui/session.ts';
import { Failure } from '../../ui/states.tsx';
import { currentLanguage } from '../../ui/texts/i18n.ts';
import { useFormat } from '../../ui/use-format.ts';
import classes from '../EvidencePage.module.css';
import { PointChoice } from './PointChoice.tsx';
import { keepTally, lastTally, type TallyDraft, type TallyFault, tallyOf } from './tally-draft.ts';

const talliesQuery = (day: Day) =>
  queryOptions({
    queryKey: ['tallies', day],
    queryFn: ({ signal }) => request(tallyListSchema, `/api/tallies?from=${day}&to=${day}`, { signal }),
    refetchInterval: 60_000,
  });

/** What handcart teams brought to gathering points today: entered on a phone in half a minute, and listed. */
export function TallyPanel({ today }: { today: Day }) {
  const { t } = useTranslation('evidence');
  const format = useFormat();
  const mayEdit = usePermission('tallies.edit');
  const tallies = useQuery(talliesQuery(today));
  return (
    <div className={classes.phone}>
      {mayEdit && <TallyForm today={today} />}
      <section aria-label={t('tallies.list', { day: format.dayShort(today) })}>
        <Title order={2} size="h5">
          {t('tallies.list', { day: format.dayShort(today) })}
        </Title>
        {tallies.isError && !tallies.data && <Failure error={tallies.error} onRetry={() => void tallies.refetch()} />}
        {tallies.data?.items.length === 0 && <Text c="dimmed">{t('tallies.none')}</Text>}
        {tallies.data?.items.toReversed().map((tally) => (
          <div key={tally.id} className={classes.doubt}>
            <Text fw={500}>
              {tally.team}
              {' · '}
              {tally.kg === null
                ? t('tallies.volume', { loads: tally.loads ?? 0, litres: format.litres(tally.loadLitres ?? 0) })
                : format.kg(tally.kg)}
            </Text>
            <Text size="sm" c="dimmed">
              {[
                tally.pointName,
                STREAM_NAMES[tally.stream][currentLanguage()],
                format.time(tally.doneAt, tally.day),
                tally.note,
              ]
                .filter((part) => part !== null && part !== '')
                .join(' · ')}
            </Text>
          </div>
        ))}
      </section>
    </div>
  );
}

function TallyForm({ today }: { today: Day }) {
  const { t } = useTranslation('evidence');
  const format = useFormat();
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState(lastTally);
  const [faults, setFaults] = useState<readonly TallyFault[]>([]);
  const save = useMutation({
    mutationFn: (body: object) => request(tallyViewSchema, '/api/tallies', { method: 'POST', body }),
    onSuccess: () => {
      setDraft(lastTally());
      void queryClient.invalidateQueries({ queryKey: ['tallies'] });
    },
  });
  const set = (members: Partial<TallyDraft>) => setDraft((before) => ({ ...before, ...members }));
  const faultOf = (of: TallyFault) => (faults.includes(of) ? t(`tallies.fault.${of}`) : undefined);
  const step = (by: number) => set({ loads: String(Math.max(0, (Number(draft.loads) || 0) + by)) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const made = tallyOf(draft);
    if ('faults' in made) {
      setFaults(made.faults);
      return;
    }
    setFaults([]);
    keepTally(draft);
    save.mutate({ ...made.told, id: uuidv7(), day: today, doneAt: new Date().toISOString() });
  };
  return (
    <form noValidate onSubmit={submit} style={{ display: 'grid', gap: 12 }}>
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
      {save.isError && (
        <Text role="alert" c="var(--mantine-color-error)">
          {messageOf(save.error)}
        </Text>
      )}
      {save.isSuccess && <Text role="status">{t('tallies.saved', { time: format.time(save.data.doneAt) })}</Text>}
      <Button type="submit" h={56} size="lg" loading={save.isPending}>
        {t('tallies.save')}
      </Button>
    </form>
  );
}
