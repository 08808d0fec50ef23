import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Move } from '../../domain/plan-edits.ts';
import { evaluatePlan } from '../../optimizer/index.ts';
import type { DoneStop, FieldSoFar, ShiftSoFar } from '../../records/replans/read-field.ts';
import { instantsOf } from '../../domain/clock-times.ts';
import { requireSound } from '../check.ts';
import { dayPlanOfRest } from '../replan/rest-of-day.ts';
import { HOUR } from '../small-day.testing.ts';
import { placesFor } from './best-places.ts';
import { at, editedDay, UNLOAD, visit } from './edited-day.testing.ts';
import { NOTHING_DONE } from './fixed.ts';
import { changedPlaces } from './changed-places.ts';
import { fromNow } from './from-now.ts';
import type { KeptRest } from './rest-of-edit.ts';
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
function by(
  seconds: number,
  shifts: readonly ShiftSoFar[],
  base: EditedBase = planned,
  whole: EditedBase['day'] = base.day,
): [EditedBase, HeldFast] {
  const field: FieldSoFar = { revisionId: 'base', graphId: 'roads', shifts, others: [] };
  const now = fromNow({ ...base, whole }, field, instant(seconds), secondsOf);
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

const NO_SEARCH = { seconds: 0, iterations: 0, seed: 0, threads: 0 };
const clock = instantsOf(planned.day.town.day, planned.day.town.area.timeZone);

/** The day with A taking truck 1 so long that it is at B with a minute to spare. */
function slowStart(): EditedBase {
  const { problem } = planned.day;
  const arrival = planned.evaluation.routes[0]?.stops[1]?.arrivalSeconds ?? 0;
  const points = problem.points.map((point, index) =>
    index === 0 ? { ...point, serviceSeconds: point.serviceSeconds + 6 * HOUR - 60 - arrival } : point,
  );
  const day = { ...planned.day, problem: { ...problem, points } };
  return { ...planned, day, evaluation: evaluatePlan(day.problem, planned.plan) };
}

/** The revision that a rest becomes. */
function childOf({ day, plan, evaluation }: KeptRest): EditedBase {
  return { number: 2, day, plan, evaluation, visitOf: (point) => `visit-${day.visits[point]?.due.pointId}` };
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
      const moves: Move[] = [{ visit: visit(code), to: { truck, shift: shiftId, trip, position } }];
      const { answer, asRest } = priceMoves(day, moves, held);
      const { workSeconds, lengthMetres, overtimeSeconds, costDong } = place;
      expect(answer.change).toMatchObject({ workSeconds, lengthMetres, overtimeSeconds, costDong });
      expect([answer.isHard, answer.breaks.length > 0]).toEqual([place.isHard, place.worst !== null]);
      const kept = answer.isAllowed ? asRest?.(planned.day) : null;
      if (kept) requireSound(kept.day.problem, kept.plan);
    }
  }
});

it('gives a truck that is lighter than planned what it has room for now, and keeps the rest of the day for it', () => {
  const skipped = [soFar('t1', [did('A', 5.2 * HOUR)]), soFar('t2', [did('D', 7.3 * HOUR, false)])];
  const [day, held] = by(7.5 * HOUR, skipped);
  const moves = moveF('t2', 1, 3);
  expect(priceMoves(planned, moves, held).answer).toMatchObject({ isHard: true, breaks: [{ rule: 'capacity' }] });
  const priced = priceMoves(day, moves, held);
  expect(priced.answer).toMatchObject({ isAllowed: true, breaks: [] });
  const offered = placesFor(day, [visit('F')], held).find(({ truckId, trip }) => truckId === 't2' && trip === 1);
  expect(offered).toMatchObject({ worst: null, isHard: false });

  const kept = priced.asRest?.(planned.day);
  if (!kept) throw new Error('it is kept as a whole day');
  requireSound(kept.day.problem, kept.plan);
  // What is done is out of it, and nothing else: A as served, D as not.
  expect(kept.day.visits).toEqual(planned.day.visits.filter(({ due: { pointId } }) => !['A', 'D'].includes(pointId)));
  expect(kept.rest.before.visits.map(({ due: { pointId }, isServed }) => [pointId, isServed])).toEqual([
    ['A', true],
    ['D', false],
  ]);
  // Each truck does when the price said.
  const ends = kept.evaluation.routes.map(({ vehicle, endSeconds }) => [
    kept.day.shifts[vehicle]?.truck.id,
    clock(endSeconds).toISOString(),
  ]);
  expect(priced.answer.trucks.map(({ truckId, after }) => [truckId, after?.endsAt])).toEqual(
    ends.filter(([truck]) => truck === 't2'),
  );
  const found = dayPlanOfRest(kept.rest, kept.day, kept.plan, kept.evaluation, NO_SEARCH);
  const before = day.now?.restOf(planned.day, day.now.left);
  if (!before) throw new Error('nothing is left');
  const asItWas = dayPlanOfRest(before.rest, before.day, before.plan, before.evaluation, NO_SEARCH);
  expect(found.totals.workSeconds - asItWas.totals.workSeconds).toBe(priced.answer.change.workSeconds);
  expect(found.totals.lengthMetres - asItWas.totals.lengthMetres).toBe(priced.answer.change.lengthMetres);
  expect(found.totals.servedVisits - asItWas.totals.servedVisits).toBe(1);
  // To whoever edited the plan meanwhile only what was moved is otherwise.
  const child = childOf(kept);
  expect(changedPlaces(planned, child)).toMatchObject([
    { visitId: visit('F'), from: null, to: { truckNumber: 2, trip: 1, position: 2 } },
  ]);
  // What the plan allows is kept as the whole day that it is.
  expect(priceMoves(day, moveF('t1', 2, 2), held).asRest).toBeNull();
});

it('keeps the rest of a rest once more is done', () => {
  const t1 = [did('A', 5.2 * HOUR)];
  const [day] = by(7.5 * HOUR, [soFar('t1', t1), soFar('t2', [did('D', 7.3 * HOUR, false)])]);
  const first = day.now?.restOf(planned.day, day.now.left);
  if (!first) throw new Error('nothing is left');
  const shifts = [
    soFar('t1', [...t1, did('B', 7.6 * HOUR), unloaded(8.8 * HOUR)]),
    soFar('t2', [did('D', 7.3 * HOUR, false), did('E', 7.7 * HOUR)]),
  ];
  const [later] = by(9 * HOUR, shifts, childOf(first), planned.day);
  const second = later.now?.restOf(planned.day, later.now.left);
  if (!second) throw new Error('nothing is left');
  expect(later.now?.isApart).toBe(true);
  requireSound(second.day.problem, second.plan);
  expect(second.day.visits.map(({ due: { pointId } }) => pointId)).toEqual(['C', 'F']);
  expect(second.rest.before.visits.map(({ due: { pointId } }) => pointId)).toEqual(['A', 'B', 'D', 'E']);
  const { totals, timetables } = dayPlanOfRest(second.rest, second.day, second.plan, second.evaluation, NO_SEARCH);
  expect([totals.dueVisits, totals.servedVisits]).toEqual([6, 4]);
  expect(timetables.map(({ stops }) => stops.map(({ kind, visit: of }) => of?.pointId ?? kind))).toEqual([
    ['start', 'A', 'B', 'unload', 'C', 'unload', 'end'],
    ['start', 'D', 'E', 'unload', 'end'],
  ]);
});

it('gives a truck that is ahead of the plan what it has time for now', () => {
  // B is to be served by 6:00: by the plan there is no time for F before it.
  const slow = slowStart();
  const [day, held] = by(5.12 * HOUR, [soFar('t1', [did('A', 5.1 * HOUR)])], slow);
  const moves = moveF('t1', 1, 2);
  expect(priceMoves(slow, moves, held).answer.breaks).toMatchObject([{ rule: 'window' }]);
  const priced = priceMoves(day, moves, held);
  expect(priced.answer).toMatchObject({ isAllowed: true, breaks: [] });
  const kept = priced.asRest?.(slow.day);
  if (!kept) throw new Error('it is kept as a whole day');
  requireSound(kept.day.problem, kept.plan);
});

it('keeps no rest of a day in which somebody else has done what a truck still has in its route', () => {
  const field = soFar('t1', [did('A', 5.2 * HOUR), did('D', 5.3 * HOUR, false)]);
  const [day, held] = by(5.5 * HOUR, [field, soFar('t2', [], { startedAt: null })]);
  const { answer, asRest } = priceMoves(day, moveF('t2', 1, 3), held);
  expect([answer.isHard, asRest]).toEqual([true, null]);
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
