import { Suspense, useState } from 'react';
import { late } from '../../ui/late.ts';
import type { DayModel } from '../day-model.ts';
import { useBoard } from './board-store.ts';

const Dialogs = late(async () => (await import('./Dialogs.tsx')).default);

/** The board's dialogs, loaded when the first of them is to open. */
export function BoardDialogs({ day, model }: { day: string; model: DayModel }) {
  const isAsked = useBoard((b) => b.dialog !== null || b.change !== null || b.conflict !== null);
  const [wasAsked, setWasAsked] = useState(false);
  if (isAsked && !wasAsked) setWasAsked(true);
  return <Suspense>{wasAsked && <Dialogs day={day} model={model} />}</Suspense>;
}
