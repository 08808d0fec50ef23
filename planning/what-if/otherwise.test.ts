import { expect, it } from 'vitest';
import { checkPlan, solve } from '../../optimizer/index.ts';
import { editedDay } from '../edit/edited-day.testing.ts';
import { HOUR } from '../small-day.testing.ts';
import { otherwise } from './otherwise.ts';
import { whatIf } from './what-if.ts';

const { day, plan, evaluation } = editedDay();
const base = { day, plan, evaluation, rest: null };
const BUDGET = { seconds: 0.2, seed: 1, threads: 1 };
const signal = new AbortController().signal;

it('does without a truck, with one more, and with other hours of a facility; the plan there was is left alone', async () => {
  const before = JSON.stringify(plan);
  const without = otherwise(day, plan, { kind: 'without-truck', truckId: 't1' });
  expect(without?.day.shifts.map(({ truck }) => truck.id)).toEqual(['t2', 't3']);
  expect(without?.plan.routes).toEqual([{ ...plan.routes[1], vehicle: 0 }]);
  const more = otherwise(day, plan, { kind: 'one-more-truck', truckId: 't2' });
  expect(more?.day.problem.vehicles).toHaveLength(4);
  const early = otherwise(day, plan, { kind: 'facility-until', facilityId: 'landfill', second: 6 * HOUR });
  expect(early?.day.problem.sites[0].windows).toEqual([[0, 6 * HOUR]]);
  expect(otherwise(day, plan, { kind: 'without-truck', truckId: 'nobody' })).toBeNull();
  for (const changed of [without, more, early]) {
    if (!changed) throw new Error('nothing to look at');
    const found = await solve(changed.day.problem, { iterations: 50, seed: 1, threads: 1 });
    expect(checkPlan(changed.day.problem, found.plan).feasible).toBe(true);
  }
  expect(JSON.stringify(plan)).toBe(before);
});

it('tells what each case comes to beside the plan, two shares a unit', async () => {
  const answer = await whatIf(
    base,
    [
      { kind: 'facility-until', facilityId: 'landfill', second: 0 },
      { kind: 'without-truck', truckId: 'nobody' },
    ],
    BUDGET,
    signal,
  );
  expect(answer).toMatchObject({ dueKg: 5000, before: { servedKg: 4700 } });
  // A landfill that never opens: nothing can be collected.
  expect(answer.cases[0]).toMatchObject({
    after: { servedKg: 0, servedVisits: 0 },
    units: [{ unitId: 'unit', shareBefore: 0.94, shareAfter: 0 }],
  });
  expect(answer.cases[1]).toEqual({ after: null, units: [] });
  expect(answer.same.after?.servedKg).toBeGreaterThanOrEqual(4700);
});
