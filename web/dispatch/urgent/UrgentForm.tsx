import { Button, Group, NativeSelect, NumberInput, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { instantAtClock } from '../../../domain/clock-times.ts';
import { streamSchema } from '../../../domain/streams.ts';
import { STREAM_NAMES, type Stream } from '../../../domain/stream-names.ts';
import { itemAt } from '../../../domain/item-at.ts';
import { ClockField } from '../../ui/ClockField.tsx';
import { currentLanguage } from '../../ui/texts/i18n.ts';
import { useTimeZone } from '../../ui/use-format.ts';

/** What is to be taken when, of an urgent visit. */
export interface AskedVisit {
  readonly stream: Stream;
  readonly kg: number;
  readonly window: [string, string] | null;
}

interface Props {
  day: string;
  /** What may be asked for, with the kg that are usual there; `null` where nobody knows. */
  streams: readonly { readonly stream: Stream; readonly usualKg: number | null }[];
  kgHint: string;
  /** Besides these fields: why it cannot be asked for yet. */
  isIncomplete?: boolean;
  isPending?: boolean;
  onAsk: (visit: AskedVisit) => void;
  /** Fields above these. */
  children?: ReactNode;
}

/** Stream, mass and hours of an urgent visit. */
export function UrgentForm({ day, streams, kgHint, isIncomplete = false, isPending = false, onAsk, children }: Props) {
  const { t } = useTranslation('alerts');
  const timeZone = useTimeZone();
  const [stream, setStream] = useState(itemAt(streams, 0).stream);
  const usualOf = (of: Stream): number | '' => streams.find((entry) => entry.stream === of)?.usualKg ?? '';
  const [kg, setKg] = useState<number | string>(usualOf(stream));
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const isWindowed = from !== '' || to !== '';
  const isWrong = isWindowed && (from || '00:00') >= (to || '24:00');
  const cannotAsk = typeof kg !== 'number' || kg < 1 || isWrong || isIncomplete;
  const at = (clock: string): string => instantAtClock(day, clock, timeZone).toISOString();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (cannotAsk) return;
        onAsk({ stream, kg: Math.round(kg), window: isWindowed ? [at(from || '00:00'), at(to || '23:59')] : null });
      }}
    >
      {children}
      <NativeSelect
        label={t('urgent.stream')}
        value={stream}
        data={streams.map((entry) => ({ value: entry.stream, label: STREAM_NAMES[entry.stream][currentLanguage()] }))}
        onChange={(event) => {
          const chosen = streamSchema.parse(event.currentTarget.value);
          setStream(chosen);
          if (usualOf(chosen) !== '') setKg(usualOf(chosen));
        }}
      />
      <NumberInput
        mt="xs"
        label={t('urgent.kg')}
        description={kgHint}
        min={1}
        max={100_000}
        allowDecimal={false}
        value={kg}
        onChange={setKg}
      />
      <Group grow mt="xs" align="flex-start">
        <ClockField label={t('urgent.from')} value={from} onChange={setFrom} />
        <ClockField label={t('urgent.to')} value={to} error={isWrong && t('urgent.wrong')} onChange={setTo} />
      </Group>
      <Text size="xs" c="dimmed" mt="xs">
        {t('urgent.hint')}
      </Text>
      <Button type="submit" mt="md" loading={isPending} disabled={cannotAsk}>
        {t('urgent.ask')}
      </Button>
    </form>
  );
}
