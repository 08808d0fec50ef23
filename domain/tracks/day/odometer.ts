import { NOTHING_DRIVEN, type Odometer, openOdometer } from '../../ledger/driven.ts';
import type { DayHandler, DayPlan } from './known.ts';

/** Second of the day's handlers: how far the truck drove, by that device of those it carried that tells most. */
export function odometer({ drivesUntil }: DayPlan): DayHandler {
  const byDevice = new Map<string, { odometer: Odometer; fixes: number }>();
  return (known) => {
    for (const fix of known.heard) {
      if (fix.at > drivesUntil) continue;
      const of = byDevice.get(fix.deviceId) ?? { odometer: openOdometer(), fixes: 0 };
      byDevice.set(fix.deviceId, of);
      of.odometer.add(fix);
      of.fixes += 1;
      known.drivenFrom += 1;
    }
    // Phone and tracker of one truck tell of the same way; of those that tell as much, the first by name.
    const [most] = [...byDevice].sort(([a, { fixes: ofA }], [b, { fixes: ofB }]) => ofB - ofA || (a < b ? -1 : 1));
    known.driven = most?.[1].odometer.driven ?? NOTHING_DRIVEN;
  };
}
