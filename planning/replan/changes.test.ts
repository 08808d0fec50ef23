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
  shifts: [],
} as unknown as DayTown;
const secondOf = (instant: string | null): number => Date.parse(instant ?? '') / 1000;
const urgent = (pointId: string, window: [string, string] | null) => ({
  ...{ pointId, stream: 'food' as const, kg: 200, window },
});
const due = (...asked: ReturnType<typeof urgent>[]) =>
  changedTown(town, { closed: [], leaving: [], urgent: asked }, secondOf).due;

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

it('has crews go home when they say, and none of a shift that would begin later', () => {
  const shift = (id: string, hours: [number, number]) => ({
    ...{
      id,
      truck: { id: 't1' },
      startSeconds: hours[0] * 3600,
      endSeconds: hours[1] * 3600,
      maxOvertimeSeconds: 3600,
      breaks: [],
    },
  });
  const shifts = [shift('early', [5, 8]), shift('day', [9, 13]), shift('late', [14, 18])];
  const leaving = [{ truck: 't1', at: '1970-01-01T11:00:00Z' }];
  const left = changedTown({ ...town, shifts } as unknown as DayTown, { closed: [], urgent: [], leaving }, secondOf);
  expect(left.shifts.map(({ endSeconds, maxOvertimeSeconds }) => [endSeconds / 3600, maxOvertimeSeconds])).toEqual([
    [8, 3600],
    [11, 0],
    [14, 0],
  ]);
  const later = [{ truck: 't1', at: '1970-01-01T13:30:00Z' }];
  const [, day] = changedTown(
    { ...town, shifts } as unknown as DayTown,
    { closed: [], urgent: [], leaving: later },
    secondOf,
  ).shifts;
  expect(day).toMatchObject({ endSeconds: 13 * 3600, maxOvertimeSeconds: 1800 });
});
