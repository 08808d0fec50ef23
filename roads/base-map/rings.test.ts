import fc from 'fast-check';
import { expect, test } from 'vitest';
import { closeRings, contains, labelPoint, nestRings, type Ring } from './rings.ts';

test('a ring cut into pieces, shuffled and turned, is one ring again', () => {
  const cut = fc
    .record({
      size: fc.integer({ min: 4, max: 30 }),
      cuts: fc.array(fc.integer({ min: 0, max: 29 })),
      seed: fc.array(fc.boolean()),
    })
    .map(({ size, cuts, seed }) => {
      const ends = [...new Set([0, ...cuts.map((end) => end % size)])].sort((a, b) => a - b);
      const pieces = ends.map((start, index) => {
        const end = ends[index + 1] ?? size;
        return Array.from({ length: end - start + 1 }, (_, step) => 1 + ((start + step) % size));
      });
      return { size, pieces: pieces.map((piece, index) => (seed[index] ? piece.reverse() : piece)).reverse() };
    });
  fc.assert(
    fc.property(cut, ({ size, pieces }) => {
      const rings = closeRings(pieces);
      expect(rings).toHaveLength(1);
      expect(rings[0]).toHaveLength(size + 1);
      expect(rings[0][0]).toBe(rings[0][size]);
      expect(new Set(rings[0]).size).toBe(size);
    }),
  );
});

test('pieces that do not close are left out', () => {
  expect(
    closeRings([
      [1, 2, 3],
      [3, 4],
      [10, 11, 12, 10],
    ]),
  ).toEqual([[10, 11, 12, 10]]);
});

const square = (x: number, y: number, size: number): Ring => [
  [x, y],
  [x + size, y],
  [x + size, y + size],
  [x, y + size],
  [x, y],
];

test('an island goes to the lake that holds it', () => {
  const [first, second] = nestRings([square(0, 0, 10), square(20, 0, 10)], [square(22, 2, 1), square(2, 2, 1)]);
  expect(first).toEqual([square(0, 0, 10), square(2, 2, 1)]);
  expect(second).toEqual([square(20, 0, 10), square(22, 2, 1)]);
});

test('a name is written inside its area even where the middle is outside', () => {
  const horseshoe: Ring = [
    [0, 0],
    [9, 0],
    [9, 9],
    [6, 9],
    [6, 3],
    [3, 3],
    [3, 9],
    [0, 9],
    [0, 0],
  ];
  expect(contains(horseshoe, [4.5, 4.5])).toBe(false);
  expect(contains(horseshoe, labelPoint(horseshoe))).toBe(true);
});
