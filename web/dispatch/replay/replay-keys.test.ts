import { expect, test } from 'vitest';
import { momentAfterKey } from './replay-keys.ts';

const MINUTE = 60_000;
const span = [0, 100 * MINUTE] as const;
const after = (key: string, minutes: number) => {
  const at = momentAfterKey(key, minutes * MINUTE, span);
  return at === null ? null : at / MINUTE;
};

test('arrows go by a minute, the page keys by half an hour, Home and End to where the day begins and ends', () => {
  expect(['ArrowRight', 'ArrowUp', 'ArrowLeft', 'ArrowDown'].map((key) => after(key, 50))).toEqual([51, 51, 49, 49]);
  expect(['PageUp', 'PageDown'].map((key) => after(key, 50))).toEqual([80, 20]);
  expect(['Home', 'End'].map((key) => after(key, 50))).toEqual([0, 100]);
});

test('no key leads out of the day, and others mean nothing', () => {
  expect([after('PageUp', 90), after('PageDown', 10), after('ArrowLeft', 0)]).toEqual([100, 0, 0]);
  expect([after('a', 50), after('Tab', 50)]).toEqual([null, null]);
});
