import { CLOCK_TOLERANCE_MS, type ServerClock } from '../api/server-clock.ts';
import type { Moment } from './items.ts';

/** This opening of the page: the running clocks of two have nothing in common. */
const PAGE = String(Math.random());

/** Now, with all that may later tell when that was. */
export function momentNow(clock: ServerClock): Moment {
  const device = clock.device();
  const [offsetMs, rememberedMs] = [clock.measuredOffset(), clock.rememberedOffset()];
  return { deviceMs: device.now(), offsetMs, rememberedMs, page: PAGE, runningMs: device.running() };
}

/**
 * When `moment` was, by the server's clock, once that is measured. A phone's clock that is off is so for all of its times
 * until somebody sets it; what then lies in the future was before it was set, when it was off by what was measured before that.
 *
 * @returns `at` in ISO form, and `deviceAt` as the device's clock showed it, where that is another time
 */
export function settleMoment(moment: Moment, clock: ServerClock): { at: string; deviceAt: string | null } {
  const by = (offset: number): number => moment.deviceMs + (Math.abs(offset) < CLOCK_TOLERANCE_MS ? 0 : offset);
  let at = by(moment.offsetMs ?? clock.measuredOffset() ?? 0);
  const now = clock.now();
  if (at > now + CLOCK_TOLERANCE_MS) {
    at =
      moment.page === PAGE
        ? now - (clock.device().running() - moment.runningMs)
        : Math.min(now, by(moment.rememberedMs ?? Number.POSITIVE_INFINITY));
  }
  const isAsShown = at === moment.deviceMs;
  return {
    at: new Date(at).toISOString(),
    deviceAt: isAsShown ? null : new Date(moment.deviceMs).toISOString(),
  };
}
