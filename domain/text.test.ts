import fc from 'fast-check';
import { expect, test } from 'vitest';
import { beginningOf, wholeCharacters } from './text.ts';

/** What a database and a network make of it. */
const sentAndBack = (text: string) => new TextDecoder().decode(new TextEncoder().encode(text));

test('text of whole characters is the same after it was sent', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.nat(20), (text, at) => {
      const cut = wholeCharacters(text.slice(at));
      expect(sentAndBack(cut)).toBe(cut);
    }),
  );
});

test('the beginning of a text ends before the character that would be cut', () => {
  expect(beginningOf('ab😀', 3)).toBe('ab');
  expect(beginningOf('ab😀', 4)).toBe('ab😀');
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.nat(20), (text, length) => {
      const beginning = beginningOf(text, length);
      expect(beginning.length).toBeLessThanOrEqual(length);
      expect(text.length - beginning.length === 0 || beginning.length >= length - 1).toBe(true);
      expect(text.startsWith(beginning)).toBe(true);
    }),
  );
});
