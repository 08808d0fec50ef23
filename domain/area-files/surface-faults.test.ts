import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LonLat } from '../geo.ts';
import { surfaceFaults } from './surface-faults.ts';

type Ring = LonLat[];
const ring = (...corners: [number, number][]): Ring => [...corners, corners[0] ?? [0, 0]];
const box = (west: number, south: number, width: number, height = width): Ring =>
  ring([west, south], [west + width, south], [west + width, south + height], [west, south + height]);
const codes = (...polygons: Ring[][]) => surfaceFaults(polygons).map(({ code }) => code);
const shell = box(0, 0, 10);

describe('a surface', () => {
  it('may have holes, and holes that touch the shell or each other in a point', () => {
    expect(codes([shell, box(2, 2, 2), box(6, 6, 2)])).toEqual([]);
    expect(codes([shell, ring([0, 0], [3, 1], [1, 3])])).toEqual([]);
    expect(codes([shell, ring([5, 0], [6, 2], [4, 2])])).toEqual([]);
    expect(codes([shell, box(2, 2, 2), box(4, 4, 2)])).toEqual([]);
  });

  it('has no hole outside its shell, in another hole, across or along its border', () => {
    expect(codes([shell, box(20, 2, 2)])).toEqual(['hole-outside-shell']);
    expect(codes([shell, ring([0, 0], [-3, -1], [-1, -3])])).toEqual(['hole-outside-shell']);
    expect(codes([box(2, 2, 2), shell])).toEqual(['hole-outside-shell']);
    expect(codes([shell, box(1, 1, 6), box(2, 2, 2)])).toEqual(['hole-in-hole']);
    expect(codes([shell, box(8, 8, 4)])).toEqual(['self-intersection']);
    expect(codes([shell, box(0, 2, 2)])).toEqual(['self-intersection']);
  });

  it('is one piece: no hole, and no chain of holes, parts its inside', () => {
    expect(codes([shell, ring([5, 0], [6, 5], [5, 10], [4, 5])])).toEqual(['interior-parted']);
    expect(codes([shell, ring([5, 0], [6, 2], [5, 5], [4, 2]), ring([5, 5], [6, 8], [5, 10], [4, 8])])).toEqual([
      'interior-parted',
    ]);
  });

  it('has no ring that crosses or touches itself, runs back along itself, or encloses nothing', () => {
    expect(codes([ring([0, 0], [10, 10], [10, 0], [0, 10])])).toEqual(['self-intersection']);
    expect(codes([ring([0, 0], [5, 5], [10, 0], [10, 10], [5, 5], [0, 10])])).toEqual(['self-intersection']);
    expect(codes([ring([0, 0], [10, 0], [10, 10], [10, 15], [10, 10], [0, 10])])).toEqual(['self-intersection']);
    expect(codes([ring([0, 0], [5, 5], [10, 10])])).toEqual(['ring-without-area']);
    expect(codes([shell, ring([1, 1], [3, 2], [5, 3], [3, 2])])).toEqual(['ring-without-area']);
  });

  it('may have parts that touch or share a border, but none that lies on another', () => {
    expect(codes([box(0, 0, 2)], [box(2, 2, 2)], [box(2, 0, 2)])).toEqual([]);
    expect(codes([shell, box(1, 1, 6)], [box(2, 2, 2)])).toEqual([]);
    expect(codes([shell], [box(2, 2, 2)])).toEqual(['parts-overlap']);
    expect(codes([shell], [box(8, 8, 4)])).toEqual(['parts-overlap']);
    expect(codes([shell], [shell])).toEqual(['parts-overlap']);
  });

  it('shaped like a star is right whichever its corners, turned either way, and wrong once two of them are exchanged across', () => {
    const radii = fc.array(fc.integer({ min: 10, max: 100 }), { minLength: 5, maxLength: 60 });
    fc.assert(
      fc.property(radii, fc.boolean(), (lengths, isReversed) => {
        const star = ring(
          ...lengths.map((length, i): [number, number] => {
            const angle = (2 * Math.PI * i) / lengths.length;
            return [105 + (length / 1e4) * Math.cos(angle), 20 + (length / 1e4) * Math.sin(angle)];
          }),
        );
        expect(codes([isReversed ? star.toReversed() : star])).toEqual([]);
        const core = star.map(([x, y]): LonLat => [105 + (x - 105) / 2, 20 + (y - 20) / 2]);
        expect(codes([star, core])).toEqual([]);
        expect(codes([core, star])).toEqual(['hole-outside-shell']);
        const beside = core.map(([x, y]): LonLat => [x + 1, y]);
        expect(codes([star, beside])).toEqual(['hole-outside-shell']);
        expect(codes([star], [beside])).toEqual([]);
        expect(codes([star], [core])).toEqual(['parts-overlap']);
        const pushed = star.map(([x, y]): LonLat => [x + 0.0005, y]);
        expect(codes([star], [pushed])).toEqual(['parts-overlap']);
      }),
    );
  });
});
