import { describe, expect, it } from 'vitest';
import { checkPlan, solve, validateProblem } from '../optimizer/index.ts';
import type { TownSite } from './gather.ts';
import { withoutOverlap } from './gather.ts';
import { HOUR, due, point, problemOf, shift, townOf, truck } from './small-day.testing.ts';

describe('the problem of a day', () => {
  it('makes sense to the optimizer', () => {
    const town = townOf([point('P1', 1)], [due('P1', 300)], [shift(truck('A', 5000, 8))]);
    expect(() => validateProblem(problemOf(town).problem)).not.toThrow();
  });

  it('splits a visit that is more than any allowed truck carries, and loses no kilogram', () => {
    const alley = point('P1', 1, { maxWeightTonnes: 4 });
    const town = townOf([alley], [due('P1', 4001)], [shift(truck('BIG', 8000, 12)), shift(truck('SMALL', 1500, 3))]);
    const { problem, visits } = problemOf(town);
    expect(problem.points.map((part) => part.load[0])).toEqual([1333, 1334, 1334]);
    expect(problem.points.reduce((sum, part) => sum + part.load[1], 0)).toBe(8002);
    expect(visits.every((visit) => visit.due === town.due[0])).toBe(true);
    expect(new Set(problem.points.map((part) => part.id)).size).toBe(3);
  });

  it('lets only trucks that fit and carry the stream to a point', () => {
    const big = shift(truck('BIG', 8000, 12));
    const small = shift(truck('SMALL', 1500, 3));
    const medical = shift(truck('MED', 1000, 3, { streams: ['medical'] }));
    const points = [point('WIDE', 1), point('NARROW', 2, { maxWeightTonnes: 4 }), point('CLINIC', 3)];
    const visits = [due('WIDE', 100), due('NARROW', 100), due('CLINIC', 10, 'medical')];
    const { problem } = problemOf(townOf(points, visits, [big, small, medical]));
    const allowed = problem.points.map(({ tags }) =>
      problem.vehicles.filter((vehicle) => tags.every((tag) => vehicle.tags.includes(tag))).map(({ id }) => id),
    );
    expect(allowed).toEqual([['BIG', 'SMALL'], ['SMALL'], ['MED']]);
  });

  it('puts a unit’s visits under one target into one group, dangerous waste into another', () => {
    const points = [point('P1', 1), point('P2', 2), point('CLINIC', 3)];
    const visits = [due('P1', 100), due('P2', 50, 'food'), due('CLINIC', 10, 'medical')];
    const { problem } = problemOf(townOf(points, visits, [shift(truck('A', 5000, 8))]));
    expect(problem.points.map((entry) => entry.group)).toEqual([0, 0, 1]);
    expect(problem.groups.map(({ totalMass, targetShare }) => [totalMass, targetShare])).toEqual([
      [150, 1],
      [10, 1],
    ]);
  });

  it('has no group for what no target speaks of', () => {
    const town = townOf([point('P1', 1)], [due('P1', 100)], [shift(truck('A', 5000, 8))], { targets: [] });
    expect(problemOf(town).problem.points[0].group).toBeNull();
  });

  it('tells each crew which of today’s points it knows', () => {
    const [known, fresh] = [shift(truck('A', 5000, 8)), shift(truck('B', 5000, 8))];
    const visits = [due('P1', 100), due('P2', 100)];
    const familiar = new Map([
      [
        known.id,
        [
          { pointId: 'P2', stream: 'household-other' as const },
          { pointId: 'GONE', stream: 'food' as const },
        ],
      ],
    ]);
    const town = townOf([point('P1', 1), point('P2', 2)], visits, [known, fresh], { familiar });
    expect(problemOf(town).problem.vehicles.map((vehicle) => vehicle.familiarPoints)).toEqual([[1], []]);
  });

  it('counts the day’s cost of a truck with two shifts once, and keeps the shifts apart', () => {
    const twice = truck('A', 5000, 8);
    const shifts = withoutOverlap([shift(twice, 4, 12), shift(twice, 11, 18)]);
    expect(shifts.map((entry) => [entry.endSeconds / HOUR, entry.maxOvertimeSeconds])).toEqual([
      [11, 0],
      [18, HOUR],
    ]);
    const { vehicles } = problemOf(townOf([point('P1', 1)], [due('P1', 100)], shifts)).problem;
    expect(vehicles.reduce((sum, vehicle) => sum + vehicle.fixedCost, 0)).toBe(600_000);
    expect(new Set(vehicles.map((vehicle) => vehicle.id)).size).toBe(2);
  });

  it('opens windows anew on the next day for a shift over midnight, and has its break taken there', async () => {
    const rest = { startSecond: 0.5 * HOUR, endSecond: 2 * HOUR, seconds: 1800 };
    const night = { ...shift(truck('A', 5000, 8), 22, 30), breaks: [rest] };
    const points = [point('P1', 1), point('P2', 2, { windows: [[22 * HOUR, 26 * HOUR]] })];
    const town = townOf(points, [due('P1', 100), due('P2', 100)], [night]);
    const sites = town.sites.map((site): TownSite => ({ ...site, windows: [[5 * HOUR, 19 * HOUR]] }));
    const { problem } = problemOf({ ...town, sites });
    expect(problem.sites[0].windows).toEqual([
      [5 * HOUR, 19 * HOUR],
      [29 * HOUR, 43 * HOUR],
    ]);
    expect(problem.vehicles[0].breaks[0].window).toEqual([24.5 * HOUR, 26 * HOUR]);
    const { plan, evaluation } = await solve(problem, { iterations: 200, seed: 1, threads: 1 });
    expect(checkPlan(problem, plan).errors).toEqual([]);
    expect(evaluation.unserved).toEqual([]);
  });

  it('opens the windows of the evening before for a shift from midnight on, and keeps those of day shifts as they are', () => {
    const evening = [point('P1', 1, { windows: [[22 * HOUR, 26 * HOUR]] })];
    const early = problemOf(townOf(evening, [due('P1', 100)], [shift(truck('A', 5000, 8), 0, 6)])).problem;
    expect(early.points[0].windows).toEqual([
      [0, 2 * HOUR],
      [22 * HOUR, 26 * HOUR],
    ]);
    const open = [point('P1', 1, { windows: [[5 * HOUR, 9 * HOUR]] })];
    const day = problemOf(townOf(open, [due('P1', 100)], [shift(truck('A', 5000, 8))])).problem;
    expect(day.points[0].windows).toEqual([[5 * HOUR, 9 * HOUR]]);
    const always = [point('P1', 1, { windows: [[0, 24 * HOUR]] })];
    const over = problemOf(townOf(always, [due('P1', 100)], [shift(truck('A', 5000, 8), 23, 31)])).problem;
    expect(over.points[0].windows).toEqual([[0, 48 * HOUR]]);
  });

  it('takes windows and breaks for times of the clock on the nights in which clocks are changed', () => {
    const night = {
      ...shift(truck('A', 5000, 8), 1, 9),
      breaks: [{ startSecond: 4 * HOUR, endSecond: 6 * HOUR, seconds: 60 }],
    };
    const points = [point('P1', 1, { windows: [[3 * HOUR, 19 * HOUR]] })];
    const on = (day: string, timeZone: string) => {
      const town = townOf(points, [due('P1', 100)], [night], { day, area: { id: 'area', timeZone } });
      const { problem } = problemOf(town);
      return [problem.points[0].windows[0], problem.vehicles[0].breaks[0].window].map((w) => w.map((s) => s / HOUR));
    };
    // Back by an hour at 03:00 or 02:00, forward by one at 02:00, back by half an hour at 02:00.
    expect(on('2027-10-31', 'Europe/Monaco')).toEqual([
      [4, 20],
      [5, 7],
    ]);
    expect(on('2027-11-07', 'America/New_York')).toEqual([
      [4, 20],
      [5, 7],
    ]);
    expect(on('2027-03-28', 'Europe/Monaco')).toEqual([
      [2, 18],
      [3, 5],
    ]);
    expect(on('2027-04-04', 'Australia/Lord_Howe')).toEqual([
      [3.5, 19.5],
      [4.5, 6.5],
    ]);
  });
});

describe('what a unit is behind or ahead', () => {
  const units = new Map([
    ['behind', { name: 'Quang Trung', setting: 'rural' as const }],
    ['ahead', { name: 'Ba Đình', setting: 'urban' as const }],
    ['even', { name: 'Bắc Sơn', setting: 'urban' as const }],
  ]);
  const streams = ['household-other', 'food', 'recyclable', 'bulky', 'construction'] as const;
  const debt = (unitId: string, kgPerDay: number) => ({ unitId, streams: [...streams], kgPerDay, days: 28 });
  const town = townOf(
    [point('P1', 1, { unitId: 'behind' }), point('P2', 2, { unitId: 'ahead' }), point('P3', 3, { unitId: 'even' })],
    [due('P1', 1000), due('P2', 1000), due('P3', 1000)],
    [shift(truck('A', 2000, 8))],
    { units, debts: [debt('behind', 120), debt('ahead', -60)] },
  );

  it('makes the one count double and lets the other give what it is ahead by', () => {
    const { problem } = problemOf(town);
    expect(problem.points.map(({ prize }) => prize)).toEqual([2000, 0, 0]);
    expect(problem.groups.map(({ totalMass, collectedMass }) => [totalMass, collectedMass])).toEqual([
      ...[
        [1000, 0],
        [1000, 60],
        [1000, 0],
      ],
    ]);
    expect(() => validateProblem(problem)).not.toThrow();
  });

  /** Which of three visits are served where there is room for two. */
  const servedOf = async (urbanShare: number): Promise<number[]> => {
    const aim = { streams, effectiveOn: '2025-01-01' };
    const targets = [
      { ...aim, setting: 'rural' as const, share: 0.0001 },
      { ...aim, setting: 'urban' as const, share: urbanShare },
    ];
    // A little more lies where nobody is behind: without the debt that would be taken.
    const visits = [due('P1', 990), due('P2', 1000), due('P3', 1000)];
    const day = problemOf({ ...town, due: visits, targets, debts: [debt('behind', 5000)] });
    const problem = { ...day.problem, vehicles: day.problem.vehicles.map((vehicle) => ({ ...vehicle, maxTrips: 1 })) };
    const { plan } = await solve(problem, { iterations: 300, seed: 1, threads: 1 });
    return plan.routes
      .flatMap(({ stops }) => stops.flatMap((stop) => (stop.kind === 'point' ? [stop.point] : [])))
      .sort();
  };

  it('has the visits of one behind kept first where all targets are reached', async () => {
    expect(await servedOf(0.0001)).toContain(0);
  });

  it('never has a unit on its target fall under it for one behind', async () => {
    expect(await servedOf(1)).toEqual([1, 2]);
  });
});
