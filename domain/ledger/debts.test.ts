import { describe, expect, it } from 'vitest';
import { RESOLUTION_TARGETS } from '../targets.ts';
import { debtsOf, debtWeight } from './debts.ts';

const SOLID = ['household-other', 'food', 'recyclable', 'bulky', 'construction'] as const;
const [A, B, C] = ['A', 'B', 'C'];
const units = new Map([A, B, C].map((id) => [id, { setting: 'urban' as const }]));
const sum = (unitId: string, stream: 'food' | 'recyclable' | 'medical', generatedKg: number, collectedKg: number) => ({
  ...{ unitId, stream, generatedKg, collectedKg },
});

describe('what a unit owes to its target', () => {
  it('is what its streams under one target lacked together, a day', () => {
    const sums = [
      // 98 % of 28,000 and 2,800 kg are 27,440 and 2,744; 24,080 and 2,744 came: 3,360 kg in 28 days.
      sum(A, 'food', 28_000, 24_080),
      sum(A, 'recyclable', 2800, 2744),
      // 27,440 asked for, 28,280 collected: ahead by 840 in 28 days.
      sum(B, 'food', 28_000, 28_280),
      // 95 % of 280 are 266: on the spot.
      sum(C, 'medical', 280, 266),
    ];
    expect(debtsOf(sums, units, RESOLUTION_TARGETS, '2024-06-01', 28)).toEqual([
      { unitId: A, streams: SOLID, kgPerDay: 120, days: 28 },
      { unitId: B, streams: SOLID, kgPerDay: -30, days: 28 },
    ]);
  });

  it('is nothing where too little is known: few days, no target, nothing known to be generated', () => {
    const sums = [sum(A, 'food', 28_000, 0)];
    expect(debtsOf(sums, units, RESOLUTION_TARGETS, '2024-06-01', 13)).toEqual([]);
    expect(debtsOf(sums, units, [], '2024-06-01', 28)).toEqual([]);
    expect(debtsOf([sum(A, 'food', 0, 900)], units, RESOLUTION_TARGETS, '2024-06-01', 28)).toEqual([]);
  });
});

it('a unit behind counts more, up to double; one ahead gives what it is ahead by, and no more than a tenth of what is due', () => {
  // 2.4 % of what is due: a quarter of the tenth at which it counts double, in tenths upwards.
  expect(debtWeight(120, 5000)).toEqual({ counts: 1.3, givenKg: 0 });
  expect(debtWeight(800, 5000)).toEqual({ counts: 2, givenKg: 0 });
  expect(debtWeight(-30, 5000)).toEqual({ counts: 1, givenKg: 30 });
  expect(debtWeight(-900, 5000)).toEqual({ counts: 1, givenKg: 500 });
});
