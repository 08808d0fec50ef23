import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addDays } from '../day.ts';
import { type GenerationBook, type GenerationFactor, generationOn, wholeKgOn } from './generation.ts';

const factor = (
  kind: GenerationFactor['kind'],
  value: number,
  more: Partial<GenerationFactor> = {},
): GenerationFactor => ({
  ...{ id: `${kind}${value}`, kind, value, setting: 'any', validFrom: '2020-01-01', source: null },
  stream: kind === 'composition' ? 'food' : null,
  ...more,
});
const WARD = { id: 'A', setting: 'urban', population: 900 } as const;
const kg = (day: string, book: Partial<GenerationBook>, unit: Parameters<typeof generationOn>[0] = WARD) =>
  generationOn(unit, day, { factors: [], people: [], generators: [], ...book }).map(
    ({ stream, kgPerDay }) => [stream, Math.round(kgPerDay * 1000) / 1000] as const,
  );

it('is people × kg per person and day × share of the stream, by what is in force on the day', () => {
  const factors = [
    factor('generation', 0.9, { setting: 'urban' }),
    factor('generation', 0.6),
    factor('generation', 1, { setting: 'urban', validFrom: '2026-07-01' }),
    factor('composition', 0.5),
    factor('composition', 0.02, { stream: 'hazardous' }),
  ];
  const people = [{ unitId: 'A', validFrom: '2026-03-01', people: 1000, source: null }];
  // 900 people by the unit, × 0.9 × 0.5 and × 0.02; 1,000 counted in March; 1 kg from July; the village by the factor for any.
  expect(kg('2026-02-28', { factors, people })).toEqual([
    ['food', 405],
    ['hazardous', 16.2],
  ]);
  expect(kg('2026-06-30', { factors, people })[0]).toEqual(['food', 450]);
  expect(kg('2026-07-01', { factors, people })[0]).toEqual(['food', 500]);
  expect(kg('2026-07-01', { factors }, { id: 'B', setting: 'rural', population: 100 })[0]).toEqual(['food', 30]);
});

it('is what generators have, from their first day to the one before their last, with people or without', () => {
  const generators = [
    {
      ...{ id: 'g', code: 'G1', name: 'Chợ', unitId: 'A', validFrom: '2026-02-01', validTo: '2026-03-01' },
      amounts: [{ stream: 'medical' as const, kgPerDay: 12 }],
    },
  ];
  expect(['2026-01-31', '2026-02-01', '2026-02-28', '2026-03-01'].map((day) => kg(day, { generators }))).toEqual([
    ...[[], [['medical', 12]], [['medical', 12]], []],
  ]);
});

it('is whole every day and right over every stretch of days, however little a day’s part is', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 50_000, noNaN: true }),
      fc.nat(10_000),
      fc.nat(400),
      (perDay, start, length) => {
        const first = addDays('2020-01-01', start);
        const parts = Array.from({ length }, (_, index) => wholeKgOn(perDay, addDays(first, index)));
        expect(parts.every((part) => Number.isInteger(part) && Math.abs(part - perDay) <= 1)).toBe(true);
        expect(Math.abs(parts.reduce((sum, part) => sum + part, 0) - perDay * length)).toBeLessThanOrEqual(1.001);
      },
    ),
  );
});
