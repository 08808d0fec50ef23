import { expect, test } from 'vitest';
import { figureInText, storedIntInText } from './columns.ts';

test.each(['', ' ', '0x69', '1e2', '105 ', '105,5', 'NaN', 'Infinity', '+105', '112'])(
  'a figure of a form is no “%s”',
  (text) => {
    expect(figureInText(102, 111).safeParse(text).success).toBe(false);
  },
);

test('a figure of a form is read as it stands', () => {
  expect(figureInText(102, 111).parse('105.75')).toBe(105.75);
});

test.each(['', ' ', '0x1', '1e1', '1.0', '-1', '2147483648'])('a whole number of an address is no “%s”', (text) => {
  expect(storedIntInText(0).safeParse(text).success).toBe(false);
});
