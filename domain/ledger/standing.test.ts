import { describe, expect, it } from 'vitest';
import { RESOLUTION_TARGETS } from '../targets.ts';
import type { LedgerSum } from './rate-rows.ts';
import { periodStart, standingOf } from './standing.ts';

const sum = (code: string, stream: 'food' | 'recyclable', generatedKg: number, treatedKg: number): LedgerSum => ({
  ...{ unitId: code, unit: { code, name: code, setting: 'urban' }, stream, cooperative: null },
  ...{ generatedKg, dueKg: 0, treatedKg, mass: { weighed: treatedKg, measured: 0, estimated: 0 } },
  visits: { scheduled: 10, served: 9, confirmed: 9, inferred: 0 },
});
/** Two units over March, April and the 10 days of May that are over, a thousand kg of food a month each. */
const known = {
  byMonth: new Map([
    ['2024-03', [sum('A', 'food', 1000, 900), sum('B', 'food', 1000, 980)]],
    ['2024-04', [sum('A', 'food', 1000, 950), sum('B', 'food', 1000, 980)]],
    ['2024-05', [sum('A', 'food', 300, 250), sum('A', 'recyclable', 100, 100), sum('B', 'food', 300, 300)]],
  ]),
  day: [sum('A', 'food', 30, 20)],
  daysOfMonth: new Map([
    ['2024-03', 31],
    ['2024-04', 30],
    ['2024-05', 10],
  ]),
  hasDay: true,
};
const ask = { denominator: 'generated' as const, to: '2024-05-10', isOfCooperative: false };
const all = { ...ask, complaintsOf: (code: string) => ({ all: 3, justified: code === 'A' ? 1 : 0, open: 0 }) };

describe('where a unit stands', () => {
  const { periods, parts, months, ranks } = standingOf(known, RESOLUTION_TARGETS, {
    ...all,
    of: { kind: 'unit', code: 'A' },
  });

  it('is told of the day, its month, its quarter and its year', () => {
    expect(
      periods.map(({ period, from, days, row }) => [period, from, days, row?.treatedKg, row?.generatedKg]),
    ).toEqual([
      ['day', '2024-05-10', 1, 20, 30],
      ['month', '2024-05-01', 10, 350, 400],
      ['quarter', '2024-04-01', 40, 1300, 1400],
      ['year', '2024-01-01', 71, 2200, 2400],
    ]);
    // 98 % of 2,400 kg are 2,352: 152 are missing, over 71 days 2.1 a day.
    expect(periods[3]?.row).toMatchObject({ rate: 2200 / 2400, target: 0.98, gapKgPerDay: 2 });
  });

  it('is told by its streams, what lacks most first, and month by month with its visits', () => {
    expect(parts.map(({ year, month }) => [year.stream, year.treatedKg, month?.treatedKg])).toEqual([
      ['food', 2100, 250],
      ['recyclable', 100, 100],
    ]);
    expect(months.map(({ month, rate, visits }) => [month, rate, visits.served])).toEqual([
      ['2024-03', 0.9, 9],
      ['2024-04', 0.95, 9],
      ['2024-05', 0.875, 18],
    ]);
  });

  it('has places among all units, each by one figure, which only who sees all of them is told', () => {
    // A 2,200 of 2,400, B 2,260 of 2,300; both served every second visit; A alone has a justified complaint.
    expect(ranks).toEqual([
      { by: 'rate', place: 2, of: 2 },
      { by: 'kept', place: 1, of: 2 },
      { by: 'complaints', place: 2, of: 2 },
    ]);
    const alone = standingOf(known, [], { ...ask, complaintsOf: null, of: { kind: 'unit', code: 'A' } });
    expect(alone.ranks).toBeNull();
  });
});

it('a stream stands by its units', () => {
  const { parts, ranks } = standingOf(known, RESOLUTION_TARGETS, { ...all, of: { kind: 'stream', code: 'food' } });
  expect(parts.map(({ year }) => [year.unit?.code, year.rate])).toEqual([
    ['A', 2100 / 2300],
    ['B', 2260 / 2300],
  ]);
  expect(ranks).toBeNull();
});

it('a quarter begins with January, April, July or October', () => {
  expect(['2024-03-31', '2024-04-01', '2024-12-31'].map((day) => periodStart('quarter', day))).toEqual([
    ...['2024-01-01', '2024-04-01', '2024-10-01'],
  ]);
});
