import { facilityCloses, runningLate } from './late.ts';
import { type Condition, MINUTE, type Situation, type WasThere } from './situation.ts';
import { targetConditions } from './targets.ts';
import { incidents, nearlyFull, offRoute, silent, standing } from './trucks.ts';

/** So long after its planned end a route is over, whether or not anybody said so. */
const OVER_MILLISECONDS = 2 * 60 * MINUTE;

/**
 * Everything of a day under way that a dispatcher should know now, each condition once: see the functions it is put together from.
 * Once all routes are over there is nothing left to steer, but who told of an incident still waits.
 *
 * @param wasThere by key, what was so when one looked last: so that it does not come and go with every report
 */
export function conditionsOf(situation: Situation, wasThere: WasThere): Condition[] {
  const isOver = situation.routes.every(({ isEnded, endsAt }) => isEnded || situation.now > endsAt + OVER_MILLISECONDS);
  const told = incidents(situation);
  if (isOver) return told;
  return [
    ...told,
    ...runningLate(situation, wasThere),
    ...facilityCloses(situation, wasThere),
    ...nearlyFull(situation, wasThere),
    ...silent(situation),
    ...standing(situation),
    ...offRoute(situation, wasThere),
    ...targetConditions(situation, wasThere),
  ];
}
