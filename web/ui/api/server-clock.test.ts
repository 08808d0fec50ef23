import { expect, test } from 'vitest';
import { type DeviceClock, ServerClock } from './server-clock.ts';

const HOUR = 3_600_000;
const SERVER = Date.UTC(2026, 10, 23, 1, 0, 0);

/** A device whose clock is `ahead` ms ahead of the server's. */
function deviceClock(ahead: number) {
  const time = { ahead, passed: 0, slept: 0 };
  const clock: DeviceClock = {
    now: () => SERVER + time.passed + time.slept + time.ahead,
    running: () => 5_000 + time.passed,
  };
  return { time, clock, date: () => new Date(SERVER + time.passed + time.slept).toUTCString() };
}

function memory() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => void kept.set(key, text),
  };
}

test('the server’s time is known on a phone whose clock is wrong, also when the page is opened again without a network', () => {
  const { clock, date } = deviceClock(2 * HOUR);
  const kept = memory();
  const first = new ServerClock(clock, kept);
  expect(first.measuredOffset()).toBeNull();
  expect(first.now()).toBe(clock.now());
  first.take(date(), clock.now(), clock.now());
  expect(Math.abs(first.now() - SERVER)).toBeLessThan(1000);
  const again = new ServerClock(clock, kept);
  expect(again.measuredOffset()).toBeNull();
  expect(Math.abs(again.now() - SERVER)).toBeLessThan(1000);
});

test('a clock that is set right meanwhile is noticed; a phone that slept is no clock that was set', () => {
  const { time, clock, date } = deviceClock(2 * HOUR);
  const server = new ServerClock(clock, null);
  server.take(date(), clock.now(), clock.now());
  time.slept = 3 * HOUR;
  expect(Math.abs(server.now() - (SERVER + time.slept))).toBeLessThan(1000);
  time.slept = 0;
  time.ahead = 0;
  expect(Math.abs(server.now() - SERVER)).toBeLessThan(1000);
});

test('a difference of seconds is the way of the answer, and leaves the phone’s times as they are', () => {
  const { clock, date } = deviceClock(20_000);
  const server = new ServerClock(clock, null);
  server.take(date(), clock.now() - 9_000, clock.now());
  expect(server.now()).toBe(clock.now());
  server.take(null, 0, 0);
  server.take('gestern', 0, 0);
  expect(server.now()).toBe(clock.now());
});
