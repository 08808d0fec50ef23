import { describe, expect, it } from 'vitest';
import { explainTargets, explainUnserved } from './explain.ts';
import type { Point, Problem, Vehicle } from './problem.ts';
import { solve } from './solve.ts';

const HOUR = 3600;
/** Every lever is tried, and the iterations end each search. */
const ENOUGH = { seconds: 60, iterations: 300 };

const truck: Vehicle = {
  id: 't',
  type: '1 t',
  capacity: [1000],
  startLocation: 0,
  endLocation: 0,
  shift: [0, 4 * HOUR],
  maxOvertimeSeconds: 0,
  breaks: [],
  fixedCost: 0,
  costPerHour: 3600,
  costPerKm: 0,
  tags: [],
  allowedSites: [0],
  maxTrips: null,
  frozen: null,
  familiarPoints: [],
};

function point(location: number, more: Partial<Point>): Point {
  const plain = { load: [100], serviceSeconds: 60, windows: [], tags: [], loadTag: null, prize: 0, group: 0 };
  return { id: `p${location}`, location, ...plain, ...more };
}

/** Depot 0, site 1, points from 2 on, all ten minutes apart but for the last location, to which there is no way. */
function town(points: Point[], vehicles: Vehicle[]): Problem {
  const locationCount = points.length + 3;
  const seconds = new Int32Array(locationCount * locationCount).fill(600);
  for (let i = 0; i < locationCount; i++) {
    seconds[i * locationCount + i] = 0;
    seconds[i * locationCount + locationCount - 1] = -1;
  }
  return {
    dimensions: ['kg'],
    locationCount,
    seconds,
    metres: seconds,
    vehicles,
    points,
    sites: [
      { id: 's', location: 1, unloadSeconds: 300, windows: [[0, 3 * HOUR]], accepts: ['food', 'rest'], intake: null },
    ],
    groups: [
      { id: 'g', totalMass: points.reduce((sum, { load }) => sum + load[0], 0), collectedMass: 0, targetShare: 1 },
    ],
  };
}

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

describe('explaining missed targets', () => {
  it('ranks levers by what planning again with each of them gains', async () => {
    const points = Array.from({ length: 20 }, (_, k) => point(2 + k, { load: [500] }));
    const problem = town(points, [truck]);
    const { plan } = await solve(problem, { iterations: 2000, seed: 1, threads: 1 });
    const { missed, levers } = await explainTargets(problem, plan, ENOUGH);
    expect(missed).toHaveLength(1);
    const gains = levers.map(({ shortfallGain }) => shortfallGain);
    expect(gains).toEqual([...gains].sort((a, b) => b - a));
    expect(levers[0].lever.kind).toBe('one-more-truck');
    expect(gains[0]).toBeGreaterThan(0);
    expect(levers.map(({ lever }) => lever.kind).sort()).toEqual([
      'one-more-truck',
      'shift-longer',
      'site-open-longer',
    ]);
  });

  it('tries nothing where no target is missed', async () => {
    const problem = town([point(2, {})], [truck]);
    const { plan } = await solve(problem, { iterations: 100, seed: 1, threads: 1 });
    expect(await explainTargets(problem, plan, ENOUGH)).toEqual({
      missed: [],
      withoutLever: null,
      levers: [],
      untried: [],
    });
  });

  it('does not credit a lever with what planning on brings without it', async () => {
    const points = Array.from({ length: 6 }, (_, k) => point(2 + k, {}));
    const problem = town(points, [truck]);
    const { withoutLever, levers } = await explainTargets(problem, { routes: [] }, ENOUGH);
    expect(withoutLever).toMatchObject({ shortfallGain: 600, servedGain: 600, groupsReached: [0] });
    expect(levers).toHaveLength(3);
    for (const lever of levers) expect(lever).toMatchObject({ shortfallGain: 0, servedGain: 0, groupsReached: [] });
  });

  it('says of each missed target what a lever brings it', async () => {
    const early = { windows: [[0, 60]] as const };
    const points = [point(2, early), point(3, { group: 1 }), point(4, { ...early, group: 1, load: [70] })];
    const problem = {
      ...town(points, [truck]),
      groups: [100, 170].map((totalMass, g) => ({ id: `g${g}`, totalMass, collectedMass: 0, targetShare: 1 })),
    };
    const { plan } = await solve(problem, { iterations: 100, seed: 1, threads: 1 });
    const { missed, levers } = await explainTargets(problem, plan, ENOUGH);
    expect(missed.map(({ group, shortfallMass }) => [group, shortfallMass])).toEqual([
      [0, 100],
      [1, 70],
    ]);
    expect(levers[0]).toMatchObject({
      lever: { kind: 'window-dropped', points: [0, 2] },
      shortfallGain: 170,
      shortfallGains: [100, 70],
      groupsReached: [0, 1],
    });
  });

  it('sends one more truck no earlier than a truck is free on a day that has begun', async () => {
    const points = [point(2, { windows: [[0, HOUR]] })];
    const frozen = { location: 0, time: 2 * HOUR, load: [0], loadTags: [], tripsDone: 0, breaksDone: [] };
    const plan = { routes: [{ vehicle: 0, stops: [] }] };
    const { levers } = await explainTargets(town(points, [{ ...truck, frozen }]), plan, ENOUGH);
    const gains = Object.fromEntries(levers.map(({ lever, shortfallGain }) => [lever.kind, shortfallGain]));
    expect(gains).toEqual({ 'window-dropped': 100, 'one-more-truck': 0, 'shift-longer': 0, 'site-open-longer': 0 });
  });

  it('has no truck more to send when its shift would be over', async () => {
    const frozen = { location: 0, time: 5 * HOUR, load: [0], loadTags: [], tripsDone: 0, breaksDone: [] };
    const late = { ...truck, maxOvertimeSeconds: 4 * HOUR, frozen };
    const plan = { routes: [{ vehicle: 0, stops: [] }] };
    const { levers } = await explainTargets(town([point(2, {})], [late]), plan, ENOUGH);
    expect(levers.map(({ lever }) => lever.kind).sort()).toEqual(['shift-longer', 'site-open-longer']);
  });

  it('ends when its time is over, whatever is left to try', async () => {
    const problem = town([point(2, {})], [truck]);
    const explained = await explainTargets(problem, { routes: [] }, { seconds: 0 });
    expect(explained).toMatchObject({ missed: [{ group: 0 }], withoutLever: null, levers: [] });
    expect(explained.untried).toHaveLength(3);
  });
});
