import { NativeSelect } from '@mantine/core';
import { useRef } from 'react';
import type { RegisterRecord } from '../record.ts';
import type { EditorProps } from './FieldEditor.tsx';
import { choiceName } from './names.ts';
import { plainText } from './value-text.ts';
import { referenceName } from './use-wording.ts';

/** One of a list: chosen, it is meant. */
export function ChoiceEditor({ field, label, value, wording, named, fault, isCell, onCommit, onCancel }: EditorProps) {
  const select = useRef<HTMLSelectElement>(null);
  const options = optionsOf({ field, wording, named });
  const current = value === null || value === undefined ? '' : plainText(value);
  const mayBeEmpty = 'isNullable' in field && field.isNullable === true;
  const isKnown = options.some((option) => option.value === current);
  return (
    <NativeSelect
      ref={select}
      aria-label={label}
      size="sm"
      value={current}
      error={fault}
      autoFocus={isCell}
      data={[
        ...(mayBeEmpty || current === '' ? [{ value: '', label: '—' }] : []),
        // What it is now stays what it is until another is chosen.
        ...(current !== '' && !isKnown ? [{ value: current, label: wording.t('value.unknown') }] : []),
        ...options,
      ]}
      onChange={(event) => {
        const chosen = event.currentTarget.value;
        if (chosen === '' && !mayBeEmpty) return;
        onCommit(field.kind === 'flag' ? chosen === 'true' : chosen === '' ? null : chosen);
      }}
      onBlur={isCell ? onCancel : undefined}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !isCell) return;
        event.stopPropagation();
        onCancel();
      }}
    />
  );
}

function optionsOf({ field, wording, named }: Pick<EditorProps, 'field' | 'wording' | 'named'>) {
  const { language, format, t } = wording;
  if (field.kind === 'choice') {
    return field.options.map((value) => ({ value, label: choiceName(field.choices, value, language) }));
  }
  if (field.kind === 'flag') {
    return [
      { value: 'true', label: t('value.yes') },
      { value: 'false', label: t('value.no') },
    ];
  }
  if (field.kind !== 'reference') return [];
  const records: readonly RegisterRecord[] =
    Object.entries(named).find(([subject]) => subject === field.subject)?.[1] ?? [];
  return records
    .filter((record) => field.accepts?.(record) ?? true)
    .map((record) => ({ value: record.id, label: referenceName(record) }))
    .sort((a, b) => format.compare(a.label, b.label));
}
