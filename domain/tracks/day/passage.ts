import { openPassings } from '../../visits/infer/passings.ts';
import type { DayHandler, DayPlan } from './known.ts';

/** Fourth of the day's handlers: which points and streets the truck went past at walking pace. */
export function passage({ calls }: DayPlan): DayHandler {
  const passings = openPassings(calls);
  return {
    goOn(known, from) {
      known.passages = passings.look(known.track, from);
    },
    mark: passings.mark,
  };
}
