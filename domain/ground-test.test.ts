import fc from 'fast-check';
import { booleanPointInPolygon } from '@turf/turf';
import { expect, it } from 'vitest';
import type { LonLat, Surface } from './geo.ts';
import { groundTest } from './ground-test.ts';

it('a place lies on a surface where a search of its whole border says so, on corners, sides and in holes too', () => {
  const star = (corners: number, radii: readonly number[], [x, y]: LonLat): LonLat[] => {
    const ring = Array.from({ length: corners }, (_, k): LonLat => {
      const angle = (k / corners) * 2 * Math.PI;
      const radius = radii[k % radii.length];
      return [x + Math.round(radius * Math.cos(angle)), y + Math.round(radius * Math.sin(angle))];
    });
    return [...ring, ring[0]];
  };
  const radius = fc.integer({ min: 6, max: 20 });
  const surface = fc.tuple(fc.integer({ min: 3, max: 60 }), fc.array(radius, { minLength: 1, maxLength: 7 })).map(
    ([corners, radii]): Surface => ({
      type: 'MultiPolygon',
      coordinates: [[star(corners, radii, [0, 0]), star(4, [2], [0, 0])], [star(5, [4], [50, 0])]],
    }),
  );
  const place = fc.tuple(fc.integer({ min: -25, max: 60 }), fc.integer({ min: -25, max: 25 }));
  fc.assert(
    fc.property(surface, fc.array(place, { minLength: 1, maxLength: 30 }), (ground, places) => {
      const isOn = groundTest(ground);
      for (const position of places) expect(isOn(position)).toBe(booleanPointInPolygon(position, ground));
    }),
  );
});
