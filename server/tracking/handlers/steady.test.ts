import { expect, it } from 'vitest';
import type { Fix } from '../tracker-report.ts';
import { openSteady } from './steady.ts';

const START = Date.parse('2026-11-25T02:00:00Z');
const at = (seconds: number, lon: number, lat = 20): Fix => ({
  ...{ townId: 'a', truckId: 't', deviceId: 'd', speed: null, course: null, accuracyMetres: null },
  ...{ altitudeMetres: null, batteryPercent: null, attributes: {} },
  fixTime: new Date(START + seconds * 1000),
  position: [lon, lat],
});
const believed = async (fixes: Fix[], last: Fix | null = null) => {
  const steady = openSteady(async () => last);
  const answers: boolean[] = [];
  for (const fix of fixes) answers.push(await steady.canBe(fix));
  return answers;
};

it('a truck drives on and does not jump: one fix far off is left out, those after it stand', async () => {
  expect(await believed([at(0, 105.8), at(10, 105.801), at(20, 107), at(30, 105.802)])).toEqual([
    true,
    true,
    false,
    true,
  ]);
  expect(await believed([at(10, 107)], at(0, 105.8))).toEqual([false]);
});

it('a first place that was wrong does not shut out the true ones for ever', async () => {
  const fixes = [at(0, 107), at(10, 105.8), at(20, 105.801), at(30, 105.802), at(40, 105.803)];
  expect(await believed(fixes)).toEqual([true, false, false, true, true]);
});

it('the same fix sent again and again stays one', async () => {
  expect(await believed([at(0, 105.8), at(10, 107), at(10, 107), at(10, 107), at(10, 107)])).toEqual([
    true,
    ...[false, false, false, false],
  ]);
});

it('a truck that was silent for hours may be anywhere it could have driven to', async () => {
  expect(await believed([at(0, 105.8), at(3600, 106.8)])).toEqual([true, true]);
});
