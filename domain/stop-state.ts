import type { FieldEventKind } from './field-events.ts';

/** A planned stop as the field has left it: folded from its events. */
export const STOP_STATES = ['planned', 'served', 'skipped', 'unloaded', 'done'] as const;
export type StopState = (typeof STOP_STATES)[number];

/** State of a stop after `events` (any order): the last event done decides. */
export function foldStopState(events: readonly { kind: FieldEventKind; doneAt: string }[]): StopState {
  const last = [...events].sort((a, b) => (a.doneAt < b.doneAt ? -1 : a.doneAt > b.doneAt ? 1 : 0)).at(-1);
  if (!last) return 'planned';
  if (last.kind === 'served' || last.kind === 'skipped' || last.kind === 'unloaded') return last.kind;
  return 'done';
}
