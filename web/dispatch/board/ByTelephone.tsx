import {
  ActionIcon,
  Button,
  Group,
  Modal,
  NativeSelect,
  NumberInput,
  SegmentedControl,
  Text,
  TextInput,
} from '@mantine/core';
import { IconPhoneIncoming } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuidv7 } from 'uuid';
import { instantAtClock } from '../../../domain/clock-times.ts';
import { addDays } from '../../../domain/day.ts';
import type { FieldEventInput } from '../../../domain/field-events.ts';
import type { RouteView, StopView } from '../../../domain/plans.ts';
import { OTHER_REASON_LENGTH, otherReason, SKIP_REASONS, skipReasonText } from '../../../domain/skip-reasons.ts';
import { ClockField } from '../../ui/ClockField.tsx';
import { messageOf } from '../../ui/api/problem.ts';
import { command } from '../../ui/api/request.ts';
import { usePermission } from '../../ui/session.ts';
import { currentLanguage } from '../../ui/texts/i18n.ts';
import { useFormat, useTimeZone } from '../../ui/use-format.ts';
import type { DayModel } from '../day-model.ts';

interface Props {
  day: string;
  model: DayModel;
  route: RouteView;
  stop: StopView;
}

/** Lets the dispatcher report a stop for a driver who calls: taken or not, how much and when. */
export function ByTelephone(props: Props) {
  const { t } = useTranslation('board');
  const [isOpen, setOpen] = useState(false);
  const mayReport = usePermission('field.report');
  const { model, stop } = props;
  if (!mayReport || !model.revision?.isPublished || model.stopStates.has(stop.id)) return null;
  if (stop.kind !== 'point' && stop.kind !== 'unload') return null;
  return (
    <>
      <ActionIcon
        size="sm"
        variant="default"
        aria-label={t('telephone.open')}
        title={t('telephone.open')}
        onClick={() => setOpen(true)}
      >
        <IconPhoneIncoming size={14} />
      </ActionIcon>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={t('telephone.title', { number: props.route.truckNumber, name: stop.name })}
      >
        {isOpen && <Report {...props} onDone={() => setOpen(false)} />}
      </Modal>
    </>
  );
}

const OTHER = 'other';

function Report({ day, route, stop, onDone }: Props & { onDone: () => void }) {
  const { t } = useTranslation('board');
  const format = useFormat();
  const timeZone = useTimeZone();
  const queryClient = useQueryClient();
  const isPoint = stop.kind === 'point';
  const [what, setWhat] = useState<'served' | 'skipped'>('served');
  const [kg, setKg] = useState<number | string>('');
  const [reason, setReason] = useState<string>(SKIP_REASONS[0]);
  const [words, setWords] = useState('');
  const [clock, setClock] = useState(() => format.time(new Date()));
  const kind = isPoint ? what : 'unloaded';
  const send = useMutation({
    mutationFn: async () => {
      const event: FieldEventInput = {
        ...{ id: uuidv7(), kind, truckId: route.truckId, stopId: stop.id, source: 'telephone' },
        doneAt: instantNear(stop.arrivesAt, day, clock, timeZone),
        ...(isPoint && { visitId: stop.visitId, stream: stop.stream }),
        ...(kind !== 'skipped' && typeof kg === 'number' && { mass: { kg: Math.round(kg), how: 'typed' } }),
        ...(kind === 'skipped' && { reason: reason === OTHER ? otherReason(words.trim()) : reason }),
      };
      await command('/api/field-events', { body: { events: [event] } });
    },
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['day', day] });
      onDone();
    },
  });
  const isIncomplete = clock === '' || (kind === 'skipped' && reason === OTHER && words.trim() === '');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!isIncomplete) send.mutate();
      }}
    >
      {isPoint && (
        <SegmentedControl
          fullWidth
          aria-label={t('telephone.what')}
          value={what}
          onChange={(value) => setWhat(value === 'skipped' ? 'skipped' : 'served')}
          data={[
            { value: 'served', label: t('telephone.served') },
            { value: 'skipped', label: t('telephone.skipped') },
          ]}
        />
      )}
      {kind === 'skipped' ? (
        <>
          <NativeSelect
            mt="xs"
            label={t('telephone.reason')}
            value={reason}
            data={[
              ...SKIP_REASONS.map((code) => ({ value: code, label: skipReasonText(code, currentLanguage()) })),
              { value: OTHER, label: t('telephone.other') },
            ]}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          {reason === OTHER && (
            <TextInput
              mt="xs"
              label={t('telephone.words')}
              maxLength={OTHER_REASON_LENGTH}
              value={words}
              onChange={(event) => setWords(event.currentTarget.value)}
            />
          )}
        </>
      ) : (
        <NumberInput
          mt="xs"
          label={t('telephone.kg')}
          description={t('telephone.kgHint')}
          min={0}
          max={100_000}
          allowDecimal={false}
          value={kg}
          onChange={setKg}
        />
      )}
      <ClockField mt="xs" label={t('telephone.at')} value={clock} onChange={setClock} />
      {send.error && (
        <Text mt="xs" size="sm" c="var(--tx-unserved)" role="alert">
          {messageOf(send.error)}
        </Text>
      )}
      <Group mt="md">
        <Button type="submit" loading={send.isPending} disabled={isIncomplete}>
          {t('telephone.doIt')}
        </Button>
      </Group>
    </form>
  );
}

/** The time of the clock on whichever of the day and the next is nearer to when it was planned: shifts go over midnight. */
function instantNear(planned: string, day: string, clock: string, timeZone: string): string {
  const [own, next] = [day, addDays(day, 1)].map((on) => instantAtClock(on, clock, timeZone));
  const farFrom = (at: Date | undefined) => Math.abs((at?.getTime() ?? Infinity) - Date.parse(planned));
  return ((farFrom(own) <= farFrom(next) ? own : next) ?? new Date(planned)).toISOString();
}
