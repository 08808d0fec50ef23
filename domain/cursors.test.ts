import fc from 'fast-check';
import { expect, it } from 'vitest';
import { CURSOR_PART, cursorOf, cursorSchema, placeIn } from './cursors.ts';

it('a cursor tells the place it was made for, in letters that an address takes as they are', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.uuid(), (key, id) => {
      const place = `${key}${CURSOR_PART}${id}`;
      const cursor = cursorOf(place);
      expect(placeIn(cursor)).toBe(place);
      expect(encodeURIComponent(cursor)).toBe(cursor);
    }),
  );
});

it.each(['', 'garbage', '😀', '%%%', btoa('P1'), btoa('\xff\0\xff')])('what no list gave is no cursor: %s', (text) => {
  expect(cursorSchema.safeParse(text).success).toBe(false);
});
