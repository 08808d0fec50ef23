import { CloseButton, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { STREAMS } from '../../../domain/stream-names.ts';
import { Draft } from './Draft.tsx';
import type { EditorProps } from './FieldEditor.tsx';
import classes from './Lines.module.css';
import { streamName } from './names.ts';
import { readTyped, typedText } from './read-typed.ts';
import { amountsSchema } from './value-text.ts';

const KG = { name: 'amounts', kind: 'number', isWhole: false } as const;

interface Line {
  readonly stream: string;
  readonly kg: string;
}

/** What comes out of a place by itself: kg a day of each stream. */
export function AmountsEditor({ label, value, wording, fault, isCell, onCommit, onCancel }: EditorProps) {
  const { t, language } = wording;
  const [lines, setLines] = useState<readonly Line[]>(() =>
    (amountsSchema.safeParse(value).data ?? []).map(({ stream, kgPerDay }) => ({
      stream,
      kg: typedText(KG, kgPerDay, language),
    })),
  );
  const [ownFault, setOwnFault] = useState<string | undefined>(undefined);
  const valueOf = (from: readonly Line[]): unknown[] | null => {
    const read = from.map(({ stream, kg }) => {
      const figure = readTyped(KG, kg, language);
      return 'value' in figure && typeof figure.value === 'number' ? { stream, kgPerDay: figure.value } : null;
    });
    return read.includes(null) ? null : read;
  };
  const change = (next: readonly Line[]) => {
    setLines(next);
    setOwnFault(undefined);
    if (!isCell) onCommit(valueOf(next) ?? undefined);
  };
  const save = () => {
    const amounts = valueOf(lines);
    if (amounts === null) setOwnFault(t('fault.number'));
    else onCommit(amounts);
  };
  const free = STREAMS.filter((stream) => lines.every((line) => line.stream !== stream));
  return (
    <Draft wording={wording} label={label} isCell={isCell} fault={ownFault ?? fault} onSave={save} onCancel={onCancel}>
      {lines.map((line) => {
        const name = streamName(line.stream, language);
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
              onChange={(event) => {
                const kg = event.currentTarget.value;
                change(lines.map((other) => (other === line ? { ...line, kg } : other)));
              }}
            />
            <CloseButton
              size="sm"
              aria-label={t('streams.remove', { stream: name })}
              onClick={() => change(lines.filter((other) => other !== line))}
            />
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
            if (stream !== '') change([...lines, { stream, kg: '' }]);
          }}
        />
      )}
    </Draft>
  );
}
