import { describe, expect, it } from 'vitest';
import { checkPlan, evaluatePlan, solve, stayCloseTo } from '../../optimizer/index.ts';
import type { DoneStop, FieldSoFar, ShiftSoFar } from '../../records/replans/read-field.ts';
import { due, HOUR, alongTheLine, point, problemOf, shift, townOf, truck } from '../small-day.testing.ts';
import { totalsOf } from '../totals.ts';
import { freezeDay } from './freeze.ts';
import { holdLocked, routesAsPlanned } from './hold-locked.ts';
import { doneBefore, doneByShift, wholeTimetables } from './so-far.ts';

const secondsOf = (instant: Date): number => instant.getTime() / 1000;
const at = (seconds: number): Date => new Date(seconds * 1000);
const SEARCH = { seconds: 0, iterations: 0, seed: 1, threads: 1 };

const codes = ['A', 'B', 'C', 'D', 'E', 'F'];
const day = problemOf(
  townOf(
    codes.map((code, k) => point(code, k + 1)),
    codes.map((code) => due(code, 500)),
    [shift(truck('one', 5000, 10)), shift(truck('two', 5000, 10))],
  ),
  alongTheLine,
);

const visit = (pointId: string): DoneStop['visit'] => ({ pointId, stream: 'household-other', part: 1, parts: 1 });
const toDo = (...points: string[]): ShiftSoFar['toDo'] => [
  ...points.map((pointId) => ({ kind: 'point' as const, visit: visit(pointId), facilityId: null, startsAt: at(0) })),
  { kind: 'unload', visit: null, facilityId: 'landfill', startsAt: at(0) },
];
const done = (pointId: string, seconds: number, more: Partial<DoneStop> = {}): DoneStop => ({
  ...{ kind: 'point', visit: visit(pointId), facilityId: null, isServed: true, loadKg: 500, measuredKg: null },
  ...{ seconds: 120, doneAt: at(seconds), ...more },
});
const soFar = (code: string, more: Partial<ShiftSoFar>): ShiftSoFar => ({
  ...{ shiftId: `${code}@5`, truckId: code, startedAt: at(5 * HOUR), isEnded: false, done: [], breaksTaken: 0 },
  ...{ seen: null, toDo: [], ...more },
});
const field = (...shifts: ShiftSoFar[]): FieldSoFar => ({ revisionId: 'base', graphId: 'roads', shifts, others: [] });

const NOON = 6 * HOUR;
const bothOut = field(
  soFar('one', { done: [done('A', 5.5 * HOUR), done('B', 5.6 * HOUR, { measuredKg: 700 })], toDo: toDo('C') }),
  soFar('two', { done: [done('D', 5.5 * HOUR)], toDo: toDo('E', 'F') }),
);

describe('a day under way', () => {
  it('starts each truck from where it is, with what it has aboard as measured, and leaves out what is done', () => {
    const rest = freezeDay(day, bothOut, NOON, secondsOf, new Set());
    expect(rest.visits.map(({ due: { pointId } }) => pointId)).toEqual(['C', 'E', 'F']);
    const [one, two] = rest.problem.vehicles;
    expect(one.frozen).toMatchObject({ time: NOON, load: [1200, 2400], loadTags: ['household-other'], tripsDone: 0 });
    expect(one.frozen?.location).toBe(day.places.ofPoint.get('B'));
    expect(two.frozen?.load).toEqual([500, 1000]);
    expect(rest.problem.groups[0]).toMatchObject({ collectedMass: 1500, totalMass: 3000 });
    expect(rest.planned.routes.map(({ stops }) => stops.length)).toEqual([2, 3]);
    expect(checkPlan(rest.problem, rest.planned).errors).toEqual([]);
  });

  it('gives what a broken truck had to do to the others, and says what is aboard of it', async () => {
    const rest = freezeDay(day, bothOut, NOON, secondsOf, new Set(['two']));
    expect(rest.idle).toEqual([{ truckId: 'two', why: 'taken-out', aboardKg: 500 }]);
    const problem = stayCloseTo(rest.problem, rest.planned);
    const { plan, evaluation } = await solve(problem, { iterations: 200, seed: 1, threads: 1, initial: rest.planned });
    expect(checkPlan(problem, plan)).toMatchObject({ feasible: true, unservedPoints: 0 });
    const timetables = wholeTimetables(day, rest, doneByShift(day, bothOut, secondsOf), evaluation);
    const visited = timetables.map(({ stops }) => stops.map(({ kind, visit: of }) => of?.pointId ?? kind));
    expect(visited[0].slice(0, 3)).toEqual(['start', 'A', 'B']);
    expect([...visited[0]].sort()).toEqual(['A', 'B', 'C', 'E', 'F', 'end', 'start', 'unload']);
    // Its own day ends where it stands, with its load.
    expect(visited[1]).toEqual(['start', 'D']);
    expect(timetables[1].stops.at(-1)).toMatchObject({ loadAfterKg: 500, tripNumber: null });
    const totals = totalsOf(rest, evaluation, SEARCH, doneBefore(day, rest, bothOut, timetables, evaluation));
    expect(totals).toMatchObject({ dueVisits: 6, servedVisits: 6, dueKg: 3000, servedKg: 3000, trucks: 2, trips: 1 });
  });

  it('tells a whole day in order of time, however late it is', () => {
    const rest = freezeDay(day, bothOut, 9 * HOUR, secondsOf, new Set());
    const evaluation = evaluatePlan(rest.problem, rest.planned);
    expect(evaluation.violations).toEqual([]);
    for (const { stops } of wholeTimetables(day, rest, doneByShift(day, bothOut, secondsOf), evaluation)) {
      const times = stops.flatMap(({ arrivalSeconds, startSeconds, departureSeconds }) => [
        ...[arrivalSeconds, startSeconds, departureSeconds],
      ]);
      expect(times).toEqual([...times].sort((a, b) => a - b));
    }
  });

  it('lets a truck that is late beyond its overtime unload and come home, and leaves out one that nobody lets unload', () => {
    const late = 15 * HOUR;
    const rest = freezeDay(day, bothOut, late, secondsOf, new Set());
    const home: typeof rest.planned = {
      routes: rest.planned.routes.map(({ vehicle, stops }) => ({ vehicle, stops: stops.slice(-1) })),
    };
    expect(checkPlan(rest.problem, home).errors).toEqual([]);
    const closed = {
      ...day,
      problem: { ...day.problem, sites: day.problem.sites.map((s) => ({ ...s, windows: [[0, HOUR] as const] })) },
    };
    expect(freezeDay(closed, bothOut, NOON, secondsOf, new Set()).idle.map(({ why }) => why)).toEqual([
      'cannot-unload',
      'cannot-unload',
    ]);
  });

  it('costs as a whole what the plan costs that is driven as it was planned', () => {
    const priced = { costPerHour: 120_000, costPerKm: 8000 };
    const vehicles = day.problem.vehicles.map((vehicle) => ({ ...vehicle, ...priced }));
    const dear = { ...day, problem: { ...day.problem, vehicles } };
    const stop = (code: string) => ({ kind: 'point' as const, point: codes.indexOf(code) });
    const unload = { kind: 'site' as const, site: 0 };
    const plan = {
      routes: [
        { vehicle: 0, stops: [stop('A'), stop('B'), stop('C'), unload] },
        { vehicle: 1, stops: [stop('D'), stop('E'), stop('F'), unload] },
      ],
    };
    const planned = evaluatePlan(dear.problem, plan);
    const [one] = planned.routes;
    const since = at(one.startSeconds);
    const asPlanned = field(
      soFar('one', {
        startedAt: since,
        done: ['A', 'B'].map((code, k) => done(code, one.stops[k].departureSeconds)),
        toDo: toDo('C'),
      }),
      soFar('two', { startedAt: null, toDo: toDo('D', 'E', 'F') }),
    );
    const rest = freezeDay(dear, asPlanned, one.stops[1].departureSeconds, secondsOf, new Set());
    const evaluation = evaluatePlan(rest.problem, rest.planned);
    const timetables = wholeTimetables(dear, rest, doneByShift(dear, asPlanned, secondsOf), evaluation);
    const totals = totalsOf(rest, evaluation, SEARCH, doneBefore(dear, rest, asPlanned, timetables, evaluation));
    expect(totals.costDong).toBeCloseTo(planned.cost.drivingCost, 0);
    expect(totals.drivingSeconds).toBe(planned.cost.drivingSeconds);
    expect(timetables[0].schedule.drivingCost).toBeCloseTo(one.drivingCost, 6);
  });

  it('does not begin before now with a truck that has not left, and not at all with one whose crew went home', () => {
    const waiting = field(soFar('one', { startedAt: null, toDo: toDo('A') }), soFar('two', { isEnded: true }));
    const rest = freezeDay(day, waiting, NOON, secondsOf, new Set());
    expect(rest.problem.vehicles.map(({ frozen, shift: of }) => [frozen, of[0]])).toEqual([[null, NOON]]);
    expect(rest.idle).toMatchObject([{ truckId: 'two', why: 'ended', aboardKg: 0 }]);
  });

  it('takes a skipped visit for decided, and its mass for not collected', () => {
    const skipped = field(soFar('one', { done: [done('A', 5.5 * HOUR, { isServed: false })] }));
    const rest = freezeDay(day, skipped, NOON, secondsOf, new Set());
    expect(rest.visits).toHaveLength(5);
    expect(rest.problem.groups[0].collectedMass).toBe(0);
    expect(rest.problem.vehicles[0].frozen?.load).toEqual([0, 0]);
  });
});

describe('what is held fast', () => {
  const three = problemOf(
    townOf(
      codes.map((code, k) => point(code, k + 1)),
      codes.map((code) => due(code, 500)),
      ['one', 'two', 'three'].map((code) => shift(truck(code, 5000, 10))),
    ),
    alongTheLine,
  );
  // Driven badly on purpose: A, C and E on one truck, B and D on another, F on the broken third.
  const crossed = field(
    soFar('one', { toDo: toDo('A', 'C', 'E') }),
    soFar('two', { toDo: toDo('D', 'B') }),
    soFar('three', { toDo: toDo('F') }),
  );
  const held = (code: string, pointId?: string) => ({
    truckId: code,
    visit: pointId === undefined ? null : { pointId, stream: 'household-other' },
  });
  const rest = freezeDay(three, crossed, NOON, secondsOf, new Set(['three']));
  const replanned = async (...locks: { truckId: string; visit: { pointId: string; stream: string } | null }[]) => {
    const { plan } = await solve(holdLocked(rest, locks), { iterations: 3000, seed: 1, threads: 1 });
    const of = new Map<string, string[]>();
    for (const { vehicle, stops } of plan.routes) {
      const names = stops.flatMap((stop) => (stop.kind === 'point' ? [rest.visits[stop.point].due.pointId] : []));
      of.set(rest.shifts[vehicle].truck.id, names);
    }
    return { plan, of: (code: string) => [...(of.get(code) ?? [])].sort() };
  };

  it('stays with its truck in a new plan: a visit, or all of a truck’s work and nothing else', async () => {
    const free = await replanned();
    expect([...free.of('one'), ...free.of('two')].sort()).toEqual(codes);
    expect([free.of('two').includes('B'), free.of('one').includes('E')]).not.toEqual([true, true]);
    expect(free.of('two')).not.toEqual(['B', 'D']);
    expect((await replanned(held('two', 'B'), held('one', 'E'))).of('two')).toContain('B');
    expect((await replanned(held('two', 'B'), held('one', 'E'))).of('one')).toContain('E');
    const whole = await replanned(held('two'));
    expect([whole.of('two'), whole.of('one')]).toEqual([
      ['B', 'D'],
      ['A', 'C', 'E', 'F'],
    ]);
    // A truck that drives no more holds nothing.
    expect((await replanned(held('three', 'F'))).of('one').length).toBeGreaterThan(0);
  });

  it('keeps its order where that is held too', async () => {
    const { plan } = await replanned(held('two'));
    const ordered = routesAsPlanned(plan, rest, new Set(['two']));
    expect(checkPlan(holdLocked(rest, [held('two')]), ordered).errors).toEqual([]);
    const two = ordered.routes.find(({ vehicle }) => rest.shifts[vehicle].truck.id === 'two');
    expect(two?.stops.flatMap((stop) => (stop.kind === 'point' ? [rest.visits[stop.point].due.pointId] : []))).toEqual([
      'D',
      'B',
    ]);
  });
});
