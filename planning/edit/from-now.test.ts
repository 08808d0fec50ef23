import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Move } from '../../domain/plan-edits.ts';
import { evaluatePlan } from '../../optimizer/index.ts';
import type { DoneStop, FieldSoFar, ShiftSoFar } from '../../records/replans/read-field.ts';
import { HOUR } from '../small-day.testing.ts';
import { placesFor } from './best-places.ts';
import { at, editedDay, UNLOAD, visit } from './edited-day.testing.ts';
import { NOTHING_DONE } from './fixed.ts';
import { fromNow } from './from-now.ts';
import { type EditedBase, type HeldFast, priceMoves } from './price-edit.ts';

const planned = editedDay();
const secondsOf = (instant: Date): number => instant.getTime() / 1000;
const instant = (seconds: number): Date => new Date(seconds * 1000);

const did = (pointId: string, seconds: number, isServed = true): DoneStop => ({
  ...{ kind: 'point', visit: { pointId, stream: 'household-other', part: 1, parts: 1 }, facilityId: null, isServed },
  ...{ loadKg: 500, measuredKg: null, seconds: 120, doneAt: instant(seconds) },
});
const unloaded = (seconds: number): DoneStop => ({
  ...did('', seconds),
  ...{ kind: 'unload', visit: null, facilityId: 'landfill' },
});
const soFar = (truckId: string, done: readonly DoneStop[], more: Partial<ShiftSoFar> = {}): ShiftSoFar => ({
  ...{ shiftId: `${truckId}@5`, truckId, startedAt: instant(5 * HOUR), isEnded: false, done, breaksTaken: 0 },
  ...{ seen: null, toDo: [], ...more },
});

/** The day of `base` at a time, after trucks have done what they have. */
function by(seconds: number, shifts: readonly ShiftSoFar[], base: EditedBase = planned): [EditedBase, HeldFast] {
  const field: FieldSoFar = { revisionId: 'base', graphId: 'roads', shifts, others: [] };
  const now = fromNow({ ...base, whole: base.day }, field, instant(seconds), secondsOf);
  const byTruck = new Map(
    shifts.map(({ truckId, done }) => [
      truckId,
      new Set(done.flatMap(({ visit: of }) => (of ? [`visit-${of.pointId}`] : []))),
    ]),
  );
  const visits = new Set([...byTruck.values()].flatMap((ids) => [...ids]));
  const trips = new Map(
    shifts.map(({ shiftId, done }) => [shiftId, done.filter(({ kind }) => kind === 'unload').length]),
  );
  return [
    { ...base, now },
    { done: { ...NOTHING_DONE, visits, byTruck, unloaded: trips }, locks: [] },
  ];
}

const moveF = (truck: string, trip: number, position: number): Move[] => [
  { visit: visit('F'), to: { truck, trip, position } },
];

it('prices what a late truck would take on by when it is there, and not by the plan', () => {
  // B is to be served by 6:00, and A took until shortly before.
  const [late, held] = by(5.95 * HOUR, [soFar('t1', [did('A', 5.94 * HOUR)])]);
  expect(priceMoves(planned, moveF('t1', 1, 2), held).answer).toMatchObject({ isAllowed: true, pricedAt: null });
  const { answer } = priceMoves(late, moveF('t1', 1, 2), held);
  expect(answer.breaks).toMatchObject([{ rule: 'window', truckId: 't1', visitId: visit('B'), isHard: false }]);
  expect(answer).toMatchObject({ isAllowed: false, pricedAt: instant(5.95 * HOUR).toISOString() });
  // With a reason it is kept, and the reason with it, though by the plan nothing needed one.
  const kept = priceMoves(late, moveF('t1', 1, 2), held, { reason: 'asked', by: 'M' });
  expect(kept.answer.isAllowed).toBe(true);
  expect(kept.overrides).toMatchObject([{ rule: 'window', name: 'B', reason: 'asked' }]);
  expect(kept.evaluation).toEqual(evaluatePlan(planned.day.problem, kept.plan));
  const [offered] = placesFor(late, [visit('F')], held).filter(({ truckId, trip }) => truckId === 't1' && trip === 1);
  expect(offered).toMatchObject({ position: 3, afterVisitId: visit('B'), worst: null });
});

it('tells when crews would be home as it is by now', () => {
  const [late, held] = by(9 * HOUR, [soFar('t1', [did('A', 8.9 * HOUR)])]);
  const [byPlan] = priceMoves(planned, moveF('t1', 2, 2), held).answer.trucks;
  const [byNow] = priceMoves(late, moveF('t1', 2, 2), held).answer.trucks;
  expect(secondsBetween(byPlan?.after?.endsAt, byNow?.after?.endsAt)).toBeGreaterThan(3 * HOUR);
  // Figures of the day are those of the whole of it.
  expect(byNow?.after?.visits).toBe(4);
  expect(byNow?.after?.loadKg).toBe(byPlan?.after?.loadKg);
});

it('blames an edit for nothing that is too late already', () => {
  // B has been missed whatever anybody does; C is not touched by it.
  const [late, held] = by(7 * HOUR, [soFar('t1', [did('A', 6.9 * HOUR)])]);
  expect(priceMoves(late, moveF('t1', 2, 2), held).answer.breaks).toEqual([]);
  expect(priceMoves(late, moveF('t2', 1, 3), held).answer.breaks.map(({ rule }) => rule)).toEqual(['capacity']);
  const before = priceMoves(late, moveF('t1', 1, 2), held).answer.breaks;
  expect(before).toMatchObject([{ rule: 'window', visitId: visit('B') }]);
  expect(before[0]?.amount).toBeLessThan(0.5 * HOUR);
});

it('leaves a truck that nothing was heard of on its plan', () => {
  const [day, held] = by(9 * HOUR, [soFar('t1', [did('A', 8.9 * HOUR)]), soFar('t2', [], { startedAt: null })]);
  const move: Move[] = [{ visit: visit('E'), to: { truck: 't2', trip: 1, position: 1 } }];
  expect(priceMoves(day, move, held).answer.trucks).toEqual(priceMoves(planned, move, held).answer.trucks);
});

it('offers nothing on trips that are over, and counts places as the whole day does', () => {
  const [day, held] = by(6 * HOUR, [soFar('t1', [did('A', 5.2 * HOUR), did('B', 5.4 * HOUR), unloaded(5.8 * HOUR)])]);
  expect(day.now?.left.plan.routes[0]?.stops).toEqual([at('C'), UNLOAD]);
  const places = placesFor(day, [visit('F')], held).filter(({ truckId }) => truckId === 't1');
  expect(places.map(({ trip, position }) => `${trip}.${position}`).sort()).toEqual(['2.1', '2.2', '3.1']);
  expect(places.every(({ isHard }) => !isHard)).toBe(true);
});

it('puts nothing between what a truck has passed without a word and what it did behind it', () => {
  const [day, held] = by(5.6 * HOUR, [soFar('t1', [did('B', 5.5 * HOUR)])]);
  expect(day.now?.left.plan.routes[0]?.stops).toEqual([at('A'), UNLOAD, at('C'), UNLOAD]);
  const places = placesFor(day, [visit('F')], held).filter(({ truckId, trip }) => truckId === 't1' && trip === 1);
  expect(places.map(({ position, afterVisitId }) => [position, afterVisitId])).toEqual([[3, visit('A')]]);
});

it('prices a place as the move there is priced', () => {
  const shifts = [
    soFar('t1', [did('A', 5.2 * HOUR), did('B', 6.4 * HOUR), unloaded(7 * HOUR)]),
    soFar('t2', [did('D', 7.3 * HOUR, false)]),
  ];
  const [day, held] = by(7.5 * HOUR, shifts);
  for (const code of ['C', 'E', 'F'] as const) {
    const places = placesFor(day, [visit(code)], held);
    expect(new Set(places.map(({ truckId }) => truckId))).toEqual(new Set(['t1', 't2', 't3']));
    for (const place of places) {
      const { truckId: truck, shiftId, trip, position } = place;
      const { answer } = priceMoves(day, [{ visit: visit(code), to: { truck, shift: shiftId, trip, position } }], held);
      const { workSeconds, lengthMetres, overtimeSeconds, costDong } = place;
      expect(answer.change).toMatchObject({ workSeconds, lengthMetres, overtimeSeconds, costDong });
      expect([answer.isHard, answer.breaks.length > 0]).toEqual([place.isHard, place.worst !== null]);
    }
  }
});

it('has a crew that went home come again, which costs what it costs', () => {
  const home = soFar('t2', [did('D', 6 * HOUR), did('E', 6.2 * HOUR), unloaded(6.5 * HOUR)], { isEnded: true });
  const [day, held] = by(9 * HOUR, [home]);
  const { answer } = priceMoves(day, moveF('t2', 2, 1), held);
  expect(secondsBetween(instant(9 * HOUR).toISOString(), answer.trucks[0]?.after?.endsAt)).toBeGreaterThan(0);
  expect(answer.breaks).toEqual([]);
});

it('comes to the same as the plan where crews are on time', () => {
  const schedule = planned.evaluation.routes[0];
  const first = schedule?.stops[0];
  const done = did('A', first?.departureSeconds ?? 0);
  const [day, held] = by((first?.departureSeconds ?? 0) + 10, [soFar('t1', [{ ...done, loadKg: 500 }])]);
  fc.assert(
    fc.property(
      fc.constantFrom('B', 'C', 'D', 'E', 'F'),
      fc.constantFrom('t1', 't2', 't3'),
      fc.nat(3),
      (code, truck, k) => {
        const moves: Move[] = [
          { visit: `visit-${code}`, to: { truck, trip: truck === 't1' ? 2 : 1, position: k + 1 } },
        ];
        let byPlan;
        try {
          byPlan = priceMoves(planned, moves, held);
        } catch {
          // There is no such place.
          return;
        }
        const { answer } = priceMoves(day, moves, held);
        expect(answer.breaks).toEqual(byPlan.answer.breaks);
        expect(answer.change).toEqual(byPlan.answer.change);
        expect(answer.trucks.map(({ after }) => after?.endsAt)).toEqual(
          byPlan.answer.trucks.map(({ after }) => after?.endsAt),
        );
      },
    ),
  );
});

function secondsBetween(from: string | undefined, to: string | undefined): number {
  return (Date.parse(to ?? '') - Date.parse(from ?? '')) / 1000;
}
