import { itemAt } from '../../../domain/item-at.ts';
import { CLOCK_TOLERANCE_MS, type ServerClock } from '../api/server-clock.ts';
import type { Moment } from './items.ts';

/** This opening of the page. */
const PAGE = String(Math.random());

/** Now, with all that may later tell when that was. */
export function momentNow(clock: ServerClock): Moment {
  const device = clock.device();
  const [offsetMs, rememberedMs] = [clock.measuredOffset(), clock.rememberedOffset()];
  return {
    ...{ deviceMs: device.now(), offsetMs, rememberedMs, page: PAGE, runningMs: device.running() },
    since: clock.since(),
  };
}

/**
 * When `moment` was, by the server's clock, once that is measured.
 *
 * @returns `at` in ISO form, and `deviceAt` as the device's clock showed it, where that is another time
 */
export function settleMoment(moment: Moment, clock: ServerClock): { at: string; deviceAt: string | null } {
  return toldAs(moment, itemAt(timesOf([moment], clock), 0));
}

/** The same of a moment that is known to have been at `atMs`. */
export function toldAs({ deviceMs }: Moment, atMs: number): { at: string; deviceAt: string | null } {
  return {
    at: new Date(atMs).toISOString(),
    deviceAt: atMs === deviceMs ? null : new Date(deviceMs).toISOString(),
  };
}

/** What a moment of the walk below is seen from: one that is later, and when that was. */
interface Later {
  readonly page: string;
  readonly deviceMs: number;
  readonly runningMs: number;
  readonly offsetMs: number;
  readonly atMs: number;
}

/**
 * When `moments` were, by the server's clock, in ms; they are in the order they were done in. A phone's clock that is off is so
 * until somebody sets it, so each is seen from the next, the last from now. The page's running clock shows where it was set
 * between two: it cannot be set, and stands still while the phone sleeps, so where the other clock falls behind it, that was set back,
 * and where it gets ahead, the phone slept or it was set forward: forward where that leads to what was measured before.
 * While the page is closed nothing shows it; but nothing was done after what was done later, nor before the server was heard last.
 */
export function timesOf(moments: readonly Moment[], clock: ServerClock): number[] {
  const device = clock.device();
  const now = { page: PAGE, deviceMs: device.now(), runningMs: device.running() };
  const atMs = clock.now();
  let later: Later = { ...now, offsetMs: atMs - now.deviceMs, atMs };
  const times: number[] = [];
  for (const moment of moments.toReversed()) {
    if (moment.page !== later.page) later = atOpening(moments, later);
    later = seenFrom(moment, later);
    times.unshift(later.atMs);
  }
  return times;
}

/** The same for the beginning of what is known of the page that `later` is of. */
function atOpening(moments: readonly Moment[], later: Later): Later {
  const first = moments.find(({ page }) => page === later.page);
  if (!first?.since) return later;
  return seenFrom({ ...first, ...first.since }, later);
}

function seenFrom(moment: Moment, later: Later): Later {
  const { deviceMs, runningMs, page, since } = moment;
  const base = deviceMs - runningMs;
  /** By how much the device's clock got ahead of the running one since what is known was measured. */
  const ahead = since ? base - (since.deviceMs - since.runningMs) : 0;
  const isMeasured = moment.offsetMs !== null;
  const remembered = moment.rememberedMs ?? null;
  // Of a phone that slept since, and of one whose clock was set forward.
  const slept = orNone(
    moment.offsetMs ?? (remembered === null ? null : remembered - (ahead < -CLOCK_TOLERANCE_MS ? ahead : 0)),
  );
  const set = slept === null ? null : slept - Math.max(0, ahead);
  let choices: (number | null)[];
  if (page === later.page) {
    const jump = Math.round(later.deviceMs - later.runningMs - base);
    const isSetForward = slept !== null && jump > CLOCK_TOLERANCE_MS && isNear(slept - later.offsetMs, jump);
    // As the running clock has it and not as it was measured, which is less exact: what was done soon after stays after it.
    const isSet = isSetForward || jump < -CLOCK_TOLERANCE_MS;
    choices = [isSet ? later.offsetMs + jump : later.offsetMs, slept, set];
  } else if (isMeasured && !isNear(later.offsetMs, set)) {
    choices = [slept, set, later.offsetMs];
  } else {
    choices = [later.offsetMs, slept, set];
  }
  const earliest = since?.contactMs ? since.contactMs + runningMs - since.runningMs : Number.NEGATIVE_INFINITY;
  for (const offsetMs of choices) {
    if (offsetMs === null) continue;
    const atMs = deviceMs + offsetMs;
    if (atMs > later.atMs + CLOCK_TOLERANCE_MS || atMs < earliest - CLOCK_TOLERANCE_MS) continue;
    const isInOrder = atMs <= later.atMs || offsetMs === later.offsetMs;
    const ordered = isInOrder ? atMs : Math.ceil(later.atMs) - 1;
    return { page, deviceMs, runningMs, offsetMs: ordered - deviceMs, atMs: ordered };
  }
  // No clock can have shown it: as the running one has it, or as early as what came after.
  const atMs = page === later.page ? later.atMs - (later.runningMs - runningMs) : later.atMs;
  return { page, deviceMs, runningMs, offsetMs: atMs - deviceMs, atMs };
}

/** A difference too small to be a wrong clock is none. */
function orNone(offsetMs: number | null): number | null {
  return offsetMs !== null && Math.abs(offsetMs) < CLOCK_TOLERANCE_MS ? 0 : offsetMs;
}

function isNear(one: number, other: number | null): boolean {
  return other !== null && Math.abs(one - other) < CLOCK_TOLERANCE_MS;
}
