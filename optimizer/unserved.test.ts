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
