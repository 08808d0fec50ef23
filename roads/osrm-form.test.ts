import { lineString, pointToLineDistance } from '@turf/turf';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Position } from './engine.ts';
import { readRoute } from './osrm-form.ts';

/** An answer of one leg whose steps run along these lines. */
const answerOf = (...lines: Position[][]) => {
  const maneuver = { type: 'turn', location: [105.86, 20.07] as Position };
  const steps = lines.map((coordinates) => ({
    ...{ distance: 1, duration: 1, name: '', mode: 'driving', maneuver },
    geometry: { type: 'LineString' as const, coordinates },
  }));
  return { routes: [{ distance: 1, duration: 1, legs: [{ distance: 1, duration: 1, steps }] }] };
};
const lineOf = (...lines: Position[][]): Position[] =>
  readRoute(answerOf(...lines)).legs[0].geometry.coordinates as Position[];

describe('the line of a way', () => {
  it('has no place for the junctions of a straight street', () => {
    const street = Array.from({ length: 30 }, (_, k): Position => [105.86 + 0.0001 * k, 20.07]);
    const [from, to] = [street[0], street[29]];
    const corner: Position = [to[0], 20.08];
    expect(lineOf(street, [to, corner])).toEqual([from, to, corner]);
  });

  it('stays as it is where the truck does not move', () => {
    expect(lineOf([[105.86, 20.07]])).toEqual([
      [105.86, 20.07],
      [105.86, 20.07],
    ]);
  });

  it('begins and ends where it did, and every place of it is within a metre', () => {
    const degrees = (least: number) => fc.double({ min: least, max: least + 0.001, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(degrees(105.86), degrees(20.07)), { minLength: 2, maxLength: 40 }), (way) => {
        const line = lineOf(way);
        expect(line[0]).toEqual(way[0]);
        expect(line.at(-1)).toEqual(way.at(-1));
        for (const place of way)
          expect(pointToLineDistance(place, lineString(line), { units: 'meters' })).toBeLessThan(1.05);
      }),
    );
  });
});
