import { createContext, useContext, useState } from 'react';
import type { Chosen, Colleague } from '../../../domain/colleagues/colleagues.ts';
import type { Day } from '../../../domain/day.ts';
import { itemAt } from '../../../domain/item-at.ts';
import { useLive, useLiveConnection, useSayChosen } from '../../ui/live/LiveProvider.tsx';
import { usePermission } from '../../ui/session.ts';
import type { DayModel } from '../day-model.ts';
import { useSelection } from '../selection.ts';

const NOBODY: readonly Colleague[] = [];

/** Whoever else steers the day now. */
export const ColleaguesContext = createContext<readonly Colleague[]>(NOBODY);

export function useColleagues(): readonly Colleague[] {
  return useContext(ColleaguesContext);
}

/** Tells the others on the day what is chosen here, and hears what they have, for {@link ColleaguesContext}. */
export function useColleaguesOf(day: Day, model: DayModel): readonly Colleague[] {
  const maySteer = usePermission('plan.make');
  const { isConnected } = useLiveConnection();
  const [heard, setHeard] = useState<readonly Colleague[]>(NOBODY);
  // One by one: a hover is a change of the selection too, and nothing to tell.
  const truckId = useSelection((s) => s.truckId);
  const stopId = useSelection((s) => s.stopId);
  const pointId = useSelection((s) => s.pointId);
  const facilityId = useSelection((s) => s.facilityId);
  const visitId = model.stops.get(stopId ?? '')?.stop.visitId ?? null;
  const chosen: Chosen = { day, truckId, visitId, pointId, facilityId };
  useSayChosen(maySteer ? chosen : null);
  useLive('colleagues', setHeard);
  // What was heard of another day, or before the connection broke, says nothing any more.
  return isConnected && heard.every((colleague) => colleague.day === day) ? heard : NOBODY;
}

/** Dark enough for white letters on them, in both themes, and none of them a state's. */
const COLOURS = ['#5f3dc4', '#0b6477', '#862e9c', '#3b6b0a', '#8a3b12', '#2b4fa8'] as const;

/** The same for a name everywhere. */
export function colleagueColour(name: string): string {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  return itemAt(COLOURS, sum % COLOURS.length);
}
