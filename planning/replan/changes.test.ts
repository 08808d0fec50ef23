import { expect, it } from 'vitest';
import type { DayTown } from '../gather.ts';
import { changedTown } from './changes.ts';

const visit = { pointId: 'p1', stream: 'food', massKg: 300, litres: 500, days: 1, isCarriedOver: false };
const town = {
  due: [visit],
  points: new Map([
    ['p1', {}],
    ['p2', {}],
  ]),
  sites: [],
} as unknown as DayTown;
const secondOf = (instant: string | null): number => Date.parse(instant ?? '') / 1000;
const urgent = (pointId: string, window: [string, string] | null) => ({
  ...{ pointId, stream: 'food' as const, kg: 200, window },
});
const due = (...asked: ReturnType<typeof urgent>[]) => changedTown(town, { closed: [], urgent: asked }, secondOf).due;

it('adds urgent visits at points of the town, with the time they have', () => {
  const window: [string, string] = ['1970-01-01T07:00:00Z', '1970-01-01T09:00:00Z'];
  expect(due(urgent('p2', window), urgent('elsewhere', null))).toEqual([
    visit,
    { ...visit, pointId: 'p2', massKg: 200, litres: 440, windows: [[25_200, 32_400]] },
  ]);
  expect(due(urgent('p2', null))[1]).not.toHaveProperty('windows');
});

it('does not make a visit twice that is due anyhow, but has it hurry', () => {
  expect(due(urgent('p1', ['1970-01-01T00:00:00Z', '1970-01-01T02:00:00Z']))).toEqual([
    { ...visit, windows: [[0, 7200]] },
  ]);
});
