/** Where the last measurement is kept from one opening of the page to the next. */
const KEY = 'tuyen-xanh.clock-offset';

/** Less than this is the way of an answer and the whole seconds of its `Date`, not a wrong clock. */
export const CLOCK_TOLERANCE_MS = 60_000;

/** What measures time on a device: the clock a person sets, and one that only runs on (while the device is awake). */
export interface DeviceClock {
  /** Milliseconds since 1970, as `Date.now()` gives them. */
  now(): number;
  /** Milliseconds since the page was opened, as `performance.now()` gives them. */
  running(): number;
}

const browserClock: DeviceClock = { now: () => Date.now(), running: () => performance.now() };

/** When the server was heard last on this opening of the page, or else when that was opened, by both clocks of the device. */
export interface LastContact {
  readonly deviceMs: number;
  readonly runningMs: number;
  /** The server's time when any opening of the page heard from it last; `null`: never. */
  readonly contactMs: number | null;
}

/** How far the device's clock is from the server's, measured by the `Date` of the server's answers. */
export class ServerClock {
  readonly #device: DeviceClock;
  readonly #kept: Pick<Storage, 'getItem' | 'setItem'> | null;
  /** Milliseconds to add to the device's clock; with the difference of its two clocks at that time. */
  #measured: { offsetMs: number; base: number } | null = null;
  #remembered: number | null;
  #since: LastContact;
  /** When what is kept says that the server was heard last. */
  #keptContactMs: number | null;

  constructor(device: DeviceClock = browserClock, kept: Pick<Storage, 'getItem' | 'setItem'> | null = storageOrNull()) {
    this.#device = device;
    this.#kept = kept;
    const written = kept?.getItem(KEY);
    const remembered = written ? Number.parseInt(written, 10) : Number.NaN;
    this.#remembered = Number.isSafeInteger(remembered) ? remembered : null;
    // Earlier versions kept the offset alone.
    const contactMs = Number.parseInt(written?.split(' ')[1] ?? '', 10);
    this.#keptContactMs = this.#remembered !== null && Number.isSafeInteger(contactMs) ? contactMs : null;
    this.#since = { deviceMs: device.now(), runningMs: device.running(), contactMs: this.#keptContactMs };
  }

  /** @param date the answer's `Date`; @param sentAt, answeredAt when it was asked for and came, by the device's clock, in ms */
  take(date: string | null, sentAt: number, answeredAt: number): void {
    const server = date === null ? Number.NaN : Date.parse(date);
    if (Number.isNaN(server)) return;
    // Half a second, because a `Date` is cut to whole ones.
    const offsetMs = Math.round(server + 500 - (sentAt + answeredAt) / 2);
    this.#measured = { offsetMs, base: this.#base() };
    this.#since = { deviceMs: this.#device.now(), runningMs: this.#device.running(), contactMs: server };
    const isAsKept = this.#remembered !== null && Math.abs(offsetMs - this.#remembered) < CLOCK_TOLERANCE_MS;
    const isKeptOfLate = this.#keptContactMs !== null && Math.abs(server - this.#keptContactMs) < CLOCK_TOLERANCE_MS;
    if (isAsKept && isKeptOfLate) return;
    if (!isAsKept) this.#remembered = offsetMs;
    this.#keptContactMs = server;
    try {
      this.#kept?.setItem(KEY, `${this.#remembered} ${server}`);
    } catch (error) {
      // Without room for it, it is measured again at the next opening.
      console.warn(error);
    }
  }

  /** Milliseconds to add to the device's clock for the server's time; `null` while this page has measured nothing. */
  measuredOffset(): number | null {
    if (!this.#measured) return null;
    const { offsetMs, base } = this.#measured;
    // The running clock stands still while a device sleeps, so it can only fall behind: where it gets ahead, the other was set back.
    const setBack = base - this.#base();
    return setBack > CLOCK_TOLERANCE_MS ? offsetMs + setBack : offsetMs;
  }

  /** Whether the offset is not known for certain: never measured on this opening of the page, or the device slept or its clock was set since. */
  isInDoubt(): boolean {
    return this.#measured === null || Math.abs(this.#base() - this.#measured.base) > CLOCK_TOLERANCE_MS;
  }

  since(): LastContact {
    return this.#since;
  }

  /** As it was measured last, by this opening of the page or one before; `null`: never. */
  rememberedOffset(): number | null {
    return this.#remembered;
  }

  /** The same; while nothing was measured, as it was when this page was last open, or else 0. */
  offset(): number {
    return this.measuredOffset() ?? this.#remembered ?? 0;
  }

  /** The server's time as well as it is known, in ms since 1970. A difference too small to be a wrong clock is none. */
  now(): number {
    const offset = this.offset();
    return this.#device.now() + (Math.abs(offset) < CLOCK_TOLERANCE_MS ? 0 : offset);
  }

  device(): DeviceClock {
    return this.#device;
  }

  #base(): number {
    return this.#device.now() - this.#device.running();
  }
}

function storageOrNull(): Storage | null {
  return typeof localStorage === 'undefined' ? null : localStorage;
}

/** The one of this page; every request measures by it. */
export const serverClock = new ServerClock();
