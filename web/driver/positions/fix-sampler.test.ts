import { expect, test } from 'vitest';
import { FixSampler, type PhoneFix } from './fix-sampler.ts';

const START = Date.UTC(2026, 10, 23, 1);
/** @param metres north of where the truck began */
const fix = (seconds: number, metres: number, accuracyMetres: number | null = 8): PhoneFix => ({
  deviceMs: START + seconds * 1000,
  position: [105.86, 20.08 + metres / 111_195],
  ...{ speed: null, course: null, accuracyMetres },
});
const keptSeconds = (fixes: readonly PhoneFix[]): number[] => {
  const sampler = new FixSampler();
  return fixes.flatMap((one) => {
    sampler.take(one);
    return sampler.bundle(one.deviceMs) ? [(one.deviceMs - START) / 1000] : [];
  });
};

test('a truck that drives is kept every ten seconds, one that stands every half minute', () => {
  const second = Array.from({ length: 61 }, (_, at) => at);
  expect(keptSeconds(second.map((at) => fix(at, at * 8)))).toEqual([0, 10, 20, 30, 40, 50, 60]);
  expect(keptSeconds(second.map((at) => fix(at, at % 2)))).toEqual([0, 30, 60]);
});

test('a place that is known by a mast alone is not kept, and a clock that is set back stops nothing', () => {
  expect(keptSeconds([fix(0, 0), fix(15, 900, 1500), fix(20, 160)])).toEqual([0, 20]);
  expect(keptSeconds([fix(3600, 0), fix(1, 50)])).toEqual([3600, 1]);
});

test('a bundle counts back from when it is handed over, and what was handed over is not again', () => {
  const sampler = new FixSampler();
  sampler.take(fix(0, 0));
  sampler.take(fix(12, 100));
  expect(sampler.bundle(START + 20_000)).toMatchObject([{ agoMs: 20_000 }, { agoMs: 8000 }]);
  expect(sampler.bundle(START + 21_000)).toBeNull();
});
