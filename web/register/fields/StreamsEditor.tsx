import { useState } from 'react';
import { z } from 'zod';
import { STREAMS } from '../../../domain/stream-names.ts';
import { Draft } from './Draft.tsx';
import type { EditorProps } from './FieldEditor.tsx';
import { streamName } from './names.ts';
import { Toggles } from './Toggles.tsx';

const streamsSchema = z.array(z.string());

/** Which streams: each is in or out. */
export function StreamsEditor({ field, label, value, wording, fault, isCell, onCommit, onCancel }: EditorProps) {
  const [chosen, setChosen] = useState<string[]>(streamsSchema.safeParse(value).data ?? []);
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
      fault={isMissing && chosen.length === 0 ? wording.t('fault.needed') : fault}
      onSave={save}
      onCancel={onCancel}
    >
      <Toggles
        label={label}
        options={STREAMS.map((stream) => ({ value: stream as string, label: streamName(stream, wording.language) }))}
        chosen={chosen}
        onChange={(streams) => {
          setChosen(streams);
          if (!isCell) onCommit(streams);
        }}
      />
    </Draft>
  );
}
