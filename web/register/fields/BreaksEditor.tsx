import { Button, CloseButton, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Draft } from './Draft.tsx';
import type { EditorProps } from './FieldEditor.tsx';
import classes from './Lines.module.css';
import { readClock } from '../../ui/typed-clock.ts';
import { readTyped, typedText } from './read-typed.ts';
import { breaksSchema } from './value-text.ts';

const MINUTES = { name: 'breaks', kind: 'number', isWhole: false, scale: 60 } as const;
const CLOCK = { name: 'breaks', kind: 'clock' } as const;

interface Line {
  readonly key: number;
  readonly minutes: string;
  readonly from: string;
  readonly to: string;
}

/** The rests of a shift: how long each, and between which times it begins. */
export function BreaksEditor({ label, value, wording, fault, isCell, onCommit, onCancel }: EditorProps) {
  const { t, language } = wording;
  const [lines, setLines] = useState<readonly Line[]>(() =>
    (breaksSchema.safeParse(value).data ?? []).map((rest, key) => ({
      key,
      minutes: typedText(MINUTES, rest.seconds, language),
      from: typedText(CLOCK, rest.startSecond, language),
      to: typedText(CLOCK, rest.endSecond, language),
    })),
  );
  const [ownFault, setOwnFault] = useState<string | undefined>(undefined);
  const valueOf = (from: readonly Line[]): unknown[] | null => {
    const read = from.map((line) => {
      const seconds = readTyped(MINUTES, line.minutes, language);
      const [startSecond, endSecond] = [readClock(line.from), readClock(line.to)];
      return 'value' in seconds && typeof seconds.value === 'number' && startSecond !== null && endSecond !== null
        ? { startSecond, endSecond, seconds: seconds.value }
        : null;
    });
    return read.includes(null) ? null : read;
  };
  const change = (next: readonly Line[]) => {
    setLines(next);
    setOwnFault(undefined);
    if (!isCell) onCommit(valueOf(next) ?? undefined);
  };
  const save = () => {
    const breaks = valueOf(lines);
    if (breaks === null) setOwnFault(t('fault.clock'));
    else onCommit(breaks);
  };
  return (
    <Draft wording={wording} label={label} isCell={isCell} fault={ownFault ?? fault} onSave={save} onCancel={onCancel}>
      {lines.map((line, index) => (
        <div key={line.key} className={`${classes.line} ${classes.breaks}`}>
          {(['minutes', 'from', 'to'] as const).map((part) => (
            <TextInput
              key={part}
              size="xs"
              label={t(`breaks.${part}`)}
              value={line[part]}
              onChange={(event) => {
                const text = event.currentTarget.value;
                change(lines.map((other) => (other === line ? { ...line, [part]: text } : other)));
              }}
            />
          ))}
          <CloseButton
            size="sm"
            aria-label={t('breaks.remove', { number: index + 1 })}
            onClick={() => change(lines.filter((other) => other !== line))}
          />
        </div>
      ))}
      <Button
        className={classes.add}
        size="compact-xs"
        variant="default"
        onClick={() =>
          change([
            ...lines,
            { key: Math.max(-1, ...lines.map((line) => line.key)) + 1, minutes: '30', from: '', to: '' },
          ])
        }
      >
        {t('breaks.add')}
      </Button>
    </Draft>
  );
}
