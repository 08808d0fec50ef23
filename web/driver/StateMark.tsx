import { IconCheck, IconCircle, IconX } from '@tabler/icons-react';
import type { Task } from './tasks.ts';

const ICONS = {
  planned: IconCircle,
  served: IconCheck,
  skipped: IconX,
  unloaded: IconCheck,
  done: IconCheck,
} as const;

/** The shape of a stop's state, beside the words that say it. Drawn, because not every phone's letters have such signs. */
export function StateMark({ state, size }: Pick<Task, 'state'> & { size: number }) {
  const Icon = ICONS[state];
  return <Icon size={size} stroke={2.4} aria-hidden />;
}
