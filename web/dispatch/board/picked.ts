import type { DayModel, StopOnRoute } from '../day-model.ts';
import type { Picked } from './board-store.ts';

/** A stop as what may be moved; `null` for what is no visit, or was reported already. */
export function pickedOf(model: Pick<DayModel, 'outcomes'>, { stop }: StopOnRoute): Picked | null {
  const { id, visitId, name, loadKg, kind } = stop;
  const outcome = model.outcomes.get(id) ?? 'open';
  const isOpen = outcome !== 'served' && outcome !== 'skipped';
  return kind === 'point' && visitId !== null && isOpen ? { visitId, name, loadKg } : null;
}
