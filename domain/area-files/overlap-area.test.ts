import { featureCollection, intersect, multiPolygon } from '@turf/turf';
import fc from 'fast-check';
import type { LonLat, MultiPolygon } from '../geo.ts';
import { describe, expect, it } from 'vitest';
import { areaInDegrees, commonArea } from './overlap-area.ts';

/** In thousandths, as no map has the 5e-324 of a drawn double, on which the exact clipping breaks down. */
const thousandths = (min: number, max: number) =>
  fc.integer({ min: 1000 * min, max: 1000 * max }).map((drawn) => drawn / 1000);

/** A star around a centre: corners at growing angles, so that it never crosses itself. */
const star = fc
  .record({
    x: thousandths(-1, 1),
    y: thousandths(-1, 1),
    radii: fc.array(thousandths(0.3, 2), { minLength: 3, maxLength: 12 }),
  })
  .map(({ x, y, radii }): MultiPolygon => {
    const ring = radii.map((radius, i): LonLat => {
      const angle = (2 * Math.PI * i) / radii.length;
      return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
    });
    return { type: 'MultiPolygon', coordinates: [[[...ring, ring[0]]]] };
  });

function square(west: number, south: number, size: number): LonLat[] {
  const [east, north] = [west + size, south + size];
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
}

describe('the area that two surfaces have in common', () => {
  it('is that of exact clipping, to a small part of the smaller', () => {
    fc.assert(
      fc.property(star, star, (a, b) => {
        const exact = intersect(featureCollection([multiPolygon(a.coordinates), multiPolygon(b.coordinates)]));
        const [polygons] =
          exact?.geometry.type === 'Polygon' ? [[exact.geometry.coordinates]] : [exact?.geometry.coordinates];
        const expected = polygons ? areaInDegrees({ type: 'MultiPolygon', coordinates: polygons as LonLat[][][] }) : 0;
        const tolerated = Math.min(areaInDegrees(a), areaInDegrees(b)) / 200;
        expect(Math.abs(commonArea(a, b) - expected)).toBeLessThan(tolerated);
        expect(commonArea(a, b)).toBe(commonArea(b, a));
      }),
      { numRuns: 40 },
    );
  });

  it('leaves out holes and counts every part', () => {
    const holed: MultiPolygon = {
      type: 'MultiPolygon',
      coordinates: [[square(0, 0, 3), square(1, 1, 1)], [square(5, 0, 1)]],
    };
    const whole: MultiPolygon = { type: 'MultiPolygon', coordinates: [[square(0, 0, 10)]] };
    expect(areaInDegrees(holed)).toBeCloseTo(9, 10);
    expect(commonArea(holed, whole)).toBeCloseTo(9, 2);
  });

  it('is nothing for neighbours that share a border, and for strangers', () => {
    const at = (west: number): MultiPolygon => ({ type: 'MultiPolygon', coordinates: [[square(west, 0, 1)]] });
    expect(commonArea(at(0), at(1))).toBe(0);
    expect(commonArea(at(0), at(7))).toBe(0);
  });
});
