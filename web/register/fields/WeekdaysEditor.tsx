import { useState } from 'react';
import { weekdaysSchema } from '../../../domain/points.ts';
import { Draft } from './Draft.tsx';
import type { EditorProps } from './FieldEditor.tsx';
import { weekdayName } from './names.ts';
import { Toggles } from './Toggles.tsx';

const WEEK = [1, 2, 3, 4, 5, 6, 7] as const;

/** On which days of the week. */
export function WeekdaysEditor({ field, label, value, wording, fault, isCell, onCommit, onCancel }: EditorProps) {
  const [chosen, setChosen] = useState<number[]>(weekdaysSchema.safeParse(value).data ?? []);
  const [isMissing, setMissing] = useState(false);
  const save = () => {
    if (field.isRequired && chosen.length === 0) setMissing(true);
    else onCommit(chosen);
  };
  return (
    <Draft
      wording={wording}
      label={label}
      isCell={isCell}
      fault={isMissing && chosen.length === 0 ? wording.t('fault.noWeekday') : fault}
      onSave={save}
      onCancel={onCancel}
    >
      <Weekdays
        label={label}
        language={wording.language}
        chosen={chosen}
        onChange={(days) => {
          setChosen(days);
          if (!isCell) onCommit(days);
        }}
      />
    </Draft>
  );
}

interface WeekdaysProps {
  label: string;
  language: EditorProps['wording']['language'];
  chosen: readonly number[];
  onChange: (days: number[]) => void;
}

/** Monday to Sunday, each a button. */
export function Weekdays({ label, language, chosen, onChange }: WeekdaysProps) {
  return (
    <Toggles
      label={label}
      options={WEEK.map((day) => ({ value: day as number, label: weekdayName(day, language) }))}
      chosen={chosen}
      onChange={onChange}
    />
  );
}
