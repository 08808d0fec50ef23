import { expect, it } from 'vitest';
import { solve } from '../optimizer/index.ts';
import { dayPlanOf } from './day-plan.ts';
import { evaluateGiven, type GivenStop, NotOfTheDay } from './evaluate.ts';
import { alongTheLine, due, point, problemOf, shift, townOf, truck } from './small-day.testing.ts';
import type { Timetable } from './timetable.ts';

/** Three points, the second of which is more than a truck carries; a landfill; two trucks. */
const day = problemOf(
  townOf(
    [point('A', 1), point('B', 2), point('C', 3)],
    [due('A', 500), due('B', 6000), due('C', 700)],
    [shift(truck('t1', 5000, 8)), shift(truck('t2', 3000, 4))],
  ),
  alongTheLine,
);
const at = (pointId: string, part = 1): GivenStop => ({ kind: 'point', pointId, stream: 'household-other', part });
const unload: GivenStop = { kind: 'unload', facilityId: 'landfill' };

const given = ({ shiftIndex, stops }: Timetable) => ({
  shiftId: day.shifts[shiftIndex].id,
  stops: stops.flatMap((stop): GivenStop[] => {
    if (stop.visit) return [{ kind: 'point', ...stop.visit }];
    return stop.kind === 'unload' && stop.facilityId ? [{ kind: 'unload', facilityId: stop.facilityId }] : [];
  }),
});

it('prices what the optimizer found as the optimizer did', async () => {
  const { plan, evaluation } = await solve(day.problem, { iterations: 200, seed: 1, threads: 1 });
  const found = dayPlanOf(day, plan, evaluation, { seconds: 0, iterations: 0, seed: 0, threads: 0 });
  const again = evaluateGiven(day, found.timetables.map(given));
  expect(again.evaluation.feasible).toBe(true);
  expect(again.evaluation.cost).toEqual(evaluation.cost);
  expect(again.timetables).toEqual(found.timetables);
  expect(again.totals).toEqual(found.totals);
});

it('moves nothing, and says what a moved stop costs and what is left', () => {
  const order = (...stops: GivenStop[]) => evaluateGiven(day, [{ shiftId: 't1@5', stops: [...stops, unload] }]);
  const near = order(at('A'), at('C'));
  // There and back again, and there once more.
  const back = order(at('C'), at('A'));
  expect(back.timetables[0].stops.map(({ visit }) => visit?.pointId ?? null)).toEqual([null, 'C', 'A', null, null]);
  expect(back.totals.drivingSeconds).toBeGreaterThan(near.totals.drivingSeconds);
  expect(back.unserved).toMatchObject([{ pointId: 'B', loadKg: 6000 }]);
  expect(back.totals).toMatchObject({ dueVisits: 3, servedVisits: 2, servedKg: 1200 });
});

it('prices what breaks a rule too, and names the rule', () => {
  const { evaluation } = evaluateGiven(day, [
    { shiftId: 't1@5', stops: [at('A'), at('B', 1), at('B', 2), at('C'), unload] },
  ]);
  expect(evaluation.feasible).toBe(false);
  expect(evaluation.violations).toMatchObject([
    { rule: 'capacity', stop: 2 },
    { rule: 'capacity', stop: 3 },
  ]);
});

it.each([
  ['a visit that is not due', { shiftId: 't1@5', stops: [at('D')] }],
  ['a part that a visit has not', { shiftId: 't1@5', stops: [at('A', 2)] }],
  ['a shift that does not work', { shiftId: 't3@5', stops: [] }],
])('refuses %s', (_, route) => {
  expect(() => evaluateGiven(day, [route])).toThrow(NotOfTheDay);
});
