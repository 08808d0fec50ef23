import { expect, it } from 'vitest';
import type { PlanTotals, RevisionView, RouteView, StopView } from '../plans.ts';
import { revisionDiff } from './diff.ts';

const at = (minutes: number): string => new Date(minutes * 60_000).toISOString();

function stop(visitId: string, minutes: number, loadAfterKg = 0, tripNumber = 1): StopView {
  return {
    ...{ id: `${visitId}@${minutes}`, sequence: 0, kind: 'point', tripNumber, visitId, visitPart: 1, visitParts: 1 },
    ...{ pointId: `point ${visitId}`, stream: 'food', facilityId: null, code: visitId, name: `Điểm ${visitId}` },
    ...{ position: [105, 20], arrivesAt: at(minutes), startsAt: at(minutes), departsAt: at(minutes), waitSeconds: 0 },
    ...{ loadKg: 100, loadAfterKg, loadAfterLitres: 0, legSeconds: 0, legMetres: 0, geometry: null },
  };
}

function route(number: number, stops: StopView[]): RouteView {
  return { truckId: `truck ${number}`, truckNumber: number, truckCode: `xe ${number}`, stops } as unknown as RouteView;
}

function revision(number: number, routes: RouteView[], share: number, unserved: string[] = []): RevisionView {
  const units = [{ unitId: 'unit', unitName: 'Ba Đình', dueKg: 400, servedKg: 400 * share, share, targetShare: 1 }];
  const totals = { servedKg: 400 * share, servedVisits: 4, costDong: 1000 * number, units } as unknown as PlanTotals;
  return {
    ...{ number, routes, totals },
    unserved: unserved.map((visitId) => ({ visitId, reason: 'no-time-left' })),
  } as unknown as RevisionView;
}

const before = revision(1, [route(1, [stop('A', 60), stop('B', 70)]), route(2, [stop('C', 60), stop('D', 70)])], 1);

it('tells who comes instead, where nobody comes any more and why, and what stays aboard', () => {
  const after = revision(
    2,
    [route(1, [stop('A', 60, 100)]), route(2, [stop('C', 75), stop('D', 85), stop('B', 90)])],
    1,
  );
  const diff = revisionDiff(before, after);
  expect(diff.moved.map(({ visitId, from, to }) => [visitId, from.number, to.number, to.arrivesAt])).toEqual([
    ['B', 1, 2, at(90)],
  ]);
  expect(diff.retimed).toEqual([{ truckId: 'truck 2', number: 2, code: 'xe 2', visits: 2, mostSeconds: 900 }]);
  expect(diff.stranded).toEqual([{ truckId: 'truck 1', number: 1, code: 'xe 1', loadKg: 100 }]);
  expect([diff.dropped, diff.added, diff.units]).toEqual([[], [], []]);
  expect([diff.before.costDong, diff.after.costDong]).toEqual([1000, 2000]);
});

it('tells which visits were asked for in vain', () => {
  const left = revision(1, before.routes, 1, ['X']);
  const after = revision(2, before.routes, 1, ['X', 'Y']);
  expect(revisionDiff(left, after).refused.map(({ visitId, reason }) => [visitId, reason])).toEqual([
    ['Y', 'no-time-left'],
  ]);
});

it('tells what a unit loses', () => {
  const after = revision(2, [route(1, [stop('A', 62)]), route(2, [stop('C', 60), stop('D', 70)])], 0.75, ['B']);
  const diff = revisionDiff(before, after);
  expect(diff.dropped.map(({ visitId, reason }) => [visitId, reason])).toEqual([['B', 'no-time-left']]);
  expect(diff.units).toEqual([
    { unitId: 'unit', unitName: 'Ba Đình', targetShare: 1, shareBefore: 1, shareAfter: 0.75 },
  ]);
  expect(revisionDiff(after, before).added.map(({ visitId }) => visitId)).toEqual(['B']);
  // Two minutes are not worth a word.
  expect(diff.retimed).toEqual([]);
});

it('tells what one truck serves elsewhere on its way, not what only shifted by it', () => {
  const day = revision(1, [route(1, [stop('A', 60), stop('B', 70), stop('C', 80), stop('D', 90)])], 1);
  const after = revision(2, [route(1, [stop('B', 60), stop('C', 70), stop('A', 80), stop('D', 120, 0, 2)])], 1);
  const diff = revisionDiff(day, after);
  expect(
    diff.reordered.map(({ visitId, from, to }) => [visitId, from.trip, from.position, to.trip, to.position]),
  ).toEqual([
    ['A', 1, 1, 1, 3],
    ['D', 1, 4, 2, 1],
  ]);
  expect([diff.moved, diff.retimed.map(({ visits }) => visits)]).toEqual([[], [2]]);
  // What is taken out shifts those behind it, and gives none of them another place.
  const shorter = revision(3, [route(1, [stop('B', 60), stop('C', 70), stop('D', 80)])], 0.75);
  const taken = { visitId: 'A', reason: 'taken-out', note: 'Hộ dân báo nghỉ' };
  const out = revisionDiff(day, { ...shorter, unserved: [taken] } as unknown as RevisionView);
  expect([out.reordered, out.dropped.map(({ visitId, reason, note }) => [visitId, reason, note])]).toEqual([
    [],
    [['A', 'taken-out', 'Hộ dân báo nghỉ']],
  ]);
});
