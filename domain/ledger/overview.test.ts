import { describe, expect, it } from 'vitest';
import { RESOLUTION_TARGETS } from '../targets.ts';
import { overviewOf } from './overview.ts';
import type { LedgerSum } from './rate-rows.ts';

const sum = (code: string, treatedKg: number, more: Partial<LedgerSum> = {}): LedgerSum => ({
  unitId: code,
  unit: { code, name: `Phường ${code}`, setting: 'urban' },
  ...{ stream: 'food', cooperative: null, generatedKg: 28_000, dueKg: 0, treatedKg },
  mass: { weighed: treatedKg, measured: 0, estimated: 0 },
  visits: { scheduled: 28, served: 28, confirmed: 28, inferred: 0 },
  ...more,
});
const nobodys: Partial<LedgerSum> = {
  ...{ unitId: null, unit: { code: 'unassigned', name: 'Chưa phân bổ', setting: null }, generatedKg: 0 },
};
const ask = { denominator: 'generated', to: '2024-12-02', days: 337, isOfCooperative: false } as const;
const of = (now: LedgerSum[], before: LedgerSum[], daysBefore = 28) =>
  overviewOf(new Map(), { now, before, daysBefore }, RESOLUTION_TARGETS, ask);
const none = { now: [], before: [], daysBefore: 28 };

describe('an overview', () => {
  it('tells the units that changed most in kilograms, not those of the largest percentages', () => {
    const small = { generatedKg: 280 };
    const { changes } = of(
      [sum('A', 14_000), sum('B', 280, small), sum('C', 28_000), sum('D', 20_000), sum('E', 27_000)],
      [sum('A', 28_000), sum('B', 140, small), sum('C', 28_000), sum('D', 19_000), sum('E', 24_000)],
    );
    expect(changes?.map(({ unit, kgPerDay }) => [unit.code, kgPerDay])).toEqual([
      ['A', -500],
      ['E', 107],
      ['D', 36],
    ]);
    expect(changes?.[0]).toMatchObject({ before: 1, after: 0.5 });
  });

  it('counts quality from no day before those reckoned with', () => {
    const { quality } = overviewOf(new Map(), none, RESOLUTION_TARGETS, { ...ask, to: '1900-01-05' });
    expect([quality.from, quality.to]).toEqual(['1900-01-01', '1900-01-05']);
  });

  it('says nothing of a unit whose rate changed by less than a tenth of a percent, wherever tenths begin', () => {
    const ten = { generatedKg: 280_000 };
    const changed = (kg: number, before: number) => of([sum('A', kg, ten)], [sum('A', before, ten)]).changes?.length;
    expect([changed(139_900, 140_000), changed(140_100, 140_000), changed(139_870, 139_850)]).toEqual([0, 0, 0]);
    expect([changed(139_700, 140_000), changed(140_300, 140_000)]).toEqual([1, 1]);
  });

  it('says nothing of a unit that has no weeks before, nor of what belongs to none', () => {
    expect(of([sum('A', 14_000), sum('unassigned', 9, nobodys)], []).changes).toEqual([]);
  });

  it('holds four weeks against none that the books have in part only', () => {
    expect(of([sum('A', 14_000)], [sum('A', 28_000)], 2).changes).toBeNull();
  });

  it('counts visits nobody reported for each cell, so that what was served beyond the plan hides none', () => {
    const { quality } = of(
      [
        sum('A', 900, {
          mass: { weighed: 0, measured: 300, estimated: 600 },
          visits: { scheduled: 9, served: 4, confirmed: 3, inferred: 1 },
        }),
        sum('B', 100, { visits: { scheduled: 2, served: 6, confirmed: 6, inferred: 0 } }),
        sum('unassigned', 40, nobodys),
      ],
      [],
    );
    expect(quality).toMatchObject({
      from: '2024-11-05',
      to: '2024-12-02',
      collectedKg: 1040,
      scheduled: 39,
      unreported: 5,
      unassignedKg: 40,
    });
    expect(quality.estimatedMost).toEqual([{ unit: expect.objectContaining({ code: 'A' }), share: 600 / 900 }]);
  });

  it('holds nothing against what is generated that no factor speaks of', () => {
    const unknown = sum('A', 5_000, { stream: 'construction', generatedKg: 0 });
    const overview = overviewOf(new Map([['2024-11', [sum('A', 14_000), unknown]]]), none, [], ask);
    expect(overview.all).toMatchObject({ rate: 0.5, collectedKg: 19_000 });
    expect(overview.totals.units).toMatchObject([{ rate: 0.5, collectedKg: 19_000 }]);
    expect(overview.months[0]).toMatchObject({ rate: 0.5, collectedKg: 19_000 });
    // Of what was collected it is a part like any other.
    const collected = { ...ask, denominator: 'collected' } as const;
    const half = sum('A', 7_000, { mass: { weighed: 14_000, measured: 0, estimated: 0 } });
    const ofCollected = overviewOf(new Map([['2024-11', [half, unknown]]]), none, [], collected);
    expect(ofCollected.all).toMatchObject({ rate: 12_000 / 19_000, collectedKg: 19_000 });
  });

  it('sums up the year from its own months alone', () => {
    const months = new Map([
      ['2023-12', [sum('A', 28_000)]],
      ['2024-01', [sum('A', 10_000)]],
      ['2024-02', [sum('A', 20_000)]],
    ]);
    const overview = overviewOf(months, none, RESOLUTION_TARGETS, ask);
    expect(overview.all).toMatchObject({ treatedKg: 30_000, generatedKg: 56_000, target: 0.98 });
    expect(overview.rows).toHaveLength(1);
    expect(overview.months.map(({ month, treatedKg }) => [month, treatedKg])).toEqual([
      ['2023-12', 28_000],
      ['2024-01', 10_000],
      ['2024-02', 20_000],
    ]);
    // The target of December 2023 came on its last day.
    expect(overview.months[0]?.target).toBeNull();
  });
});
