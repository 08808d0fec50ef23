import fc from 'fast-check';
import { expect, it } from 'vitest';
import { reasonOfFigure, sheetMarks } from '../../../domain/run-sheets.ts';
import type { LonLat } from '../../../domain/geo.ts';
import { type Mark, layOutTrip, MARK_SIZE } from './trip-map.ts';

it('points are numbered through the route and unloadings lettered, other stops have no mark', () => {
  const kinds = ['start', 'point', 'point', 'unload', 'break', 'point', 'unload', 'end'] as const;
  const marks = sheetMarks(kinds.map((kind, index) => ({ id: `s${index}`, kind })));
  expect(Object.fromEntries(marks)).toEqual({ s1: '1', s2: '2', s3: 'A', s5: '3', s6: 'B' });
  const many = sheetMarks(Array.from({ length: 28 }, (_, index) => ({ id: `${index}`, kind: 'unload' as const })));
  expect([many.get('25'), many.get('26'), many.get('27')]).toEqual(['Z', 'AA', 'AB']);
});

it('a figure on a sheet is a reason, and what is no figure is none', () => {
  expect(['1', '5', '6', '0', 'x', ''].map(reasonOfFigure)).toEqual([
    ...['road-blocked', 'truck-full', null, null, null, null],
  ]);
});

it('a trip on paper stays in its box, north up and to scale, and no number covers another', () => {
  const place = fc.tuple(
    fc.double({ min: 105.8, max: 105.9, noNaN: true }),
    fc.double({ min: 20, max: 20.1, noNaN: true }),
  );
  fc.assert(
    fc.property(fc.array(place, { minLength: 1, maxLength: 25 }), (places) => {
      const marks = places.map((at, index): Mark => ({ text: String(index), kind: 'point', at: at as LonLat }));
      const map = layOutTrip(places as LonLat[], marks, 527, 210);
      for (const [x, y] of [...map.line, ...map.marks.map(({ label }) => label)]) {
        expect(x >= 0 && x <= 527 && y >= 0 && y <= 210).toBe(true);
      }
      const south = map.marks.reduce((a, b) => (b.at[1] < a.at[1] ? b : a));
      expect(map.marks.every(({ spot }) => spot[1] <= south.spot[1] + 1e-6)).toBe(true);
      expect(map.scale.width).toBeLessThanOrEqual(527 / 3);
      // As many as there is room for around one place.
      for (const [index, { label }] of map.marks.slice(0, 12).entries()) {
        for (const other of map.marks.slice(0, index)) {
          expect(Math.hypot(label[0] - other.label[0], label[1] - other.label[1])).toBeGreaterThanOrEqual(
            MARK_SIZE - 1e-6,
          );
        }
      }
    }),
  );
});
