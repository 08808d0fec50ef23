import { expect, test } from 'vitest';
import type { LonLat } from '../../../domain/geo.ts';
import { besideLine } from './along.ts';
import { guidanceOf, type Step, spokenOf } from './guide.ts';

/** A degree of latitude is 111,320 m: places here are metres east and north of a corner. */
const place = (east: number, north: number): LonLat => [
  105.85 + east / (111_320 * Math.cos((20.08 * Math.PI) / 180)),
  20.08 + north / 111_320,
];
/** North 500 m, then east 300 m. */
const way = [place(0, 0), place(0, 500), place(300, 500)];
const step = (text: string, position: LonLat): Step =>
  ({ text, position, metres: 0, seconds: 0, maneuver: 'turn', modifier: 'right' }) as Step;
const steps = [step('Đi', place(0, 0)), step('Rẽ phải', place(0, 500)), step('Đến nơi', place(300, 500))];
const goal = place(300, 500);
const guidance = (at: LonLat, accuracyMetres = 8) => guidanceOf({ way, steps, goal }, at, accuracyMetres);

test('a place is so far along a line, and so far beside it', () => {
  const { alongMetres, offMetres, lineMetres } = besideLine(way, place(20, 100));
  expect(alongMetres).toBeCloseTo(100, 0);
  expect(offMetres).toBeCloseTo(20, 0);
  expect(lineMetres).toBeCloseTo(800, 0);
});

test('the turn ahead is what comes next, and once it is done the one behind it', () => {
  const before = guidance(place(5, 200));
  expect(before).toMatchObject({ isOff: false, step: { text: 'Rẽ phải' } });
  expect(before.stepMetres).toBeCloseTo(300, 0);
  expect(before.metresLeft).toBeCloseTo(600, 0);
  expect(guidance(place(60, 503)).step?.text).toBe('Đến nơi');
  expect(guidance(place(298, 500))).toMatchObject({ stepMetres: 0, step: { text: 'Đến nơi' } });
});

test('beside the way there is only the line to the stop, unless the phone does not know its place so well', () => {
  const off = guidance(place(120, 200));
  expect(off).toMatchObject({ isOff: true, step: null });
  expect(off.metresLeft).toBeCloseTo(Math.hypot(180, 300), 0);
  expect(guidance(place(120, 200), 70).isOff).toBe(false);
  expect(guidanceOf({ way: null, steps: [], goal }, place(0, 0), 8)).toMatchObject({ isOff: true });
});

test('a turn is said when it is the next and once more when it is here, and nothing else is', () => {
  const key = (at: LonLat) => spokenOf(guidance(at), 's1')?.key;
  expect(key(place(0, 100))).toBe(key(place(3, 300)));
  expect(spokenOf(guidance(place(0, 480)), 's1')?.isNow).toBe(true);
  expect(key(place(0, 480))).not.toBe(key(place(0, 300)));
  expect(spokenOf(guidance(place(200, 0)), 's1')).toBeNull();
});
