import { describe, expect, it } from 'vitest';
import { leversOf } from './levers.ts';
import type { Problem, TimeWindow } from './problem.ts';
import { HOUR, point, town, truck } from './small-town.testing.ts';

const MISSED = new Set([0]);
const EARLY: TimeWindow = [0, 60];

describe('the levers of a day', () => {
  it('are one more truck of each type, all shifts, each site with opening hours, and the windows of points left out', () => {
    const points = [point(2, { windows: [[0, HOUR]] })];
    const plain = town(points, [truck, { ...truck, id: 'u' }, { ...truck, id: 'large', type: '2 t' }]);
    const problem = { ...plain, sites: [...plain.sites, { ...plain.sites[0], windows: [] }] };
    expect(leversOf(problem, { routes: [] }, MISSED)).toEqual({
      levers: [
        { kind: 'one-more-truck', vehicleType: '1 t' },
        { kind: 'one-more-truck', vehicleType: '2 t' },
        { kind: 'shift-longer', seconds: HOUR },
        { kind: 'site-open-longer', site: 0, seconds: HOUR },
        { kind: 'window-dropped', windows: [[0, HOUR]], points: [0] },
      ],
      leftAside: [],
    });
  });

  it('name together the points that share their windows, those of most mass first', () => {
    const points = [
      point(2, { windows: [[0, HOUR]], load: [50] }),
      point(3, { windows: [[0, HOUR]], load: [60] }),
      point(4, {
        windows: [
          [0, HOUR],
          [7000, 9000],
        ],
      }),
    ];
    expect(windowsOf(town(points, [truck]))).toEqual([
      { windows: [[0, HOUR]], points: [0, 1] },
      {
        windows: [
          [0, HOUR],
          [7000, 9000],
        ],
        points: [2],
      },
    ]);
  });

  it('begin with the windows that keep even an empty truck away, unless more is left out for want of time or room', () => {
    const kinds = (blockedLoad: number) => {
      const points = [point(2, { windows: [[0, HOUR]] }), point(3, { windows: [EARLY], load: [blockedLoad] })];
      const { levers } = leversOf(town(points, [truck]), { routes: [] }, MISSED);
      return levers.map((lever) => (lever.kind === 'window-dropped' ? lever.points : lever.kind));
    };
    expect(kinds(101)).toEqual([[1], 'one-more-truck', 'shift-longer', 'site-open-longer', [0]]);
    expect(kinds(99)).toEqual(['one-more-truck', 'shift-longer', 'site-open-longer', [1], [0]]);
  });

  it('do not include windows that are not all that stands in the way', () => {
    const windows = [EARLY];
    const points = [
      point(2, { windows, tags: ['narrow'] }),
      point(3, { windows, load: [2000] }),
      point(4, { windows, loadTag: 'medical' }),
      // To the last location there is no way.
      point(10, { windows }),
      point(5, { windows, group: 1 }),
      point(6, { windows, group: null }),
      point(7, {}),
      point(8, { windows: [[0, HOUR]] }),
    ];
    const plain = town(points, [truck]);
    const problem = { ...plain, groups: [...plain.groups, plain.groups[0]] };
    const stops = [
      { kind: 'point', point: 7 },
      { kind: 'site', site: 0 },
    ] as const;
    const served = { routes: [{ vehicle: 0, stops }] };
    expect(leversOf(problem, served, MISSED).levers.map(({ kind }) => kind)).toEqual([
      'one-more-truck',
      'shift-longer',
      'site-open-longer',
    ]);
    // Where the site is shut before anybody can be there, the point's own window does not matter.
    const shut = { ...plain, sites: plain.sites.map((site) => ({ ...site, windows: [EARLY] })) };
    expect(windowsOf(shut)).toEqual([]);
  });
});

function windowsOf(problem: Problem) {
  return leversOf(problem, { routes: [] }, MISSED).levers.flatMap((lever) =>
    lever.kind === 'window-dropped' ? [{ windows: lever.windows, points: lever.points }] : [],
  );
}
