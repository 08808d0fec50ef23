import { expect, it } from 'vitest';
import { nextNumber } from './next-number.ts';

it.each([
  ['PC-0099', 'PC-0100'],
  ['017A', '018A'],
  ['99', '100'],
  ['phiếu', null],
])('after %s comes %s, whatever the day', (number, next) => {
  expect(nextNumber({ number, day: '2026-11-30' }, '2026-11-30')).toBe(next);
  expect(nextNumber({ number, day: '2026-11-30' }, '2027-01-02')).toBe(next);
});

it.each([
  ['PC-20261130-07', 'PC-20261130-08', 'PC-20261201-01', 'PC-20270102-01'],
  ['30/11/2026-7', '30/11/2026-8', '01/12/2026-1', '02/01/2027-1'],
  ['301126-07', '301126-08', '011226-01', '020127-01'],
  ['7-26.11.30', '8-26.11.30', '1-26.12.01', '1-27.01.02'],
  ['2026/11-9', '2026/11-10', '2026/12-1', '2027/01-1'],
  ['0123/11.2026/PC', '0124/11.2026/PC', '0001/12.2026/PC', '0001/01.2027/PC'],
  ['123/2026/PC', '124/2026/PC', '124/2026/PC', '001/2027/PC'],
  // Digits beside it make it something else, and a number needs something that counts.
  ['120261130-9', '120261130-10', '120261130-10', '120261130-10'],
  ['11/2026', '12/2026', '12/2026', '01/2027'],
  ['2026', '2027', '2027', '2027'],
])('after %s comes %s the same day, %s the next month and %s the next year', (number, sameDay, nextMonth, nextYear) => {
  const last = { number, day: '2026-11-30' };
  expect(nextNumber(last, '2026-11-30')).toBe(sameDay);
  expect(nextNumber(last, '2026-12-01')).toBe(nextMonth);
  expect(nextNumber(last, '2027-01-02')).toBe(nextYear);
});

it('takes what a night shift weighed after midnight for a number of the day before', () => {
  const last = { number: 'PC-20261130-07', day: '2026-12-01' };
  expect(nextNumber(last, '2026-12-01')).toBe('PC-20261201-01');
  expect(nextNumber({ number: '2027-0812', day: '2028-01-01' }, '2028-01-01')).toBe('2028-0001');
});

it('follows none where there is none', () => {
  expect(nextNumber(null, '2026-11-30')).toBeNull();
});
