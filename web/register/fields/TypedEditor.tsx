import { Textarea, TextInput } from '@mantine/core';
import { useId, useRef, useState } from 'react';
import type { EditorProps } from './FieldEditor.tsx';
import { unitName } from './names.ts';
import { readTyped, typedText } from './read-typed.ts';

/** A line one types: text, figures, times, days, hours, coordinates. Enter or leaving it confirms, Escape takes it back. */
export function TypedEditor({ field, label, value, wording, fault, isCell, onCommit, onCancel }: EditorProps) {
  const { t, language } = wording;
  const begun = typedText(field, value, language);
  const [text, setText] = useState(begun);
  const [typedFault, setTypedFault] = useState<string | null>(null);
  const isDone = useRef(false);
  const hint = useId();

  const commit = (): void => {
    if (isDone.current) return;
    if (text === begun && isCell && fault === undefined) {
      isDone.current = true;
      onCancel();
      return;
    }
    const typed = readTyped(field, text, language);
    if ('fault' in typed) {
      // A form says what is missing when it is sent, not while one walks through it.
      if (isCell || text.trim() !== '') {
        setTypedFault('params' in typed ? t(`fault.${typed.fault}`, typed.params) : t(`fault.${typed.fault}`));
      } else onCommit(undefined);
      return;
    }
    isDone.current = isCell;
    setTypedFault(null);
    onCommit(typed.value);
  };
  const shared = {
    'aria-label': label,
    value: text,
    error: typedFault ?? fault,
    size: 'sm',
    autoFocus: isCell,
    onChange: (event: { currentTarget: { value: string } }) => {
      setText(event.currentTarget.value);
      setTypedFault(null);
    },
    onBlur: commit,
  } as const;
  if (field.kind === 'text' && field.isLong) {
    return (
      <Textarea
        {...shared}
        autosize
        minRows={2}
        maxRows={8}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && isCell) {
            isDone.current = true;
            event.stopPropagation();
            onCancel();
          } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) commit();
        }}
      />
    );
  }
  const unit = field.kind === 'number' ? unitName(field.unit, language) : '';
  return (
    <TextInput
      {...shared}
      inputMode={field.kind === 'number' ? (field.isWhole ? 'numeric' : 'decimal') : undefined}
      placeholder={placeholderOf(field.kind)}
      rightSection={unit === '' ? undefined : <span id={hint}>{unit}</span>}
      rightSectionWidth={unit.length * 9 + 16}
      rightSectionPointerEvents="none"
      onFocus={(event) => {
        if (isCell && field.kind !== 'text') event.currentTarget.select();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') {
          if (isCell) event.preventDefault();
          commit();
        } else if (event.key === 'Escape' && isCell) {
          isDone.current = true;
          event.stopPropagation();
          onCancel();
        }
      }}
    />
  );
}

function placeholderOf(kind: EditorProps['field']['kind']): string | undefined {
  const examples: Partial<Record<typeof kind, string>> = {
    clock: '04:30',
    day: '1/7/2026',
    windows: '03:00-07:30 18:00-21:00',
    place: '20.0793, 105.8601',
  };
  return examples[kind];
}
