import { expect, test } from 'vitest';
import { saidOfDays } from './known-days.ts';

const november = { from: '2026-11-01', to: '2026-11-30' };

test('days before the ledger begins are said not to count, instead of to count with what they generated', () => {
  expect(saidOfDays({ ...november, days: 12, reportedDays: 12 })).toEqual([{ say: 'countedDays', days: 12, all: 30 }]);
});

test('days of the ledger that have no report are told out of those that count', () => {
  expect(saidOfDays({ ...november, days: 30, reportedDays: 28 })).toEqual([{ say: 'fewDays', days: 28, all: 30 }]);
  expect(saidOfDays({ ...november, days: 12, reportedDays: 10 })).toEqual([
    { say: 'countedDays', days: 12, all: 30 },
    { say: 'fewDays', days: 10, all: 12 },
  ]);
});

test('nothing is said where every day counts and is reported of, and one thing where none is', () => {
  expect(saidOfDays({ ...november, days: 30, reportedDays: 30 })).toEqual([]);
  expect(saidOfDays({ ...november, days: 3, reportedDays: 0 })).toEqual([{ say: 'noDays' }]);
});
