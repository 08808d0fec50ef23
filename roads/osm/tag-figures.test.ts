import { expect, test } from 'vitest';
import { readAdminLevel, readMeasure } from './tag-figures.ts';

test.each([
  ['2', 2],
  ['2.5 m', 2.5],
  ['3.5t', 3.5],
  ['3500 kg', 3.5],
  ['2,5', 2.5],
  [`8'6"`, 2.5908],
  [`10'`, 3.048],
])('a measure is read from %s', (text, value) => {
  expect(readMeasure(text)).toBeCloseTo(value, 6);
});

test.each(['none', '12 storeys', '0x10', '', undefined])('no measure is read from %s', (text) => {
  expect(readMeasure(text)).toBeNull();
});

test.each([
  ['8', 8],
  ['10', 10],
  ['0x8', null],
  [' ', null],
  ['', null],
  ['6;8', null],
  ['8.0', null],
  [undefined, null],
])('a level of a boundary is read from %s', (text, level) => {
  expect(readAdminLevel(text)).toBe(level);
});
