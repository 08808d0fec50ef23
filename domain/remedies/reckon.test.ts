import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RESOLUTION_TARGETS } from '../targets.ts';
import { type Behind, behindKey, behindOf, type Fetched, type LeftKg, reckonStudy, type UnitSum } from './reckon.ts';

const ID = '00000000-0000-4000-8000-000000000001';
const unit = { code: '14815', name: 'Lam Sơn', setting: 'urban' as const };
const sum = (more: Partial<UnitSum> = {}): UnitSum => ({
  ...{ unitId: ID, unit, stream: 'food', generatedKg: 28_000, collectedKg: 25_200, treatedKg: 22_680, ...more },
});
const KEY = behindKey(ID, 'food');

describe('what is behind its target', () => {
  it('lacks the target’s share of what is generated, less what was treated, a day', () => {
    // 98 % of 28 000 kg are 27 440; 22 680 of them were treated: 4 760 ÷ 28 days.
    expect(behindOf([sum()], RESOLUTION_TARGETS, '2024-11-29', 28)).toMatchObject([{ target: 0.98, gapKgPerDay: 170 }]);
    expect(behindOf([sum({ treatedKg: 27_440 })], RESOLUTION_TARGETS, '2024-11-29', 28)).toEqual([]);
    expect(behindOf([sum({ generatedKg: 0 })], RESOLUTION_TARGETS, '2024-11-29', 28)).toEqual([]);
  });
});

describe('a study', () => {
  const behind = behindOf([sum()], RESOLUTION_TARGETS, '2024-11-29', 28);

  it('counts what was left for no more than what was not collected, and of it what is treated', () => {
    // 5 600 kg were expected at visits that were left, but 2 800 were not collected: each counts half; nine tenths are treated.
    const left = new Map([[KEY, { left: 4200, refused: 840, unreported: 560 }]]);
    const fetched: Fetched[] = [
      {
        ...{ remedy: { kind: 'one-more-truck', capacityKg: 8000, streams: ['food'] }, dong: 945_000 },
        kg: new Map([[KEY, 4200]]),
      },
      { remedy: { kind: 'sorting' }, kg: new Map([[KEY, 840]]), dong: null },
    ];
    const { rows, all } = reckonStudy(behind, left, fetched, 28);
    // 2 100 + 420 + 280 kg ÷ 28 days; 25 200 − 22 680 were collected and not treated.
    expect(rows[0]?.stays).toEqual({ left: 75, refused: 15, unreported: 10, elsewhere: 0, untreated: 90 });
    // 4 200 × ½ × 0.9 = 1 890 kg ÷ 28 = 67.5 a day; 945 000 đồng ÷ 1 890 kg.
    expect(rows[0]?.remedies).toMatchObject([
      { remedy: { kind: 'one-more-truck' }, kgPerDay: 68, dongPerKg: 500 },
      { remedy: { kind: 'sorting' }, kgPerDay: 14, dongPerKg: null },
    ]);
    expect(all[0]).toMatchObject({ kgPerDay: 68, dongPerKg: 500, dongPerDay: 33_750 });
  });

  it('gives a point more only what came to no point', () => {
    const left = new Map([[KEY, { left: 2000, refused: 0, unreported: 0 }]]);
    const remedy = { kind: 'point-more', position: [105.8, 20], people: 400, metres: 300 } as const;
    const { rows } = reckonStudy(
      behind,
      left,
      [{ remedy: { ...remedy, position: [105.8, 20] }, kg: new Map([[KEY, 5000]]), dong: 72_000 }],
      28,
    );
    // 2 800 were not collected and 2 000 of them left at points: 800 came to none, and 720 of those would be treated.
    expect(rows[0]?.remedies).toMatchObject([{ kgPerDay: 26, dongPerKg: 100 }]);
  });

  it('costs nothing more where it lets dearer trucks stay at home', () => {
    const left = new Map([[KEY, { left: 2800, refused: 0, unreported: 0 }]]);
    const longer: Fetched = {
      ...{ remedy: { kind: 'shift-longer', seconds: 3600 }, kg: new Map([[KEY, 700]]), dong: -90_000 },
    };
    expect(reckonStudy(behind, left, [longer], 28).all).toMatchObject([{ dongPerKg: 0, dongPerDay: 0 }]);
  });

  it('tells of the days of the week only the best', () => {
    const day = (weekday: number, kg: number): Fetched => ({
      ...{ remedy: { kind: 'day-more', weekday }, kg: new Map([[KEY, kg]]), dong: 0 },
    });
    const left = new Map([[KEY, { left: 2800, refused: 0, unreported: 0 }]]);
    const { rows, all } = reckonStudy(behind, left, [day(2, 500), day(4, 900), day(6, 100)], 28);
    expect(rows[0]?.remedies.map(({ remedy }) => remedy)).toEqual([{ kind: 'day-more', weekday: 4 }]);
    expect(all.map(({ remedy }) => remedy)).toEqual([{ kind: 'day-more', weekday: 4 }]);
  });

  it('never brings more than was not collected, and places all that is not treated', () => {
    const kg = fc.integer({ min: 0, max: 100_000 });
    fc.assert(
      fc.property(
        fc.record({ generatedKg: fc.integer({ min: 1, max: 200_000 }), collectedKg: kg, treatedKg: kg }),
        fc.record({ left: kg, refused: kg, unreported: kg }),
        fc.array(kg, { maxLength: 4 }),
        ({ generatedKg, collectedKg, treatedKg: some }, left: LeftKg, gains) => {
          const treatedKg = Math.min(some, collectedKg);
          const one: Behind = { ...sum({ generatedKg, collectedKg, treatedKg }), target: 1, gapKgPerDay: 1 };
          const fetched = gains.map(
            (gain): Fetched => ({
              ...{ remedy: { kind: 'shift-longer', seconds: 3600 }, kg: new Map([[KEY, gain]]), dong: gain },
            }),
          );
          const { rows } = reckonStudy([one], new Map([[KEY, left]]), fetched, 1);
          const uncollected = Math.max(0, generatedKg - collectedKg);
          for (const { kgPerDay } of rows[0]?.remedies ?? []) expect(kgPerDay).toBeLessThanOrEqual(uncollected);
          const { untreated, ...stays } = rows[0]?.stays ?? { untreated: 0 };
          const told = Object.values(stays).reduce((all, part) => all + part, 0);
          expect(Math.abs(told - uncollected)).toBeLessThanOrEqual(2);
          expect(untreated).toBe(collectedKg - treatedKg);
        },
      ),
    );
  });
});
