import { NOTHING_DRIVEN, type Odometer, openOdometer } from '../../ledger/driven.ts';
import type { DayHandler, DayPlan } from './known.ts';

interface DeviceDriven {
  readonly odometer: Odometer;
  readonly fixes: number;
}

/** Second of the day's handlers: how far the truck drove, by that device of those it carried that tells most. */
export function odometer({ drivesUntil }: DayPlan): DayHandler {
  const byDevice = new Map<string, DeviceDriven>();
  let fixes = 0;
  return {
    goOn(known) {
      for (const fix of known.heard) {
        if (fix.at > drivesUntil) continue;
        const of = byDevice.get(fix.deviceId) ?? { odometer: openOdometer(), fixes: 0 };
        byDevice.set(fix.deviceId, { odometer: of.odometer, fixes: of.fixes + 1 });
        of.odometer.add(fix);
        fixes += 1;
      }
      // Phone and tracker of one truck tell of the same way; of those that tell as much, the first by name.
      const [most] = [...byDevice].sort(([a, { fixes: ofA }], [b, { fixes: ofB }]) => ofB - ofA || (a < b ? -1 : 1));
      known.driven = most?.[1].odometer.driven ?? NOTHING_DRIVEN;
      known.drivenFrom = fixes;
    },
    mark() {
      const were = [...byDevice].map(([id, of]) => ({ id, of, back: of.odometer.mark() }));
      const wereFixes = fixes;
      return () => {
        byDevice.clear();
        for (const { id, of, back } of were) {
          byDevice.set(id, of);
          back();
        }
        fixes = wereFixes;
      };
    },
  };
}
