import { area, multiPolygon } from '@turf/turf';
import { describe, expect, it } from 'vitest';
import type { Surface } from '../geo.ts';
import { groundsOfReform, partGround } from './unit-reform.ts';

/** Columns `west` to `east` of a grid of 0.01°. */
const strip = (west: number, east: number): Surface => ({
  type: 'Polygon',
  coordinates: [
    [
      [105 + west / 100, 20],
      [105 + east / 100, 20],
      [105 + east / 100, 20.02],
      [105 + west / 100, 20.02],
      [105 + west / 100, 20],
    ],
  ],
});
const size = (surface: Surface) =>
  area(multiPolygon(surface.type === 'Polygon' ? [surface.coordinates] : surface.coordinates));
const faultOf = (work: () => unknown): string => {
  try {
    work();
    return 'none';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('the ground of reformed units', () => {
  it('is that of the former ones together where one takes their place', () => {
    const [ground] = groundsOfReform([strip(0, 2), strip(2, 3), strip(5, 6)], [{}]);
    expect(size(ground as Surface) / size(strip(0, 4))).toBeCloseTo(1, 4);
  });

  it('is as drawn where it covers the former, give or take what a hand trembles', () => {
    const drawn = [strip(0, 1.002), strip(1, 3)];
    expect(
      groundsOfReform(
        [strip(0, 2), strip(2, 3)],
        drawn.map((geometry) => ({ geometry })),
      ),
    ).toEqual(drawn);
  });

  it('leaves nothing out, takes nothing from beside, and lies on nothing twice', () => {
    const into = (...grounds: (Surface | undefined)[]) =>
      faultOf(() =>
        groundsOfReform(
          [strip(0, 4)],
          grounds.map((geometry) => ({ geometry })),
        ),
      );
    expect(into(strip(0, 2), strip(2, 3.9))).toBe('leaves-ground');
    expect(into(strip(0, 2), strip(2, 4.1))).toBe('beside-ground');
    expect(into(strip(0, 2.1), strip(2, 4))).toBe('on-each-other');
    expect(into(strip(0, 2), undefined)).toBe('missing-ground');
    expect(into(strip(0, 2), strip(2, 4))).toBe('none');
  });
});

describe('ground parted by what is drawn around a piece of it', () => {
  it('is covered by the two parts, however generously it was drawn', () => {
    const former = [strip(0, 2), strip(2, 4)];
    const parts = partGround(former, strip(-3, 1));
    const { within, rest } = parts as { within: Surface; rest: Surface };
    expect(size(within) / size(strip(0, 1))).toBeCloseTo(1, 4);
    expect(size(rest) / size(strip(1, 4))).toBeCloseTo(1, 4);
    expect(groundsOfReform(former, [{ geometry: within }, { geometry: rest }])).toEqual([within, rest]);
  });

  it('stays one where nothing of it, or all, is drawn around', () => {
    expect(partGround([strip(0, 2)], strip(3, 4))).toBeNull();
    expect(partGround([strip(0, 2)], strip(-1, 3))).toBeNull();
  });
});
