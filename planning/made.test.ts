import { expect, it } from 'vitest';
import { evaluatePlan, solve, toWasteInstance, UNREACHABLE } from '../optimizer/index.ts';
import { packText } from '../platform/packed-text.ts';
import { packMade, unpackMade } from './made.ts';
import { alongTheLine, due, point, problemOf, shift, townOf, truck } from './small-day.testing.ts';

it('gives back the day and the plan that it packed, ways that there are not included', async () => {
  const day = problemOf(
    townOf(
      [point('A', 1), point('B', 2, { windows: [[20_000, 40_000]] }), point('C', 3)],
      [due('A', 500), due('B', 6000), due('C', 700)],
      [shift(truck('t1', 5000, 8)), shift(truck('t2', 3000, 4))],
      { familiar: new Map([['t1@5', [{ pointId: 'A', stream: 'household-other' as const }]]]) },
    ),
    alongTheLine,
  );
  day.matrix.seconds[1] = UNREACHABLE;
  day.matrix.metres[1] = UNREACHABLE;
  const { plan } = await solve(day.problem, { iterations: 100, seed: 1, threads: 1 });
  const instance = await packText(JSON.stringify(toWasteInstance(day.problem)));
  const again = await unpackMade(await packMade(day, plan), instance);
  expect(again.plan).toEqual(plan);
  expect(again.day.problem).toEqual(day.problem);
  expect(again.day.town).toEqual(day.town);
  expect(again.day.visits).toEqual(day.visits);
  expect(evaluatePlan(again.day.problem, again.plan)).toEqual(evaluatePlan(day.problem, plan));
});
