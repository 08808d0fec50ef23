import { expect, test } from 'vitest';
import type { FieldEventView } from '../../domain/field-events.ts';
import type { LonLat, Surface } from '../../domain/geo.ts';
import type { RevisionView } from '../../domain/plans.ts';
import type { Town } from '../ui/api/town-queries.ts';
import {
  buildDayModel,
  heardUntil,
  ownReportOf,
  pointStateOf,
  routesProgress,
  standing,
  unitVerdict,
} from './day-model.ts';
import { leftOut } from './totals/left-out.ts';
import { townOfDay } from './town-of-day.ts';

const stop = (id: string, kind: string, pointId: string | null, loadKg: number, stream = 'household-other') => ({
  id,
  kind,
  pointId,
  loadKg,
  stream,
  ...(pointId && { visitId: `${pointId} ${stream}`, visitPart: 1, visitParts: 1 }),
  ...(kind === 'unload' && { tripNumber: 1, facilityId: 'landfill' }),
});
const DAY = '2024-11-25';
const square = (west: number): Surface => {
  const ring: LonLat[] = [
    [west, 20],
    [west + 1, 20],
    [west + 1, 21],
    [west, 21],
    [west, 20],
  ];
  return { type: 'Polygon', coordinates: [ring] };
};
const town = {
  units: [
    { id: 'u1', name: 'Ba Đình', geometry: square(105), validFrom: '2020-01-01', validTo: '2025-07-01' },
    { id: 'u2', name: 'Lam Sơn', geometry: square(106), validFrom: '2020-01-01', validTo: '2025-07-01' },
    { id: 'u3', name: 'Bỉm Sơn', geometry: square(105), validFrom: '2025-07-01', validTo: null },
  ],
  facilities: [],
  cooperatives: [],
  trucks: [],
  points: [
    { id: 'p1', unitId: 'u1', position: [105.2, 20.5] },
    { id: 'p2', unitId: 'u1', position: [105.4, 20.5] },
    { id: 'p3', unitId: 'u2', position: [106.2, 20.5] },
    { id: 'p4', unitId: 'u2', position: [106.4, 20.5] },
  ],
} as unknown as Town;
const ofDay = townOfDay(town, DAY);
const revision = {
  routes: [
    {
      id: 'r1',
      truckId: 't1',
      shiftId: 'shift1',
      stops: [
        stop('s0', 'start', null, 0),
        stop('s1', 'point', 'p1', 100),
        stop('s2', 'point', 'p2', 300),
        stop('s3', 'point', 'p2', 50, 'food'),
        stop('s4', 'unload', null, -450),
      ],
    },
  ],
  unserved: [
    {
      ...{ pointId: 'p3', visitId: 'p3 household-other', stream: 'household-other' },
      ...{ loadKg: 50, code: 'P3', reason: 'no-time-left' },
    },
  ],
  totals: {
    units: [
      { unitId: 'u1', unitName: 'Ba Đình', dueKg: 500, servedKg: 450, share: 0.9, targetShare: 0.98 },
      { unitId: 'u2', unitName: 'Lam Sơn', dueKg: 0, servedKg: 0, share: 1, targetShare: null },
    ],
  },
} as unknown as RevisionView;

let count = 0;
const event = (kind: string, stopId: string | null, extra: object = {}) =>
  ({
    id: `e${++count}`,
    kind,
    stopId,
    truckId: 't1',
    doneAt: new Date(count * 1000).toISOString(),
    ...extra,
  }) as unknown as FieldEventView;

test('before anything is reported points are planned, unserved or not due', () => {
  const model = buildDayModel(ofDay, revision, []);
  expect(['p1', 'p2', 'p3', 'p4'].map((id) => pointStateOf(model, id))).toEqual([
    'planned',
    'planned',
    'unserved',
    'none',
  ]);
});

test('a day under way is known to have come as far as what was reported of it last', () => {
  const [first, last] = [event('served', 's1'), event('skipped', 's2')];
  expect(heardUntil(buildDayModel(ofDay, revision, [last, first]))).toBe(Date.parse(last.doneAt));
  expect(heardUntil(buildDayModel(ofDay, revision, []))).toBe(Number.NEGATIVE_INFINITY);
});

test('a point with two visits is served only when both are, and skipped when one is', () => {
  const half = buildDayModel(ofDay, revision, [event('served', 's2')]);
  expect(pointStateOf(half, 'p2')).toBe('planned');
  const both = buildDayModel(ofDay, revision, [event('served', 's2'), event('served', 's3')]);
  expect(pointStateOf(both, 'p2')).toBe('served');
  const one = buildDayModel(ofDay, revision, [event('served', 's2'), event('skipped', 's3')]);
  expect(pointStateOf(one, 'p2')).toBe('skipped');
});

test('a unit’s share counts the mass of stops reported served, not of those skipped', () => {
  const model = buildDayModel(ofDay, revision, [event('served', 's1'), event('skipped', 's2')]);
  expect(model.units[0]).toMatchObject({ name: 'Ba Đình', plannedShare: 0.9, servedShare: 100 / 450 });
  expect(model.units[1].servedShare).toBe(0);
});

test('a finished day speaks of what was served: totals, rows, what is left out, and units with their arrow', () => {
  const driven = ['served', 'skipped', 'served'].map((kind, index) =>
    event(kind, `s${index + 1}`, { reason: kind === 'skipped' ? 'road-blocked' : null }),
  );
  const model = buildDayModel(ofDay, revision, driven);
  expect(model.served).toMatchObject({
    mass: { dueKg: 500, servedKg: 150, openKg: 0 },
    visits: { due: 4, served: 2, open: 0 },
  });
  expect(routesProgress(model, revision.routes)).toMatchObject({ served: 2, skipped: 1, all: 3, servedKg: 150 });
  expect(leftOut(model).map(({ pointId, why }) => [pointId, why.kind, 'reason' in why && why.reason])).toEqual([
    ['p2', 'skipped', 'road-blocked'],
    ['p3', 'unserved', 'no-time-left'],
  ]);
  expect(unitVerdict(model.units[0], true)).toBe('badly');
  expect(model.aboardKg.get('s3')).toBe(150);
});

test('while stops are open a unit is decided only when it can no longer reach its target, or has', () => {
  const [unit] = buildDayModel(ofDay, revision, [event('served', 's1')]).units;
  expect(unitVerdict(unit, true)).toBe('open');
  const [missed] = buildDayModel(ofDay, revision, [event('skipped', 's1')]).units;
  expect(unitVerdict(missed, true)).toBe('badly');
  const all = ['s1', 's2', 's3'].map((id) => event('served', id));
  expect(unitVerdict(buildDayModel(ofDay, revision, all).units[0], true)).toBe('meets');
});

test('what was not reported when the shift ended, or the day, is not still to come', () => {
  const route = { ...revision.routes[0], startsAt: '1970-01-01T00:00:00.000Z' };
  const started = { ...revision, routes: [route] };
  const ended = buildDayModel(ofDay, started, [event('served', 's1'), event('shift-ended', null, { truckId: 't1' })]);
  expect([...ended.outcomes.values()]).toEqual(['served', 'unreported', 'unreported']);
  expect(leftOut(ended).map(({ why }) => why.kind)).toEqual(['unreported', 'unserved', 'unreported']);
  const over = buildDayModel(ofDay, started, [event('served', 's1')], true);
  expect([...over.outcomes.values()]).toEqual(['served', 'unreported', 'unreported']);
});

test('after units were merged, what was served counts to the unit in force on the day', () => {
  const later = townOfDay(town, '2025-07-01');
  expect(later.unitsInForce.map(({ name }) => name)).toEqual(['Bỉm Sơn']);
  expect(['p1', 'p3'].map((id) => later.unitOfPoint.get(id)?.name)).toEqual(['Bỉm Sơn', undefined]);
  const units = [{ ...revision.totals.units[0], unitId: 'u3', unitName: 'Bỉm Sơn' }];
  const merged = { ...revision, totals: { ...revision.totals, units } };
  expect(buildDayModel(later, merged, [event('served', 's1')]).units[0].servedShare).toBe(100 / 450);
});

test('an event of another revision counts for the same visit', () => {
  const model = buildDayModel(ofDay, revision, [event('served', 'other', { visitId: 'p2 food' })]);
  expect(model.stopStates.get('s3')?.state).toBe('served');
  expect(model.stopStates.has('s2')).toBe(false);
});

test('a visit that another truck made is made, but ticks no stop of the truck that never left', () => {
  const served = event('served', 'other', { truckId: 't2', visitId: 'p1 household-other' });
  const model = buildDayModel(ofDay, revision, [served]);
  expect(pointStateOf(model, 'p1')).toBe('served');
  const [route] = revision.routes;
  expect(ownReportOf(model, { stop: route.stops[1], route })).toBeUndefined();
  expect(routesProgress(model, [route])).toMatchObject({ served: 0, all: 2, plannedKg: 350 });
});

test('a visit that this revision leaves out and an earlier one’s truck made is not left', () => {
  const served = event('served', 'other', { truckId: 't2', visitId: 'p3 household-other' });
  expect(pointStateOf(buildDayModel(ofDay, revision, [served]), 'p3')).toBe('served');
});

test('so does an unloading, for the same trip of the same shift', () => {
  const route = { ...revision.routes[0], startsAt: '2024-11-25T00:00:00.000Z' };
  const [, , , , unload] = route.stops;
  const other = { ...route, id: 'r2', truckId: 't2', shiftId: 'shift2', stops: [{ ...unload, id: 'of t2' }] };
  const about = { shiftId: 'shift2', tripNumber: 1, facilityId: 'landfill' };
  const unloaded = event('unloaded', 'other', { truckId: 't2', ...about });
  const model = buildDayModel(ofDay, { ...revision, routes: [route, other] }, [unloaded]);
  expect([...model.stopStates]).toMatchObject([['of t2', { state: 'unloaded' }]]);
});

test('progress counts points only, and what was skipped is not served', () => {
  const reports = [event('shift-started', 's0'), event('served', 's1'), event('skipped', 's2')];
  const model = buildDayModel(ofDay, revision, reports);
  expect(routesProgress(model, [revision.routes[0]])).toEqual({
    served: 1,
    skipped: 1,
    unreported: 0,
    all: 3,
    servedKg: 100,
    plannedKg: 450,
  });
});

test('a truck with two shifts keeps both routes, the earlier first, and a point all its unserved streams', () => {
  const first = { ...revision.routes[0], startsAt: '2026-11-23T20:00:00.000Z' };
  const late = { ...first, id: 'late', startsAt: '2026-11-24T06:30:00.000Z', stops: [] };
  const [left] = revision.unserved;
  const model = buildDayModel(
    ofDay,
    { ...revision, routes: [late, first], unserved: [left, { ...left, stream: 'food' }] },
    [],
  );
  expect(model.routesOfTruck.get(first.truckId)).toEqual([first, late]);
  expect(model.unservedOfPoint.get(left.pointId)?.map((entry) => entry.stream)).toEqual([left.stream, 'food']);
});

test('a share a hair below its target by rounding still meets it', () => {
  expect(standing(0.98 - 1e-12, 0.98)).toBe('meets');
  expect(standing(0.979, 0.98)).toBe('slightly');
  expect(standing(0.9, 0.98)).toBe('badly');
  expect(standing(0.99, null)).toBe('slightly');
});

test('a skipped stop keeps why, until it is served after all', () => {
  const skipped = event('skipped', 's2', { reason: 'road-blocked' });
  expect(buildDayModel(ofDay, revision, [skipped]).stopStates.get('s2')?.reason).toBe('road-blocked');
  const served = event('served', 's2');
  expect(buildDayModel(ofDay, revision, [served, skipped]).stopStates.get('s2')?.reason).toBeNull();
});
