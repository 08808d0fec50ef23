import { Button, Group, Text } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { useKeys } from '../use-keys.ts';
import type { Wording } from './value-text.ts';

interface Props {
  wording: Wording;
  label: string;
  /** A cell of its own says when it is meant; as a part of a form the form does. */
  isCell: boolean;
  fault?: string | undefined;
  onSave: () => void;
  onCancel: () => void;
  children: ReactNode;
}

/** Something edited in several places at once: saved with its button or Ctrl+Enter, taken back with Escape. */
export function Draft({ wording: { t }, label, isCell, fault, onSave, onCancel, children }: Props) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isCell) box.current?.querySelector<HTMLElement>('input, button')?.focus();
    // Only when it opens.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  useKeys(box, (event) => {
    if (!isCell) return;
    if (event.key === 'Escape') onCancel();
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey || isLine(event.target))) {
      event.preventDefault();
      onSave();
    }
  });
  return (
    <div ref={box} role="group" aria-label={label}>
      {children}
      {fault !== undefined && (
        <Text size="xs" c="var(--mantine-color-error)" mt={4} role="alert">
          {fault}
        </Text>
      )}
      {isCell && (
        <Group gap={6} mt={8}>
          <Button size="compact-sm" onClick={onSave}>
            {t('detail.save')}
          </Button>
          <Button size="compact-sm" variant="default" onClick={onCancel}>
            {t('detail.cancel')}
          </Button>
        </Group>
      )}
    </div>
  );
}

/** In a line Enter is free for saving; on a button it presses it. */
function isLine(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && target.type === 'text';
}
