import { CloseButton, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { heldDays } from '../../../domain/collection-days.ts';
import { STREAMS } from '../../../domain/stream-names.ts';
import { areaQuery } from '../../ui/api/queries.ts';
import { type DaysDraft, draftOf, scheduleOf } from './collection-days-draft.ts';
import { CollectionDaysEditor } from './CollectionDaysEditor.tsx';
import { Draft } from './Draft.tsx';
import type { EditorProps } from './FieldEditor.tsx';
import classes from './Lines.module.css';
import { streamName } from './names.ts';
import { readTyped, typedText } from './read-typed.ts';
import { pointStreamsSchema } from './value-text.ts';

const WEEK = [1, 2, 3, 4, 5, 6, 7];
const KG = { name: 'amounts', kind: 'number', isWhole: false } as const;

interface Line {
  /** What it was before, with whatever else it has. */
  readonly kept: Readonly<Record<string, unknown>>;
  readonly stream: string;
  readonly kg: string;
  readonly days: DaysDraft;
  /** Only weekdays are shown, until more is asked for. */
  readonly isPlain: boolean;
}

/** The streams of a point: what is expected of each a day, and on which days it is collected. */
export function PointStreamsEditor({ label, value, wording, fault, isCell, onCommit, onCancel }: EditorProps) {
  const { t, language } = wording;
  const today = useQuery(areaQuery()).data?.today ?? '';
  const [lines, setLines] = useState<readonly Line[]>(() =>
    (pointStreamsSchema.safeParse(value).data ?? []).map((entry) => ({
      kept: entry,
      stream: entry.stream,
      kg: typedText(KG, entry.expectedKgPerDay, language),
      days: draftOf({ weekdays: entry.weekdays, days: heldDays(entry.days) }, today),
      isPlain: heldDays(entry.days) === null,
    })),
  );
  const [ownFault, setOwnFault] = useState<string | undefined>(undefined);

  const change = (next: readonly Line[]) => {
    setLines(next);
    setOwnFault(undefined);
    if (!isCell) onCommit(valueOf(next, language) ?? undefined);
  };
  const save = () => {
    const streams = valueOf(lines, language);
    const wrong = lines.map((line) => scheduleOf(line.days)).find((read) => 'fault' in read);
    if (wrong && 'fault' in wrong) setOwnFault(t(`fault.${wrong.fault}`));
    else if (streams === null) setOwnFault(t('fault.number'));
    else onCommit(streams);
  };
  const free = STREAMS.filter((stream) => lines.every((line) => line.stream !== stream));
  return (
    <Draft wording={wording} label={label} isCell={isCell} fault={ownFault ?? fault} onSave={save} onCancel={onCancel}>
      {lines.map((line) => {
        const name = streamName(line.stream, language);
        const set = (part: Partial<Line>) =>
          change(lines.map((other) => (other === line ? { ...line, ...part } : other)));
        return (
          <div key={line.stream} className={classes.line}>
            <span>{name}</span>
            <TextInput
              size="xs"
              aria-label={t('streams.kgPerDay', { stream: name })}
              inputMode="decimal"
              value={line.kg}
              rightSection="kg"
              rightSectionPointerEvents="none"
              onChange={(event) => set({ kg: event.currentTarget.value })}
            />
            <CloseButton
              size="sm"
              aria-label={t('streams.remove', { stream: name })}
              onClick={() => change(lines.filter((other) => other !== line))}
            />
            <div className={classes.whole}>
              <CollectionDaysEditor
                label={t('streams.days', { stream: name })}
                draft={line.days}
                isPlain={line.isPlain}
                today={today}
                wording={wording}
                onChange={(days) => set({ days })}
                onMore={() => set({ isPlain: false })}
              />
            </div>
          </div>
        );
      })}
      {free.length > 0 && (
        <NativeSelect
          className={classes.add}
          size="xs"
          aria-label={t('streams.add')}
          value=""
          data={[
            { value: '', label: t('streams.add') },
            ...free.map((stream) => ({ value: stream as string, label: streamName(stream, language) })),
          ]}
          onChange={(event) => {
            const stream = event.currentTarget.value;
            if (stream !== '')
              change([...lines, { kept: {}, stream, kg: '', days: draftOf({ weekdays: WEEK }, today), isPlain: true }]);
          }}
        />
      )}
    </Draft>
  );
}

/** The lines as the API takes them; `null` when a figure of one cannot be read. */
function valueOf(lines: readonly Line[], language: EditorProps['wording']['language']): unknown[] | null {
  const read = lines.map((line) => {
    const kg = readTyped(KG, line.kg, language);
    const days = scheduleOf(line.days);
    return 'value' in kg && typeof kg.value === 'number' && 'value' in days
      ? { ...line.kept, stream: line.stream, expectedKgPerDay: kg.value, ...days.value }
      : null;
  });
  return read.includes(null) ? null : read;
}
