import { expect, it } from 'vitest';
import type { ReplanRequest } from '../../domain/replans/replans.ts';
import type { DoneStop, FieldSoFar, ShiftSoFar } from '../../records/replans/read-field.ts';
import { alongTheLine, due, HOUR, point, problemOf, shift, townOf, truck } from '../small-day.testing.ts';
import { type DayUnderWay, priceRest } from './price-rest.ts';

const CODES = ['A', 'B', 'C', 'D', 'E', 'F'];
const NOTHING: ReplanRequest = {
  ...{ frozenAt: null, without: { trucks: [] }, again: { trucks: [] } },
  ...{ leaving: [], closed: [], urgent: [] },
};
const BUDGET = { seconds: 0.2, seed: 1, threads: 1 };
const NOON = 6 * HOUR;
const secondsOf = (instant: Date): number => instant.getTime() / 1000;
const at = (seconds: number): Date => new Date(seconds * 1000);

const visit = (pointId: string): DoneStop['visit'] => ({ pointId, stream: 'household-other', part: 1, parts: 1 });
const done = (pointId: string, seconds: number): DoneStop => ({
  ...{ kind: 'point', visit: visit(pointId), facilityId: null, isServed: true, loadKg: 500, measuredKg: null },
  ...{ seconds: 120, doneAt: at(seconds) },
});
const soFar = (code: string, did: readonly DoneStop[], ...open: readonly string[]): ShiftSoFar => ({
  ...{ shiftId: `${code}@5`, truckId: code, startedAt: at(5 * HOUR), isEnded: false, done: did, breaksTaken: 0 },
  seen: null,
  toDo: [
    ...open.map((pointId) => ({ kind: 'point' as const, visit: visit(pointId), facilityId: null, startsAt: at(0) })),
    { kind: 'unload', visit: null, facilityId: 'landfill', startsAt: at(0) },
  ],
});

/** A and D are taken, C is still to come of truck one, E and F of truck two; nobody was to come to B. */
function underWay(capacityKg: number, earlier: readonly ReplanRequest[] = []): DayUnderWay {
  const field: FieldSoFar = {
    ...{ revisionId: 'base', graphId: 'roads', others: [] },
    shifts: [soFar('one', [done('A', 5.5 * HOUR)], 'C'), soFar('two', [done('D', 5.5 * HOUR)], 'E', 'F')],
  };
  const whole = problemOf(
    townOf(
      CODES.map((code, k) => point(code, k + 1)),
      CODES.map((code) => due(code, 500)),
      [shift(truck('one', capacityKg, 10)), shift(truck('two', capacityKg, 10))],
    ),
    alongTheLine,
  );
  return { whole, field, earlier, held: [], at: NOON, secondsOf };
}

const priced = (day: DayUnderWay, asked: Partial<ReplanRequest>) =>
  priceRest(day, { ...NOTHING, ...asked }, BUDGET, new AbortController().signal);

it('says how many visits of a broken truck others take, and what that costs beside the plan', async () => {
  const price = await priced(underWay(5000), { without: { trucks: ['two'] } });
  expect(price).toMatchObject({ movedVisits: 2, lostVisits: 0, lostKg: 0, gainedVisits: 1 });
  // Both trucks are paid for the day, and nothing else costs anything.
  expect(price?.costDong).toBe(0);
});

it('says what nobody takes any more, and how much that is', async () => {
  const day = underWay(5000);
  const held = [{ truckId: 'two', visit: { pointId: 'E', stream: 'household-other' }, isOrdered: false }];
  const lost = await priced({ ...day, held }, { leaving: [{ truck: 'two', at: at(NOON + 600).toISOString() }] });
  expect(lost?.lostVisits).toBeGreaterThan(0);
  expect(lost?.lostKg).toBe(500 * (lost?.lostVisits ?? 0));
});

it('leaves a truck out that an earlier plan of the rest was made without, until it drives again', async () => {
  const earlier = [{ ...NOTHING, without: { trucks: ['two'] } }];
  const again = await priced(underWay(5000, earlier), { again: { trucks: ['two'] } });
  expect(again?.lostVisits).toBe(0);
  expect(again?.gainedVisits).toBe(3);
});

it('holds nobody who is late for hours that the plan would have them wait', async () => {
  const day = underWay(5000);
  const { whole } = day;
  const points = whole.problem.points.map((of) => ({
    ...of,
    windows: [
      [5 * HOUR, 5.5 * HOUR],
      [20 * HOUR, 21 * HOUR],
    ] as const,
  }));
  const late = { ...day, whole: { ...whole, problem: { ...whole.problem, points } } };
  // Nothing can be on time any more: neither is it waited for in the plan, nor is it served in another.
  const price = await priced(late, {});
  expect(price?.lostVisits).toBe(3);
  expect(Math.abs(price?.workSeconds ?? 0)).toBeLessThan(HOUR);
});

it('is nothing where no truck is left', async () => {
  const day = underWay(5000);
  expect(await priced(day, { without: { trucks: ['one', 'two'] } })).toBeNull();
  // Loaded, and nowhere to unload.
  expect(await priced(day, { closed: [{ facilityId: 'landfill', from: at(NOON).toISOString() }] })).toBeNull();
});
