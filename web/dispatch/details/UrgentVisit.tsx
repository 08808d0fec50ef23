import { Button, Group, Modal, NativeSelect, NumberInput, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { instantAtClock } from '../../../domain/day.ts';
import type { CollectionPoint } from '../../../domain/points.ts';
import { STREAM_NAMES, streamSchema } from '../../../domain/streams.ts';
import { messageOf } from '../../ui/api/problem.ts';
import { usePermission } from '../../ui/session.ts';
import { currentLanguage } from '../../ui/texts/i18n.ts';
import { useTimeZone } from '../../ui/use-format.ts';
import type { DayModel } from '../day-model.ts';
import { useReplan } from '../moves/use-replan.ts';

interface Props {
  day: string;
  model: DayModel;
  point: CollectionPoint;
}

/** Has a point collected that cannot wait: asks for a plan of the rest of the day with it, which is looked at before it is published. */
export function UrgentVisit({ day, model, point }: Props) {
  const { t } = useTranslation('alerts');
  const mayMake = usePermission('plan.make');
  const [isOpen, setOpen] = useState(false);
  const replan = useReplan(day, model);
  // What was served or skipped today is decided.
  const open = point.streams.filter(({ stream }) => {
    const visits = (model.stopsOfPoint.get(point.id) ?? []).filter((visit) => visit.stop.stream === stream);
    return visits.every((visit) => (model.outcomes.get(visit.stop.id) ?? 'open') === 'open');
  });
  if (!mayMake || !model.revision?.isPublished || open.length === 0) return null;
  return (
    <>
      <Button size="compact-sm" variant="default" loading={replan.isUnderWay} onClick={() => setOpen(true)}>
        {t('urgent.button')}
      </Button>
      <Modal opened={isOpen} onClose={() => setOpen(false)} title={t('urgent.title', { name: point.name })}>
        {isOpen && (
          <UrgentForm
            day={day}
            streams={open}
            onAsk={(visit) => {
              setOpen(false);
              replan.mutation.mutate({ urgent: [{ pointId: point.id, ...visit }] });
            }}
          />
        )}
      </Modal>
      {replan.mutation.error && (
        <Text size="xs" c="var(--tx-unserved)" role="alert">
          {messageOf(replan.mutation.error)}
        </Text>
      )}
    </>
  );
}

interface FormProps {
  day: string;
  streams: CollectionPoint['streams'];
  onAsk: (visit: {
    stream: CollectionPoint['streams'][number]['stream'];
    kg: number;
    window: [string, string] | null;
  }) => void;
}

function UrgentForm({ day, streams, onAsk }: FormProps) {
  const { t } = useTranslation('alerts');
  const timeZone = useTimeZone();
  const [stream, setStream] = useState(streams[0].stream);
  const expectedOf = (of: string): number =>
    Math.max(1, Math.round(streams.find((entry) => entry.stream === of)?.expectedKgPerDay ?? 100));
  const [kg, setKg] = useState<number | string>(expectedOf(stream));
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const isWindowed = from !== '' || to !== '';
  const isWrong = isWindowed && (from || '00:00') >= (to || '24:00');
  const at = (clock: string): string => instantAtClock(day, clock, timeZone).toISOString();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (typeof kg !== 'number' || isWrong) return;
        onAsk({ stream, kg: Math.round(kg), window: isWindowed ? [at(from || '00:00'), at(to || '23:59')] : null });
      }}
    >
      <NativeSelect
        label={t('urgent.stream')}
        value={stream}
        data={streams.map((entry) => ({ value: entry.stream, label: STREAM_NAMES[entry.stream][currentLanguage()] }))}
        onChange={(event) => {
          const chosen = streamSchema.parse(event.currentTarget.value);
          setStream(chosen);
          setKg(expectedOf(chosen));
        }}
      />
      <NumberInput
        mt="xs"
        label={t('urgent.kg')}
        description={t('urgent.kgHint')}
        min={1}
        max={100_000}
        allowDecimal={false}
        value={kg}
        onChange={setKg}
      />
      <Group grow mt="xs" align="flex-start">
        <TextInput
          type="time"
          label={t('urgent.from')}
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <TextInput
          type="time"
          label={t('urgent.to')}
          value={to}
          error={isWrong && t('urgent.wrong')}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
      </Group>
      <Text size="xs" c="dimmed" mt="xs">
        {t('urgent.hint')}
      </Text>
      <Button type="submit" mt="md" disabled={typeof kg !== 'number' || kg < 1 || isWrong}>
        {t('urgent.ask')}
      </Button>
    </form>
  );
}
