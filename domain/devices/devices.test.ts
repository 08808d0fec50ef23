import { expect, it } from 'vitest';
import { carriedAt, silentSince } from './devices.ts';

const at = (hour: number) => new Date(Date.UTC(2026, 10, 23, hour));
const SPANS = [
  { from: at(0), to: at(6), truck: 'A' },
  { from: at(8), to: null, truck: 'B' },
];

it('a fix counts to the truck that carried the device then, however late it is sent', () => {
  expect([at(1), at(6), at(9)].map((time) => carriedAt(SPANS, time))).toEqual(['A', 'B', 'B']);
  expect(carriedAt(SPANS.slice(0, 1), at(7))).toBeNull();
  expect(carriedAt(SPANS.slice(0, 1), at(5))).toBe('A');
  expect(carriedAt([], at(5))).toBeNull();
});

it('a device is silent when it was heard and is not any more', () => {
  expect(silentSince(at(1), at(2))).toEqual(at(1));
  expect(silentSince(at(1), new Date(at(1).getTime() + 60_000))).toBeNull();
  expect(silentSince(null, at(2))).toBeNull();
});
