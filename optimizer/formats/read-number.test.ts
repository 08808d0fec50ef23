import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseCvrp } from './vrplib.ts';
import { readNumber } from './read-number.ts';
import { parseSolomon } from './solomon.ts';
import { TINY_VRP } from './tiny-files.testing.ts';

it('reads decimal numbers, also with an exponent', () => {
  expect(['7', '-3', '+2.50', '.5', '3.', '3.80000e+01', '1E3'].map(readNumber)).toEqual([
    7, -3, 2.5, 0.5, 3, 38, 1000,
  ]);
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      expect(readNumber(String(value))).toBe(value === 0 ? Number(String(value)) : value);
    }),
  );
});

it('takes nothing else for a number', () => {
  for (const word of [
    '',
    ' ',
    '0x10',
    '0b1',
    '0o7',
    '1_000',
    '1,5',
    'Infinity',
    'NaN',
    '1e999',
    '5kg',
    '--5',
    undefined,
  ]) {
    expect(readNumber(word)).toBeNaN();
  }
});

it.each([
  ['the header', TINY_VRP.replace('CAPACITY : 10', 'CAPACITY : 0x10'), /^CAPACITY/],
  ['the number of nodes', TINY_VRP.replace('DIMENSION : 4', 'DIMENSION : 0x4'), /^DIMENSION/],
  ['a section', TINY_VRP.replace('2 3 4', '2 0x3 4'), /NODE_COORD_SECTION has a line that is not numbers/],
])('refuses a hexadecimal number in %s of a .vrp file', (_, text, sentence) => {
  expect(() => parseCvrp(text)).toThrow(sentence);
});

it('refuses a hexadecimal number in a Solomon file, with its line', () => {
  expect(() => parseSolomon('tiny\n\nVEHICLE\nNUMBER CAPACITY\n  0x2 10\n')).toThrow(/^Line 5 does not hold numbers/);
});
