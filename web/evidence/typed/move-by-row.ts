import type { KeyboardEvent } from 'react';

/** Enter and the arrows go to the same column of the next row, as in a spreadsheet; Ctrl+Enter saves. */
export function moveByRow(event: KeyboardEvent<HTMLInputElement>): void {
  const { key, ctrlKey, metaKey, currentTarget: cell } = event;
  if (key === 'Enter' && (ctrlKey || metaKey)) {
    event.preventDefault();
    cell.form?.requestSubmit();
    return;
  }
  const step = key === 'Enter' || key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0;
  if (step === 0 || !cell.form) return;
  event.preventDefault();
  const column = cell.dataset['column'] ?? '';
  const cells = [...cell.form.querySelectorAll<HTMLInputElement>(`input[data-column="${column}"]`)];
  const next = cells[cells.indexOf(cell) + step];
  next?.focus();
  if (next?.type === 'text') next.select();
}
