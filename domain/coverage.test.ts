import { area } from '@turf/turf';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Dwelling, gridWithin, spreadPeople } from './coverage-people.ts';
import { type CoverageTown, coverageOf, coverageViewSchema } from './coverage.ts';
import type { LonLat, Surface } from './geo.ts';
import { NO_HOLIDAYS } from './holidays.ts';
import { NO_HISTORY, type ServiceHistory } from './service-history.ts';

const DAY = '2026-11-24';
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const UNIT = '01900000-0000-7000-8000-000000000001';
const OTHER_UNIT = '01900000-0000-7000-8000-000000000002';

function box(west: number, south: number, width: number, height = width): Surface {
  const [east, north] = [west + width, south + height];
  const ring: LonLat[] = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  return { type: 'Polygon', coordinates: [ring] };
}

function point(
  id: string,
  position: LonLat,
  reach: Surface | null,
  more: { isActive?: boolean; unitId?: string } = {},
) {
  const streams = [{ stream: 'household-other' as const, weekdays: EVERY_DAY }];
  return { id, unitId: UNIT, position, isActive: true, streams, reach, ...more };
}

/** One unit of 1,000 people on a square of 0.01 degrees. */
function town(points: CoverageTown['points'], more: Partial<CoverageTown> = {}): CoverageTown {
  const unit = { id: UNIT, name: 'Ba Đình', setting: 'urban' as const, population: 1000, geometry: box(105, 20, 0.01) };
  return { units: [unit], groups: [], points, ...more };
}

const served = (...ids: string[]): ServiceHistory => ({
  accountedDays: new Set([DAY]),
  servedDays: (pointId) => (ids.includes(pointId) ? [DAY] : []),
});
const ask = (subject: CoverageTown, history = NO_HISTORY) =>
  coverageOf(subject, { day: DAY, metres: 300, history, holidays: NO_HOLIDAYS });

describe('coverage', () => {
  it('is the share of people on the ground within reach of a working point', () => {
    const half = point('a', [105.0025, 20.005], box(105, 20, 0.005, 0.01));
    const view = ask(town([half]));
    expect(view.total).toMatchObject({ people: 1000, coveredPeople: 500, share: 0.5, workingPoints: 1 });
    expect(view.units[0]).toMatchObject({ unitId: UNIT, name: 'Ba Đình', coveredPeople: 500 });
    expect(coverageViewSchema.omit({ onFootMetres: true }).parse(view)).toEqual(view);
  });

  it('counts a point of a unit that does not hold on the day to the one it lies in', () => {
    const moved = point('a', [105.005, 20.005], null, { unitId: OTHER_UNIT });
    expect(ask(town([moved])).units[0]).toMatchObject({ unitId: UNIT, points: 1, workingPoints: 1 });
  });

  it('says that nothing is known of service in a fresh town, and then speaks of working points', () => {
    const view = ask(town([point('a', [105.005, 20.005], box(105, 20, 0.01))]));
    expect(view.servedKnown).toBe(false);
    expect(view.total).toMatchObject({ share: 1, reachedShare: 1, servedPoints: 0, unknownPoints: 1 });
  });

  it('counts only points served in their last due period once anything is known', () => {
    const left = point('left', [105.0025, 20.005], box(105, 20, 0.005, 0.01));
    const right = point('right', [105.0075, 20.005], box(105.005, 20, 0.005, 0.01));
    const view = ask(town([left, right]), served('left'));
    expect(view.servedKnown).toBe(true);
    expect(view.total).toMatchObject({ coveredPeople: 500, reachedPeople: 1000, servedPoints: 1 });
  });

  it('leaves out points that are closed or never collected', () => {
    const closed = point('a', [105.005, 20.005], box(105, 20, 0.01), { isActive: false });
    const idle = { ...point('b', [105.005, 20.005], box(105, 20, 0.01)), streams: [] };
    expect(ask(town([closed, idle])).total).toMatchObject({ points: 2, workingPoints: 0, share: 0, reachedShare: 0 });
  });

  it('lets a point cover people of the unit next door', () => {
    const next = { id: OTHER_UNIT, name: 'Lam Sơn', setting: 'urban' as const, population: 500 };
    const units = [...town([]).units, { ...next, geometry: box(105.01, 20, 0.01) }];
    const view = ask(town([point('a', [105.005, 20.005], box(105, 20, 0.02))], { units }));
    expect(view.units.map((unit) => unit.share)).toEqual([1, 1]);
    expect(view.units.map((unit) => unit.points)).toEqual([1, 0]);
    expect(view.total.people).toBe(1500);
  });

  it('counts people where the residential groups are, not in the empty rest of the unit', () => {
    const groups = [{ unitId: UNIT, people: 300, geometry: box(105, 20, 0.002), dwellings: null }];
    const view = ask(town([point('a', [105.001, 20.001], box(105, 20, 0.002))], { groups }));
    expect(view.total).toMatchObject({ people: 300, coveredPeople: 300 });
  });

  it('draws a circle around a point without a reach along the streets, and says so', () => {
    const view = ask(town([point('a', [105.005, 20.005], null)]));
    expect(view).toMatchObject({ method: 'straight-line', straightLinePoints: 1 });
    const circle = Math.PI * 300 ** 2;
    expect(view.total.share).toBeCloseTo(circle / area(box(105, 20, 0.01)), 1);
  });

  it('says of each unit how many of its working points are reached by a straight line', () => {
    const other = {
      id: OTHER_UNIT,
      name: 'Lam Sơn',
      setting: 'urban' as const,
      population: 500,
      geometry: box(105.01, 20, 0.01),
    };
    const subject = town([
      point('a', [105.005, 20.005], null),
      point('b', [105.005, 20.006], box(105, 20, 0.01)),
      point('c', [105.005, 20.007], null, { isActive: false }),
      point('d', [105.015, 20.005], box(105.01, 20, 0.01), { unitId: OTHER_UNIT }),
    ]);
    const view = ask({ ...subject, units: [...subject.units, other] });
    expect(view.units.map((unit) => unit.straightLinePoints)).toEqual([1, 0]);
    expect(view.total.straightLinePoints).toBe(1);
  });

  it('never loses or makes people, and never covers fewer of them with one point more', () => {
    const place = fc.tuple(
      fc.double({ min: 0, max: 0.01, noNaN: true }),
      fc.double({ min: 0, max: 0.01, noNaN: true }),
    );
    fc.assert(
      fc.property(fc.array(place, { maxLength: 5 }), place, (places, extra) => {
        const points = places.map(([x, y], k) => point(`p${k}`, [105 + x, 20 + y], null));
        const more = [...points, point('extra', [105 + extra[0], 20 + extra[1]], null)];
        const before = ask(town(points)).total;
        const after = ask(town(more)).total;
        expect(before.people).toBe(1000);
        expect(after.coveredPeople).toBeGreaterThanOrEqual(before.coveredPeople);
        expect(after.coveredPeople).toBeLessThanOrEqual(1000);
      }),
      { numRuns: 30 },
    );
  });
});

describe('people spread over the ground', () => {
  it('stay on it, also where it is a ring, and are the same every time', () => {
    const outer = box(105, 20, 0.01);
    const inner = box(105.002, 20.002, 0.006);
    const ring: Surface = { type: 'Polygon', coordinates: [outer.coordinates[0], inner.coordinates[0]] as LonLat[][] };
    const spots = gridWithin(ring);
    expect(spots).toEqual(gridWithin(ring));
    for (const [lon, lat] of spots) {
      const isInHole = lon > 105.002 && lon < 105.008 && lat > 20.002 && lat < 20.008;
      expect(isInHole).toBe(false);
    }
  });

  it('find one spot on ground narrower than the grid', () => {
    expect(gridWithin(box(105, 20, 0.000_01)).length).toBe(1);
  });

  it('live in the houses of their group where these are known', () => {
    const dwellings: Dwelling[] = [
      [105.001, 20.001, 3],
      [105.009, 20.009, 1],
    ];
    const people = spreadPeople([], [{ unitId: UNIT, people: 120, geometry: box(105, 20, 0.01), dwellings }]);
    expect(people).toEqual([
      { unitId: UNIT, position: [105.001, 20.001], people: 90 },
      { unitId: UNIT, position: [105.009, 20.009], people: 30 },
    ]);
  });

  it('are as many as live there', () => {
    const people = spreadPeople(
      [],
      [{ unitId: UNIT, people: 123, geometry: box(105, 20, 0.013, 0.004), dwellings: null }],
    );
    expect(people.reduce((sum, place) => sum + place.people, 0)).toBeCloseTo(123, 6);
  });
});
