import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { LockView, Move } from '../../domain/plan-edits.ts';
import { checkPlan, evaluatePlan, type Plan } from '../../optimizer/index.ts';
import { placesFor } from './best-places.ts';
import { withReopened } from './edited-base.ts';
import { at, editedDay, UNLOAD, visit } from './edited-day.testing.ts';
import { NOTHING_DONE } from './fixed.ts';
import { type EditedBase, type HeldFast, NOTHING_HELD, priceMoves, UnknownInMove } from './price-edit.ts';
import { pointsOf, tripsOf } from './trips.ts';

const base = editedDay();
const stopsOf = ({ routes }: Plan, vehicle: number) => routes.find((route) => route.vehicle === vehicle)?.stops;
const to = (truck: string, trip: number, position: number) => ({ truck, trip, position });

it('puts a visit where it is told, and leaves the others where they are', () => {
  const { plan, answer } = priceMoves(base, [{ visit: visit('C'), to: to('t1', 1, 2) }]);
  // With nothing left to carry, the second trip is none any more.
  expect(stopsOf(plan, 0)).toEqual([at('A'), at('C'), at('B'), UNLOAD]);
  expect(stopsOf(plan, 1)).toEqual(stopsOf(base.plan, 1));
  expect(answer).toMatchObject({ isAllowed: true, isHard: false, breaks: [], trucks: [{ truckId: 't1' }] });
  expect(answer.trucks[0]).toMatchObject({ before: { trips: 2, visits: 3 }, after: { trips: 1, visits: 3 } });
  expect(answer.change.lengthMetres).toBeLessThan(0);
});

it('opens a trip behind the last one, and a day of a truck that was at home', () => {
  const { plan } = priceMoves(base, [
    { visit: visit('A'), to: to('t1', 3, 1) },
    { visit: visit('E'), to: to('t3', 1, 1) },
    { visit: visit('F'), to: to('t3', 1, 2) },
  ]);
  expect(stopsOf(plan, 0)).toEqual([at('B'), UNLOAD, at('C'), UNLOAD, at('A'), UNLOAD]);
  expect(stopsOf(plan, 2)).toEqual([at('E'), at('F'), UNLOAD]);
});

it('takes a visit out, and says what that does to the target', () => {
  const { plan, answer } = priceMoves(base, [{ visit: visit('E'), to: null, reason: 'street market' }]);
  expect(stopsOf(plan, 1)?.slice(0, 1)).toEqual([at('D')]);
  expect(answer.targets).toMatchObject([{ unitName: 'Ba Đình', beforeKg: 4700, afterKg: 3300 }]);
  expect(answer.change).toMatchObject({ servedKg: -1400, servedVisits: -1 });
});

it('says what breaks, by how much, and whether anybody may allow it', () => {
  const full = priceMoves(base, [{ visit: visit('C'), to: to('t2', 1, 1) }]).answer;
  expect(full).toMatchObject({ isAllowed: false, isHard: true });
  expect(full.breaks).toContainEqual(
    expect.objectContaining({ rule: 'capacity', truckId: 't2', amount: 600, unit: 'kg', isHard: true }),
  );
  const late = priceMoves(base, [{ visit: visit('B'), to: to('t1', 2, 2) }]).answer;
  expect(late).toMatchObject({
    isAllowed: false,
    isHard: false,
    breaks: [{ rule: 'window', isHard: false, visitId: visit('B') }],
  });
});

it('keeps a missed window with its reason, and then the plan is sound', () => {
  const moves: Move[] = [{ visit: visit('B'), to: to('t1', 2, 2) }];
  const late = priceMoves(base, moves).answer.breaks[0]?.amount;
  const { answer, day, plan, overrides, evaluation } = priceMoves(base, moves, NOTHING_HELD, {
    reason: 'asked',
    by: 'M',
  });
  expect(answer).toMatchObject({ isAllowed: true, breaks: [] });
  expect(overrides).toEqual([{ rule: 'window', truckCode: 't1', name: 'B', seconds: late, reason: 'asked', by: 'M' }]);
  expect(checkPlan(day.problem, plan).errors).toEqual([]);
  expect(checkPlan(base.day.problem, plan).feasible).toBe(false);
  expect(evaluation.routes).toEqual(evaluatePlan(base.day.problem, plan).routes);
});

it('refuses what was done already, and what would come before it', () => {
  const done = { ...NOTHING_DONE, visits: new Set([visit('A')]), byTruck: new Map([['t1', new Set([visit('A')])]]) };
  const refused = (moves: Move[]) => priceMoves(base, moves, { done, locks: [] }).answer.breaks.map(({ rule }) => rule);
  expect(refused([{ visit: visit('A'), to: to('t3', 1, 1) }])).toEqual(['done']);
  expect(refused([{ visit: visit('F'), to: to('t1', 1, 1) }])).toEqual(['done']);
  expect(refused([{ visit: visit('F'), to: to('t1', 1, 2) }])).toEqual([]);
  const unloaded = new Map([['t1@5', 1]]);
  const late = priceMoves(base, [{ visit: visit('F'), to: to('t1', 1, 3) }], {
    done: { ...done, unloaded },
    locks: [],
  });
  expect(late.answer.breaks).toMatchObject([{ rule: 'done', visitId: visit('F') }]);
});

it('puts what is open again behind what is done since, never between', () => {
  const reported = new Set([visit('A'), visit('B'), visit('C')]);
  const held: HeldFast = {
    done: { ...NOTHING_DONE, visits: reported, byTruck: new Map([['t1', reported]]) },
    locks: [],
  };
  const reopened = withReopened(held, [visit('A')]);
  const refused = (place: ReturnType<typeof to>) =>
    priceMoves(base, [{ visit: visit('A'), to: place }], reopened).answer.breaks.map(({ rule }) => rule);
  expect(refused(to('t1', 1, 2))).toEqual(['done']);
  expect([refused(to('t1', 2, 2)), refused(to('t3', 1, 1))]).toEqual([[], []]);
  const placesIn = (of: HeldFast) =>
    placesFor(base, [visit('A')], of).flatMap(({ isHard, truckId, trip, position }) =>
      isHard ? [] : [`${truckId} ${trip}.${position}`],
    );
  // Where it was costs nothing: the page leaves that place out.
  expect(placesIn(held)).toEqual(['t1 1.1']);
  expect(placesIn(reopened).filter((place) => place.startsWith('t1'))).toEqual(['t1 1.1', 't1 2.2', 't1 3.1']);
  expect(withReopened(held, [])).toEqual(held);
});

it('refuses what somebody holds fast', () => {
  const lock = (kind: LockView['kind'], truckId: string, visitId: string | null = null): LockView => ({
    ...{ id: 'lock', kind, truckId, visitId, createdBy: null, createdAt: '2026-11-23T00:00:00Z' },
  });
  const refused = (lock: LockView, moves: Move[]) =>
    priceMoves(base, moves, { ...NOTHING_HELD, locks: [lock] }).answer.breaks.some(({ rule }) => rule === 'locked');
  const withinTruck: Move[] = [{ visit: visit('B'), to: to('t1', 1, 1) }];
  const away: Move[] = [{ visit: visit('B'), to: to('t3', 1, 1) }];
  const onto: Move[] = [{ visit: visit('F'), to: to('t1', 2, 1) }];
  expect([withinTruck, away, onto].map((moves) => refused(lock('visit-truck', 't1', visit('B')), moves))).toEqual([
    false,
    true,
    false,
  ]);
  expect([withinTruck, away, onto].map((moves) => refused(lock('visit-place', 't1', visit('B')), moves))).toEqual([
    true,
    true,
    false,
  ]);
  expect([withinTruck, away, onto].map((moves) => refused(lock('truck', 't1'), moves))).toEqual([false, true, true]);
  expect([withinTruck, away, onto].map((moves) => refused(lock('route', 't1'), moves))).toEqual([true, true, true]);
});

it.each([
  ['a visit', { visit: 'visit-Z', to: null }],
  ['a truck', { visit: visit('A'), to: to('t9', 1, 1) }],
  ['a trip', { visit: visit('A'), to: to('t1', 4, 1) }],
  ['a position', { visit: visit('A'), to: to('t2', 1, 4) }],
])('says which move names %s that there is not', (_, move) => {
  expect(() => priceMoves(base, [{ visit: visit('F'), to: to('t1', 1, 1) }, move])).toThrow(
    expect.objectContaining({ name: 'UnknownInMove', move: 1 }),
  );
  expect(UnknownInMove).toBeDefined();
});

const anyMove: fc.Arbitrary<Move> = fc.record({
  visit: fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F').map((code) => `visit-${code}`),
  to: fc.option(
    fc.record({
      truck: fc.constantFrom('t1', 't2', 't3'),
      trip: fc.constant(1),
      position: fc.integer({ min: 1, max: 2 }),
    }),
    { nil: null },
  ),
});

const served = ({ routes }: Plan) =>
  routes.flatMap(({ stops }) => stops.flatMap((stop) => (stop.kind === 'point' ? [stop.point] : [])));

/** Carries out what it can of the moves, one revision a move. */
function editAll(from: EditedBase, moves: readonly Move[]): EditedBase {
  return moves.reduce((now, move) => {
    try {
      const { plan, evaluation } = priceMoves(now, [move]);
      return { ...now, plan, evaluation };
    } catch {
      return now;
    }
  }, from);
}

it('moves to any place keep every visit exactly once, but those that were taken out', () => {
  fc.assert(
    fc.property(fc.array(anyMove, { maxLength: 8 }), (moves) => {
      const { plan, day } = editAll(base, moves);
      const all = served(plan);
      expect(new Set(all).size).toBe(all.length);
      const takenOut = new Set(['visit-F', ...moves.flatMap(({ to, visit: id }) => (to === null ? [id] : []))]);
      const missing = [...day.visits.keys()].filter((point) => !all.includes(point)).map(base.visitOf);
      expect(missing.filter((id) => !takenOut.has(id))).toEqual([]);
      // Whoever carries something unloads it, and no trip is empty.
      for (const { stops } of plan.routes) {
        expect(
          tripsOf(stops).filter(({ site, stops: own }) => site === null && own.some(({ kind }) => kind === 'point')),
        ).toEqual([]);
        expect(tripsOf(stops).every((trip) => trip.site === null || pointsOf(trip).length > 0)).toBe(true);
      }
    }),
    { numRuns: 200 },
  );
});

it('prices a place as the move there is priced', () => {
  fc.assert(
    fc.property(fc.constantFrom('A', 'C', 'E', 'F'), fc.boolean(), (code, isFirst) => {
      const id = `visit-${code}`;
      // Alone on the first trip of two, too: moving it leaves the trip empty.
      const others = ['A', 'B']
        .filter((other) => other !== code)
        .map((other) => ({ visit: `visit-${other}`, to: to('t1', 2, 1) }));
      const from = isFirst ? editAll(base, [{ visit: id, to: to('t1', 1, 1) }, ...others]) : base;
      for (const place of placesFor(from, [id], NOTHING_HELD)) {
        const { answer } = priceMoves(from, [
          { visit: id, to: { truck: place.truckId, shift: place.shiftId, trip: place.trip, position: place.position } },
        ]);
        expect(answer.change).toMatchObject({
          workSeconds: place.workSeconds,
          lengthMetres: place.lengthMetres,
          overtimeSeconds: place.overtimeSeconds,
          costDong: place.costDong,
        });
        expect({ isHard: answer.isHard, breaks: answer.breaks.length > 0 }).toEqual({
          isHard: place.isHard,
          breaks: place.worst !== null,
        });
      }
    }),
    { numRuns: 12 },
  );
});

it('offers the place that breaks nothing and costs least first', () => {
  const [best] = placesFor(base, [visit('F')], NOTHING_HELD, 5);
  // Between E and the landfill truck 2 passes it, but is full: truck 1 does, too, and has room.
  expect(best).toMatchObject({ truckId: 't1', worst: null });
  expect(placesFor(base, [visit('F')], NOTHING_HELD, 5)).toHaveLength(5);
  const hard = placesFor(base, [visit('F')], NOTHING_HELD).filter(({ isHard }) => isHard);
  expect(new Set(hard.map(({ truckId }) => truckId))).toEqual(new Set(['t2']));
});
