import { openDwells } from '../../visits/infer/dwells.ts';
import type { DayHandler, DayPlan } from './known.ts';

/** Third of the day's handlers: at which points the truck stood. */
export function dwell({ calls, elsewhere }: DayPlan): DayHandler {
  const dwells = openDwells(calls, elsewhere);
  return {
    goOn(known) {
      known.dwells = dwells.look(known.track);
    },
    mark: dwells.mark,
  };
}
