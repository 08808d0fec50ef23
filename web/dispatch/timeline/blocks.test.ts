import { expect, test } from 'vitest';
import type { RouteView, StopView } from '../../../domain/plans.ts';
import { blocksOf, tripSpans } from './blocks.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 23, 0, minute)).toISOString();
const stop = (kind: StopView['kind'], arrives: number, starts: number, departs: number, tripNumber: number | null) =>
  ({ kind, arrivesAt: at(arrives), startsAt: at(starts), departsAt: at(departs), tripNumber }) as StopView;

const route = {
  startsAt: at(0),
  endsAt: at(60),
  stops: [
    stop('start', 0, 0, 0, null),
    stop('point', 5, 8, 12, 1),
    stop('unload', 20, 20, 30, 1),
    stop('point', 40, 40, 44, 2),
    stop('unload', 50, 50, 55, 2),
    stop('end', 60, 60, 60, null),
  ],
} as RouteView;
const minutes = (ms: number) => (ms - Date.parse(at(0))) / 60_000;

test('a day is cut into driving, waiting, collecting and unloading without a gap', () => {
  const blocks = blocksOf(route);
  expect(blocks.map((b) => [b.kind, minutes(b.startMs), minutes(b.endMs)])).toEqual([
    ['driving', 0, 5],
    ['wait', 5, 8],
    ['service', 8, 12],
    ['driving', 12, 20],
    ['unload', 20, 30],
    ['driving', 30, 40],
    ['service', 40, 44],
    ['driving', 44, 50],
    ['unload', 50, 55],
    ['driving', 55, 60],
  ]);
});

test('a trip lasts from leaving for its first stop to having unloaded', () => {
  expect(tripSpans(route).map((s) => [s.number, minutes(s.startMs), minutes(s.endMs)])).toEqual([
    [1, 0, 30],
    [2, 30, 55],
  ]);
});
