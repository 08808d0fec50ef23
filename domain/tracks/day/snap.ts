import { openWay } from '../way.ts';
import type { DayHandler, DayPlan } from './known.ts';

/** First of the day's handlers: where on the planned way each fix may be. */
export function snap({ way }: DayPlan): DayHandler {
  const { snap: snapTo } = openWay(way);
  return {
    goOn(known, from) {
      known.snapped = known.track.slice(from).map(({ position }) => snapTo(position));
    },
    mark: () => () => undefined,
  };
}
