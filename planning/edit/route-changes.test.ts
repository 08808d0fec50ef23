import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { expect, it } from 'vitest';
import type { RouteChange } from '../../domain/route-changes.ts';
import { checkPlan, evaluatePlan, type Plan, toWasteInstance } from '../../optimizer/index.ts';
import { packMade, unpackMade } from '../made.ts';
import { alongTheLine, due, HOUR, point, problemOf, shift, townOf, truck } from '../small-day.testing.ts';
import { at, editedDay, UNLOAD, visit } from './edited-day.testing.ts';
import { NOTHING_DONE } from './fixed.ts';
import { NOTHING_HELD, priceMoves } from './price-edit.ts';
import { UnknownInChange } from './route-changes.ts';

const base = editedDay();
const [first, second] = base.day.shifts;
const ofFirst = { truck: 't1', shift: first?.id ?? '' };
const ofSecond = { truck: 't2', shift: second?.id ?? '' };
const stopsOf = ({ routes }: Plan, vehicle: number) => routes.find((route) => route.vehicle === vehicle)?.stops;
const changed = (changes: RouteChange[], held = NOTHING_HELD) => priceMoves(base, [], held, null, changes);

it('unloads behind a visit and goes on with the rest of the trip', () => {
  const { plan, answer } = changed([{ kind: 'unload', ...ofFirst, after: visit('A') }]);
  expect(stopsOf(plan, 0)).toEqual([at('A'), UNLOAD, at('B'), UNLOAD, at('C'), UNLOAD]);
  expect(answer).toMatchObject({
    isHard: false,
    trucks: [{ truckId: 't1', before: { trips: 2 }, after: { trips: 3 } }],
  });
  expect(answer.change.workSeconds).toBeGreaterThan(0);
  // What comes of it is said: the way to the landfill takes the time that B's window has.
  expect(answer.breaks).toMatchObject([{ rule: 'window', visitId: visit('B'), isHard: false }]);
});

it('rests behind a visit, as long as it is told, whatever is moved afterwards', () => {
  const { plan, answer, day, evaluation } = changed([{ kind: 'rest', ...ofFirst, after: visit('A'), seconds: 1200 }]);
  const rest = { kind: 'break' as const, breakIndex: 0 };
  expect(stopsOf(plan, 0)).toEqual([at('A'), rest, at('B'), UNLOAD, at('C'), UNLOAD]);
  expect(answer).toMatchObject({ isAllowed: true, change: { workSeconds: 1200 } });
  expect(checkPlan(day.problem, plan).errors).toEqual([]);
  const child = { ...base, day, plan, evaluation };
  const moved = priceMoves(child, [{ visit: visit('C'), to: { truck: 't1', trip: 1, position: 3 } }]);
  expect(stopsOf(moved.plan, 0)).toEqual([at('A'), rest, at('B'), at('C'), UNLOAD]);
});

it('ends a shift at another time, which may be too early for what is planned, but for a reason', () => {
  const end = base.evaluation.routes[0]?.endSeconds ?? 0;
  const maxOvertimeSeconds = first?.maxOvertimeSeconds ?? 0;
  const at = new Date(Date.parse('2026-11-22T17:00:00Z') + (end - maxOvertimeSeconds - 600) * 1000).toISOString();
  expect(base.day.town).toMatchObject({ day: '2026-11-23', area: { timeZone: 'Asia/Ho_Chi_Minh' } });
  const changes: RouteChange[] = [{ kind: 'shift-end', ...ofFirst, at }];
  const { answer } = changed(changes);
  expect(answer).toMatchObject({
    isAllowed: false,
    isHard: false,
    breaks: [{ rule: 'shift', truckId: 't1', amount: 600 }],
  });
  const allowed = priceMoves(base, [], NOTHING_HELD, { reason: 'asked', by: 'M' }, changes);
  expect(allowed.answer.isAllowed).toBe(true);
  expect(checkPlan(allowed.day.problem, allowed.plan).errors).toEqual([]);
  expect(allowed.day.shifts[0]?.endSeconds).toBe(end - maxOvertimeSeconds - 600);
});

it('unloads a trip elsewhere, and says where that may not be', () => {
  const [known] = base.day.town.sites;
  if (!known) throw new Error('the town has no site');
  const sites = [
    { ...known, id: 'near', code: 'NEAR' },
    { ...known, id: 'far', code: 'FAR' },
    { ...known, id: 'paper', code: 'PAPER', acceptedStreams: ['recyclable' as const] },
  ];
  const day = problemOf(
    townOf([point('A', 1)], [due('A', 500)], [shift(truck('t1', 5000, 8))], { sites }),
    alongTheLine,
  );
  const plan: Plan = { routes: [{ vehicle: 0, stops: [at('A'), UNLOAD] }] };
  const two = { ...base, day, plan, evaluation: evaluatePlan(day.problem, plan) };
  const own = { truck: 't1', shift: day.shifts[0]?.id ?? '', trip: 1 };
  const elsewhere = priceMoves(two, [], NOTHING_HELD, null, [{ kind: 'site', ...own, facility: 'far' }]);
  expect(stopsOf(elsewhere.plan, 0)).toEqual([at('A'), { kind: 'site', site: 1 }]);
  expect(elsewhere.answer.isAllowed).toBe(true);
  const wrong = priceMoves(two, [], NOTHING_HELD, null, [{ kind: 'site', ...own, facility: 'paper' }]);
  expect(wrong.answer).toMatchObject({ isHard: true });
});

it('leaves what is done as it is', () => {
  const done = {
    ...NOTHING_DONE,
    visits: new Set([visit('A'), visit('B')]),
    byTruck: new Map([['t1', new Set([visit('A'), visit('B')])]]),
    unloaded: new Map([[ofFirst.shift, 1]]),
  };
  const refused = (change: RouteChange) => changed([change], { done, locks: [] }).answer.breaks.map(({ rule }) => rule);
  const facility = base.day.sites[0]?.id ?? '';
  expect(refused({ kind: 'unload', ...ofFirst, after: visit('A') })).toContain('done');
  expect(refused({ kind: 'rest', ...ofFirst, after: visit('A'), seconds: 600 })).toContain('done');
  expect(refused({ kind: 'site', ...ofFirst, trip: 1, facility })).toContain('done');
  expect(refused({ kind: 'site', ...ofFirst, trip: 2, facility })).toEqual([]);
  expect(refused({ kind: 'rest', ...ofFirst, after: visit('C'), seconds: 600 })).toEqual([]);
});

it.each<[string, RouteChange]>([
  ['a shift', { kind: 'shift-end', truck: 't2', shift: ofFirst.shift, at: '2026-11-23T05:00:00Z' }],
  ['a time', { kind: 'shift-end', ...ofFirst, at: '2026-11-25T05:00:00Z' }],
  ['a trip', { kind: 'site', ...ofFirst, trip: 3, facility: base.day.sites[0]?.id ?? '' }],
  ['a site', { kind: 'site', ...ofFirst, trip: 1, facility: 'nowhere' }],
  ['a visit', { kind: 'rest', ...ofSecond, after: visit('A'), seconds: 600 }],
  ['anything left behind', { kind: 'unload', ...ofSecond, after: visit('E') }],
])('says which change names %s that there is not', (_, change) => {
  expect(() => changed([change])).toThrow(UnknownInChange);
});

it('is kept with the revision as it was changed', async () => {
  const { day, plan } = changed([
    { kind: 'rest', ...ofSecond, after: visit('D'), seconds: 600 },
    {
      kind: 'shift-end',
      ...ofSecond,
      at: new Date(Date.parse('2026-11-22T17:00:00Z') + 20 * HOUR * 1000).toISOString(),
    },
  ]);
  expect(day.shifts[1]).toMatchObject({ endSeconds: 20 * HOUR, breaks: [{ seconds: 900 }, { seconds: 600 }] });
  const instance = await promisify(gzip)(JSON.stringify(toWasteInstance(day.problem)));
  const again = await unpackMade(await packMade(day, plan), instance);
  expect(again.day.problem).toEqual(day.problem);
  expect(again.day.shifts).toEqual(day.shifts);
  expect(again.plan.routes[1]?.stops).toContainEqual({ kind: 'break', breakIndex: 1 });
});
