import { describe, expect, it } from 'vitest';
import type { CoverageTown } from './coverage.ts';
import { newPoints } from './coverage-new-point.ts';
import type { LonLat } from './geo.ts';

const square: CoverageTown['units'][number]['geometry'] = {
  type: 'Polygon',
  coordinates: [
    [
      [105.8, 20],
      [105.9, 20],
      [105.9, 20.1],
      [105.8, 20.1],
      [105.8, 20],
    ],
  ],
};
const unit = { id: 'u', name: 'U', setting: 'urban' as const, population: 100, geometry: square };
const housesAt = (...dwellings: [number, number, number][]): CoverageTown['groups'] => [
  { unitId: 'u', people: 100, geometry: square, dwellings },
];
const pointAt = (position: LonLat): CoverageTown['points'][number] => ({
  ...{ id: 'p', unitId: 'u', position, isActive: true, reach: null },
  streams: [{ stream: 'food', weekdays: [1, 3, 5] } as never],
});

describe('the place for a point more', () => {
  it('is where most people without one live', () => {
    const houses = housesAt([105.81, 20.01, 5], [105.85, 20.05, 2], [105.8505, 20.05, 2], [105.88, 20.08, 1]);
    const [best] = newPoints({ units: [unit], groups: houses, points: [pointAt([105.81, 20.01])] }, 300);
    expect(best).toMatchObject({ unitId: 'u', people: 40 });
    expect(best?.position[1]).toBe(20.05);
  });

  it('is nowhere where everybody has one', () => {
    const houses = housesAt([105.81, 20.01, 5]);
    expect(newPoints({ units: [unit], groups: houses, points: [pointAt([105.81, 20.01])] }, 300)).toEqual([]);
  });
});
