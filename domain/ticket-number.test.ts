import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ticketNumber } from './ticket-number.ts';

test.each([' PC-1', 'PC-1 ', 'PC -1', 'PC-1\u200b', '\u00a0PC-1\t'])(
  'a ticket is the same one however blanks stand in its number: %j',
  (written) => {
    expect(ticketNumber(written)).toBe('PC-1');
  },
);

test('one look is one number, whichever way its letters are put together', () => {
  expect(ticketNumber('PHIE\u0302\u0301U-1')).toBe(ticketNumber('PHI\u1ebeU-1'));
});

test('a number that was read is read the same again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(ticketNumber(ticketNumber(text))).toBe(ticketNumber(text));
    }),
  );
});
