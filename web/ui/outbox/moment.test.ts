import { expect, test } from 'vitest';
import { itemAt } from '../../../domain/item-at.ts';
import { ServerClock } from '../api/server-clock.ts';
import type { Moment } from './items.ts';
import { momentNow, settleMoment, timesOf } from './moment.ts';

const HOUR = 3_600_000;
const NOON = Date.UTC(2026, 10, 23, 5);
/** The clock of a phone that is off by so much at noon, and has just heard from the server. */
function clockAtNoon(aheadMs: number): ServerClock {
  const clock = new ServerClock({ now: () => NOON + aheadMs, running: () => 60_000 }, null);
  clock.take(new Date(NOON).toUTCString(), NOON + aheadMs, NOON + aheadMs);
  return clock;
}
/** What was done at eleven on a page that is closed and never heard from the server. */
const atEleven = (aheadMs: number, rememberedMs?: number | null) => ({
  ...{ deviceMs: NOON - HOUR + aheadMs, offsetMs: null, page: 'of before', runningMs: 9000 },
  ...(rememberedMs !== undefined && { rememberedMs }),
});
const settled = (...[moment, clock]: Parameters<typeof settleMoment>) => Date.parse(settleMoment(moment, clock).at);

test('a clock that was off all the while is off by what is measured in the end', () => {
  expect(settled(atEleven(2 * HOUR, -2 * HOUR), clockAtNoon(2 * HOUR))).toBeCloseTo(NOON - HOUR, -4);
  expect(settled(atEleven(2 * HOUR, null), clockAtNoon(2 * HOUR))).toBeCloseTo(NOON - HOUR, -4);
});

test('a clock that was right and is set a day back before there is a network costs no time', () => {
  expect(settled(atEleven(0, 0), clockAtNoon(-24 * HOUR))).toBe(NOON - HOUR);
  expect(settled(atEleven(2 * HOUR, -2 * HOUR), clockAtNoon(-24 * HOUR))).toBe(NOON - HOUR);
});

test('nothing is done later than now, however little is known of the clock', () => {
  for (const remembered of [undefined, null, 0]) {
    expect(settled(atEleven(5 * HOUR, remembered), clockAtNoon(-24 * HOUR))).toBeLessThanOrEqual(NOON + 1000);
  }
});

/** A phone whose page is opened and closed, and what is done on it while there is no network. */
function phoneAtNoon(aheadMs: number, tapMs: number) {
  // The server tells its time in whole seconds.
  const time = { ms: NOON + 900, aheadMs, running: 0 };
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => void kept.set(key, text),
  };
  const device = { now: () => time.ms + time.aheadMs, running: () => time.running };
  let clock = new ServerClock(device, storage);
  let opened = 0;
  const moments: Moment[] = [];
  const done: number[] = [];
  const goOn = (ms: number) => {
    time.ms += ms;
    time.running += ms;
  };
  const hear = () => clock.take(new Date(time.ms).toUTCString(), device.now(), device.now());
  return {
    hear,
    goOn,
    tap: () => {
      goOn(tapMs);
      moments.push({ ...momentNow(clock), page: String(opened) });
      done.push(time.ms);
    },
    sleep: (ms: number) => {
      time.ms += ms;
    },
    set: (ms: number) => {
      time.aheadMs += ms;
    },
    reopen: (closedMs = 5000) => {
      time.ms += closedMs;
      time.running = 500;
      clock = new ServerClock(device, storage);
      opened++;
    },
    /** Hears from the server, and gives the times it then tells, with by how much each is wrong, in ms. */
    told: () => {
      hear();
      const { page } = momentNow(clock);
      const seen = moments.map((moment) => (moment.page === String(opened) ? { ...moment, page } : moment));
      return timesOf(seen, clock).map((at, index) => ({ at, fault: Math.abs(at - itemAt(done, index)) }));
    },
  };
}
type Phone = ReturnType<typeof phoneAtNoon>;
const MINUTE = 60_000;
/** Taps a few times, so long apart. */
const work = ({ tap, goOn }: Phone, apartMs = 0) => {
  for (const _ of [1, 2, 3]) {
    tap();
    goOn(apartMs);
  }
};

const SHIFTS: Readonly<Record<string, (phone: Phone) => void>> = {
  'the clock is set two hours ahead and then a day back, on two openings of the page': (phone) => {
    work(phone);
    phone.reopen();
    work(phone);
    phone.set(2 * HOUR);
    work(phone);
    phone.reopen();
    work(phone);
    phone.set(-24 * HOUR);
    work(phone);
  },
  'the page is closed once more after that, and nothing is done on it before there is a network': (phone) => {
    phone.reopen();
    work(phone, 30 * MINUTE);
    phone.set(2 * HOUR);
    work(phone, 30 * MINUTE);
    phone.reopen();
    work(phone, 30 * MINUTE);
    phone.set(-26 * HOUR);
    work(phone, 30 * MINUTE);
    phone.reopen();
  },
  'it is set ahead on a page that heard from the server, hours before it does so again': (phone) => {
    work(phone);
    phone.set(2 * HOUR);
    work(phone, HOUR);
  },
  'it is set ahead, and back while the page is closed': (phone) => {
    work(phone);
    phone.set(2 * HOUR);
    work(phone);
    phone.reopen();
    phone.set(-2 * HOUR);
    phone.reopen();
    work(phone);
  },
  'it is set a day ahead while the page is closed': (phone) => {
    work(phone, HOUR);
    phone.set(24 * HOUR);
    phone.reopen();
    work(phone, HOUR);
  },
  'it is never set, and the phone sleeps for hours': (phone) => {
    work(phone);
    phone.sleep(2 * HOUR);
    work(phone);
    phone.reopen();
    work(phone);
    phone.sleep(3 * HOUR);
    work(phone);
  },
};

test.each(Object.entries(SHIFTS))('a whole shift without a network keeps its times: %s', (_name, does) => {
  for (const aheadMs of [0, 2 * HOUR, -3 * HOUR]) {
    for (const tapMs of [60_000, 20]) {
      const phone = phoneAtNoon(aheadMs, tapMs);
      phone.hear();
      does(phone);
      const told = phone.told();
      const name = `at first ${aheadMs} ms ahead, a tap each ${tapMs} ms`;
      expect(Math.max(...told.map(({ fault }) => fault)), name).toBeLessThan(2000);
      const times = told.map(({ at }) => at);
      expect(times, name).toEqual(times.toSorted((a, b) => a - b));
    }
  }
});
