import { expect, test } from 'vitest';
import { slipOf } from './slip-draft.ts';

test('a slip is its number, gross and tare; typing nothing tells of none', () => {
  expect(slipOf({ number: ' MM-041 ', grossKg: 9250, tareKg: 4100 })).toEqual({
    slip: { number: 'MM-041', grossKg: 9250, tareKg: 4100 },
  });
  expect(slipOf({ number: ' ', grossKg: '', tareKg: '' })).toEqual({ slip: null });
});

test('what a slip lacks is told at its field', () => {
  expect(slipOf({ number: '', grossKg: 9250, tareKg: '' })).toEqual({
    faults: { number: 'numberNeeded', tareKg: 'kgNeeded' },
  });
  expect(slipOf({ number: '7', grossKg: 4100, tareKg: 9250 })).toEqual({ faults: { tareKg: 'tareAbove' } });
  expect(slipOf({ number: '7', grossKg: 100_001, tareKg: 4100 })).toEqual({ faults: { grossKg: 'kgNeeded' } });
});
