import { describe, expect, it } from 'vitest';
import { checkPlan, evaluatePlan, solve, stayCloseTo } from '../../optimizer/index.ts';
import type { DoneStop, FieldSoFar, ShiftSoFar } from '../../records/replans/read-field.ts';
import { due, HOUR, alongTheLine, point, problemOf, shift, townOf, truck } from '../small-day.testing.ts';
import { totalsOf } from '../totals.ts';
import { freezeDay } from './freeze.ts';
import { doneBefore, wholeTimetables } from './so-far.ts';

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
    const timetables = wholeTimetables(day, rest, bothOut, evaluation, secondsOf);
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
    for (const { stops } of wholeTimetables(day, rest, bothOut, evaluation, secondsOf)) {
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
