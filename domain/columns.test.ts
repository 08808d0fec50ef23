import { expect, test } from 'vitest';
import { degreesInText } from './columns.ts';

test.each(['', ' ', '0x10', '1e1', '181', '-180.5', 'NaN', '105,9', '1.2.3'])(
  '%j is no degree of longitude',
  (text) => {
    expect(degreesInText(180).safeParse(text).success).toBe(false);
  },
);

test.each([
  ['0', 0],
  ['-179.5', -179.5],
  ['105.84999999999999', 105.84999999999999],
])('%j is a degree of longitude', (text, degrees) => {
  expect(degreesInText(180).parse(text)).toBe(degrees);
});
