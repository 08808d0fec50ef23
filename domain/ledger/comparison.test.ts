import { describe, expect, it } from 'vitest';
import { comparisonOf } from './comparison.ts';
import type { LedgerSum } from './rate-rows.ts';
import { RESOLUTION_TARGETS } from '../targets.ts';

const sum = (code: string, stream: LedgerSum['stream'], kg: [number, number, number]): LedgerSum => ({
  ...{ unitId: code, unit: { code, name: code, setting: 'urban' }, stream, cooperative: null, dueKg: 0 },
  ...{ generatedKg: kg[0], treatedKg: kg[2], mass: { weighed: kg[1], measured: 0, estimated: 0 } },
  visits: { scheduled: 0, served: 0, confirmed: 0, inferred: 0 },
});
// Ten days of which A treats 90 %, and then 80 %; twenty days before of which B is not known.
const now = {
  ...{ to: '2026-11-20', days: 10 },
  sums: [sum('A', 'food', [10_000, 9000, 8000]), sum('B', 'food', [5000, 5000, 5000])],
};
const before = { to: '2026-10-31', days: 20, sums: [sum('A', 'food', [20_000, 18_000, 18_000])] };
const ask = { of: null, denominator: 'generated', isOfCooperative: false } as const;

describe('a comparison of two periods', () => {
  it('tells rates in points and masses by the day, though one is longer', () => {
    const { rows, all } = comparisonOf(now, before, RESOLUTION_TARGETS, ask);
    const a = rows.find((row) => row.now?.unit?.code === 'A');
    // 80 % after 90 %; 8 000 ÷ 10 after 18 000 ÷ 20 kg a day.
    expect(a?.rateChange).toBeCloseTo(-0.1);
    expect(a).toMatchObject({ treatedKgPerDay: -100, collectedKgPerDay: 0 });
    expect(all).toMatchObject({ treatedKgPerDay: 400, now: { treatedKg: 13_000 }, before: { treatedKg: 18_000 } });
  });

  it('has a row for what was there only in one of them, and no rate change then', () => {
    const { rows } = comparisonOf(now, before, RESOLUTION_TARGETS, ask);
    expect(rows[0]).toMatchObject({ before: null, rateChange: null, treatedKgPerDay: 500 });
    const swapped = comparisonOf(before, now, RESOLUTION_TARGETS, ask);
    expect(swapped.rows[0]).toMatchObject({ now: null, rateChange: null, treatedKgPerDay: -500 });
  });

  it('is of one unit by its streams, and says nothing of days without figures', () => {
    const of = { kind: 'unit', code: 'A' } as const;
    const { rows, all } = comparisonOf({ ...now, days: 0, sums: [] }, before, RESOLUTION_TARGETS, { ...ask, of });
    expect(rows).toMatchObject([{ now: null, before: { stream: 'food' }, treatedKgPerDay: null }]);
    expect(all).toMatchObject({ now: null, treatedKgPerDay: null });
    expect(comparisonOf(now, before, RESOLUTION_TARGETS, { ...ask, of }).all).toMatchObject({
      now: { treatedKg: 8000 },
    });
  });
});
