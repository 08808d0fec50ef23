import { expect, it } from 'vitest';
import { type Target, targetShareOn } from './targets.ts';

const target = (effectiveOn: string, share: number, more: Partial<Target> = {}): Target => ({
  ...{ setting: 'urban', streams: ['food'], effectiveOn, share },
  ...more,
});
const shareOn = (day: string, ...targets: Target[]) => targetShareOn(targets, 'urban', 'food', day);

it('a target holds from its day to the next, at once or on a straight way, and the last one after', () => {
  const last = target('2025-12-31', 1);
  expect(shareOn('2023-12-30', target('2023-12-31', 0.98), last)).toBeNull();
  expect(shareOn('2025-12-30', target('2023-12-31', 0.98), last)).toBe(0.98);
  expect(shareOn('2030-01-01', target('2023-12-31', 0.98), last)).toBe(1);
  // Half of the 100 days between them have passed.
  const linear = target('2025-01-01', 0.9, { path: 'linear' });
  expect(shareOn('2025-02-20', linear, target('2025-04-11', 1))).toBeCloseTo(0.95, 10);
  expect(shareOn('2025-02-20', linear, target('2025-04-11', 1, { setting: 'rural' }))).toBe(0.9);
  expect(shareOn('2030-01-01', target('2025-04-11', 1, { path: 'linear' }))).toBe(1);
});
