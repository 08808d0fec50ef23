import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readStretch, stretchText } from './stretches.ts';

const line = { type: 'LineString', coordinates: [...[[105.86, 20.08]], [105.87, 20.081]] };

test.each([
  'LINESTRING (105.86 20.08, 105.87 20.081)',
  'linestring(105.86 20.08,105.87 20.081)',
  'SRID=4326;LINESTRING Z (105.86 20.08 3, 105.87 20.081 4)',
  '{"type":"LineString","coordinates":[[105.86,20.08],[105.87,20.081]]}',
])('reads a line as %s', (text) => {
  expect(readStretch(text)).toEqual({ value: line });
});

test.each([
  'POINT (105.86 20.08)',
  'LINESTRING (105.86 20.08)',
  // Latitude first: there is no such latitude.
  'LINESTRING (20.08 105.86, 20.081 105.87)',
  'LINESTRING (105,86 20,08)',
  'SRID=3405;LINESTRING (580000 2220000, 580100 2220000)',
  '{"type":"LineString","coordinates":[[105.86,20.08]',
  'Trần Phú',
])('says of %s that it is no line', (text) => {
  expect(readStretch(text)).toEqual({ code: 'not-a-line' });
});

test('reads what it wrote', () => {
  const degrees = (most: number) =>
    fc.double({ min: -most, max: most, noNaN: true }).map((n) => Number(n.toFixed(7)) + 0);
  fc.assert(
    fc.property(fc.array(fc.tuple(degrees(180), degrees(90)), { minLength: 2, maxLength: 40 }), (coordinates) => {
      expect(readStretch(stretchText({ type: 'LineString', coordinates }))).toEqual({
        value: { type: 'LineString', coordinates },
      });
    }),
  );
});
