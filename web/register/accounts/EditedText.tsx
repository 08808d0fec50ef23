import { TextInput } from '@mantine/core';
import { useState } from 'react';

interface Props {
  label: string;
  description?: string;
  value: string;
  type?: 'text' | 'email' | 'tel';
  required?: boolean;
  onSave: (value: string) => void;
}

/** A field that is saved when it is left or Enter is pressed, and goes back to what it was with Escape. */
export function EditedText({ label, description, value, type = 'text', required = false, onSave }: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  const save = () => {
    const next = typed?.trim();
    setTyped(null);
    if (next !== undefined && next !== value && !(required && next === '')) onSave(next);
  };
  return (
    <TextInput
      label={label}
      description={description}
      type={type}
      required={required}
      value={typed ?? value}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape') setTyped(null);
      }}
    />
  );
}
