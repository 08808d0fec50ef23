import { describe, expect, it } from 'vitest';
import { point, town, truck } from './small-town.testing.ts';
import { explainUnserved } from './unserved.ts';

describe('explaining unserved points', () => {
  it('names for each the rule that stands in its way', async () => {
    const points = [
      point(2, { tags: ['narrow'] }),
      point(3, { loadTag: 'medical' }),
      point(8, {}),
      point(4, { windows: [[0, 60]] }),
      point(5, { load: [2000] }),
      point(6, {}),
    ];
    const problem = town(points, [truck, { ...truck, id: 'wide', tags: ['wide'], maxTrips: 0 }]);
    const plan = { routes: [] };
    const reasons = explainUnserved(problem, plan).map(({ reason }) => reason);
    expect(reasons).toEqual([
      'no-allowed-truck',
      'stream-not-accepted-today',
      'unreachable',
      'window-cannot-be-met',
      'too-large',
      'no-time-left',
    ]);
  });

  it('takes a pair without metres for no way', () => {
    const problem = town([point(2, {})], [truck]);
    const metres = problem.metres.map((cell, k) => (k % problem.locationCount === 2 ? -1 : cell));
    expect(explainUnserved({ ...problem, metres }, { routes: [] })).toEqual([{ point: 0, reason: 'unreachable' }]);
  });

  it('counts what was aboard when the day had begun as brought to its site', () => {
    const frozen = { location: 2, time: 0, load: [50], loadTags: [], tripsDone: 0, breaksDone: [] };
    const problem = town([point(2, {})], [{ ...truck, frozen }]);
    const sites = problem.sites.map((site) => ({ ...site, intake: [100] }));
    const plan = { routes: [{ vehicle: 0, stops: [{ kind: 'site', site: 0 } as const] }] };
    expect(explainUnserved({ ...problem, sites }, plan)).toEqual([{ point: 0, reason: 'site-full' }]);
  });

  it('names the limit of a route that binds where there is time left', () => {
    const served = (more: object, count = 1) => {
      const problem = town([point(2, {}), point(3, {})], [{ ...truck, shift: [0, 20_000], ...more }]);
      const stops = [{ kind: 'point', point: 0 } as const, { kind: 'site', site: 0 } as const];
      return explainUnserved(problem, { routes: count === 0 ? [] : [{ vehicle: 0, stops }] }).at(-1)?.reason;
    };
    const any = { points: null, drivingSeconds: null, drivingMetres: null };
    // One point is 1,800 s and as many metres of driving, a second on its way 600 more.
    expect(served({ limits: { ...any, points: 1 } })).toBe('no-points-left');
    expect(served({ limits: { ...any, drivingSeconds: 2399 } })).toBe('no-driving-time-left');
    expect(served({ limits: { ...any, drivingMetres: 2399 } })).toBe('no-distance-left');
    expect(served({ limits: { points: 2, drivingSeconds: 2400, drivingMetres: 2400 } })).toBe('no-time-left');
    expect(served({ limits: { ...any, drivingSeconds: 1799 } }, 0)).toBe('no-driving-time-left');
    expect(served({ limits: { ...any, load: [199] } })).toBe('no-load-left');
    expect(served({ limits: { ...any, load: [200] } })).toBe('no-time-left');
    expect(served({ capacity: [150], maxTrips: 1 })).toBe('no-capacity-left');
    const twice = { ...truck, capacity: [100], maxTrips: 2 };
    const both = town([point(2, {}), point(3, {}), point(4, {})], [twice]);
    const day = [0, 1].flatMap((p) => [{ kind: 'point', point: p } as const, { kind: 'site', site: 0 } as const]);
    expect(explainUnserved(both, { routes: [{ vehicle: 0, stops: day }] })).toEqual([
      { point: 2, reason: 'no-trips-left' },
    ]);
  });

  it('names what stands in the way of most vehicles, where each has a limit of its own', () => {
    const full = { ...truck, limits: { points: 0, drivingSeconds: null, drivingMetres: null } };
    const near = { ...truck, id: 'n', limits: { points: null, drivingSeconds: 10, drivingMetres: null } };
    const problem = town([point(2, {})], [near, full, { ...full, id: 'f' }]);
    expect(explainUnserved(problem, { routes: [] })).toEqual([{ point: 0, reason: 'no-points-left' }]);
  });

  it('tells a lack of room from a lack of time', () => {
    const full = town([point(2, { load: [900] }), point(3, {}), point(4, {})], [{ ...truck, maxTrips: 1 }]);
    const stops = [
      { kind: 'point', point: 0 },
      { kind: 'point', point: 1 },
      { kind: 'site', site: 0 },
    ] as const;
    expect(explainUnserved(full, { routes: [{ vehicle: 0, stops }] })).toEqual([
      { point: 2, reason: 'no-capacity-left' },
    ]);
    const late = town([point(2, {})], [{ ...truck, shift: [0, 1000] }]);
    expect(explainUnserved(late, { routes: [] })).toEqual([{ point: 0, reason: 'shift-too-short' }]);
  });
});
