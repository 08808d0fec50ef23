import { describe, expect, it } from 'vitest';
import { explainTargets } from './explain.ts';
import { HOUR, point, town, truck } from './small-town.testing.ts';
import { solve } from './solve.ts';

/** Every lever is tried, and the iterations end each search. */
const ENOUGH = { seconds: 60, iterations: 300 };

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
      lever: { kind: 'window-dropped', windows: [[0, 60]], points: [0, 2] },
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

  it('has a truck more of a type whose first is done for the day and whose second is not', async () => {
    const out = { location: 0, time: HOUR, load: [0], loadTags: [], tripsDone: 0, breaksDone: [] };
    const early = { ...truck, id: 'early', shift: [0, HOUR] as const };
    const late = { ...truck, id: 'late', frozen: out };
    const problem = town([point(2, { load: [500] })], [early, late]);
    const { levers } = await explainTargets(problem, { routes: [] }, ENOUGH);
    expect(levers.map(({ lever }) => lever.kind)).toContain('one-more-truck');
  });

  it('lengthens no shift and no window beyond the last second there is', async () => {
    const problem = town([point(2, { load: [500] })], [{ ...truck, shift: [0, 100_000_000] as const }]);
    const sites = problem.sites.map((site) => ({ ...site, windows: [[60_000_000, 100_000_000] as const] }));
    const { levers } = await explainTargets({ ...problem, sites }, { routes: [] }, ENOUGH);
    expect(levers.map(({ lever }) => lever.kind)).toEqual(expect.arrayContaining(['shift-longer', 'site-open-longer']));
  });

  it('takes no target for missed that only rounding misses', async () => {
    const problem = town([point(2, { load: [500] })], [truck]);
    const groups = problem.groups.map((group) => ({ ...group, totalMass: 100, collectedMass: 55, targetShare: 0.55 }));
    expect((await explainTargets({ ...problem, groups }, { routes: [] }, ENOUGH)).missed).toEqual([]);
  });

  it('ends when its time is over, whatever is left to try', async () => {
    const problem = town([point(2, {})], [truck]);
    const explained = await explainTargets(problem, { routes: [] }, { seconds: 0 });
    expect(explained).toMatchObject({ missed: [{ group: 0 }], withoutLever: null, levers: [] });
    expect(explained.untried).toHaveLength(3);
  });

  it('says of no lever that it brings nothing where there was no time to search with it', async () => {
    const problem = town([point(2, {}), point(3, {})], [truck]);
    const { withoutLever, levers, untried } = await explainTargets(
      problem,
      { routes: [] },
      { ...ENOUGH, iterations: 0 },
    );
    expect([withoutLever, levers]).toEqual([null, []]);
    expect(untried).toHaveLength(3);
  });

  it('drops each window by itself, and names those it left aside', async () => {
    // Eight windows over before anybody is there; the lightest two are left aside.
    const points = Array.from({ length: 8 }, (_, k) => point(2 + k, { load: [100 + 10 * k], windows: [[0, 60 + k]] }));
    const { levers, untried } = await explainTargets(town(points, [truck]), { routes: [] }, ENOUGH);
    const dropped = levers.filter(({ lever }) => lever.kind === 'window-dropped');
    expect(dropped.map(({ lever, shortfallGain }) => [lever, shortfallGain])).toEqual(
      [7, 6, 5, 4, 3, 2].map((k) => [{ kind: 'window-dropped', windows: [[0, 60 + k]], points: [k] }, 100 + 10 * k]),
    );
    expect(untried).toEqual([1, 0].map((k) => ({ kind: 'window-dropped', windows: [[0, 60 + k]], points: [k] })));
  });
});
