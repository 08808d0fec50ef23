import { describe, expect, it } from 'vitest';
import { HOUR, due, point, problemOf, shift, townOf, truck } from '../small-day.testing.ts';
import { leftoverKey } from './leftover-problem.ts';
import { dongPerKgAt } from './point-cost.ts';
import { tryDay, trySpareDay } from './try-day.ts';

const limits = { signal: new AbortController().signal, iterations: 300, seconds: 10 };
const LANDFILL = { id: 'landfill', code: 'LANDFILL', name: 'Núi Voi', roadPosition: [105.5, 20] as [number, number] };
const site = { ...LANDFILL, acceptedStreams: ['household-other' as const], dailyIntakeKg: null, unloadSeconds: 600 };

/** Two points of 1 500 kg each were left by a truck of 2 000 kg that works from 5 to 13. */
function leftDay(closes: number) {
  const points = [point('a', 1), point('b', 2)];
  const due2 = [due('a', 1500), due('b', 1500)];
  const sites = [{ ...site, windows: [[4 * HOUR, closes] as [number, number]] }];
  return problemOf(townOf(points, due2, [shift(truck('T1', 2000, 8, { costPerHour: 60_000 }))], { sites }));
}
const unitOf = new Map(['a', 'b'].map((pointId) => [leftoverKey({ pointId, stream: 'household-other' }), 'u']));
const ended = (hour: number) => ({ endSeconds: new Map([['T1@5', hour * HOUR]]), broughtKg: new Map() });
const KEY = 'u/household-other';

async function tried(day: ReturnType<typeof leftDay>, endedAt: number) {
  const found = await tryDay(day, unitOf, ended(endedAt), limits);
  return new Map(found.map(({ remedy, kg, dong }) => [remedy.kind, { kg: kg.get(KEY), dong: Math.round(dong) }]));
}

describe('what would have fetched what was left of a day', () => {
  it('is the truck itself where it had hours left, which costs what is driven and no second day', async () => {
    const found = await tried(leftDay(24 * HOUR), 9);
    expect(found.get('spare-hours')?.kg).toBe(3000);
    expect(found.get('spare-hours')?.dong).toBeLessThan(600_000);
    expect(found.get('shift-longer')).toEqual({ kg: 0, dong: 0 });
    // One that is not needed costs its day all the same.
    expect(found.get('one-more-truck')).toEqual({ kg: 0, dong: 600_000 });
  });

  it('is a truck more, or an hour more, where the shift was over', async () => {
    const whole = await tryDay(leftDay(24 * HOUR), unitOf, ended(13), limits);
    expect(whole.map(({ remedy, idleDong }) => [remedy.kind, idleDong])).toContainEqual(['one-more-truck', 600_000]);
    const found = await tried(leftDay(24 * HOUR), 13);
    expect(found.get('spare-hours')).toEqual({ kg: 0, dong: 0 });
    expect(found.get('one-more-truck')?.kg).toBe(3000);
    expect(found.get('one-more-truck')?.dong).toBeGreaterThan(600_000);
    expect(found.get('shift-longer')?.kg).toBe(3000);
    expect(found.get('shift-longer')?.dong).toBeGreaterThan(0);
    expect(found.get('site-open-longer')?.kg).toBe(0);
  });

  it('is an hour more of the landfill where that was closed', async () => {
    const found = await tried(leftDay(9 * HOUR), 9);
    expect(found.get('spare-hours')?.kg).toBe(0);
    expect(found.get('site-open-longer')?.kg).toBe(3000);
  });

  it('is no more than the landfill still took, unless it took more than its limit anyway', async () => {
    const day = leftDay(24 * HOUR);
    const sites = day.problem.sites.map((one) => ({ ...one, intake: [10_000, 1_000_000] }));
    const limited = { ...day, problem: { ...day.problem, sites } };
    const brought = async (kg: number) => {
      const found = await tryDay(limited, unitOf, { ...ended(9), broughtKg: new Map([['landfill', kg]]) }, limits);
      return new Map(found.map(({ remedy, kg: fetched }) => [remedy.kind, fetched.get(KEY)]));
    };
    const nearlyFull = await brought(8000);
    expect(nearlyFull.get('spare-hours')).toBe(1500);
    expect(nearlyFull.get('site-takes-more')).toBe(1500);
    const over = await brought(12_000);
    expect(over.get('spare-hours')).toBe(3000);
    expect(over.has('site-takes-more')).toBe(false);
  });

  it('is nothing of what nobody lacks', async () => {
    expect(await tryDay(leftDay(24 * HOUR), new Map(), ended(9), limits)).toEqual([]);
    expect(await trySpareDay(leftDay(24 * HOUR), new Map(), ended(9), limits)).toBeNull();
  });
});

describe('a kilogram from a new place', () => {
  it('costs the way there and back of a full truck', () => {
    // Every way is 60 s and 60 m: 120 s, 120 s at the point, 600 s at the landfill, at 60 000 đồng an hour, for 2 000 kg.
    expect(dongPerKgAt(leftDay(24 * HOUR), [105.01, 20], 'household-other')).toBeCloseTo(
      ((840 / 3600) * 60_000) / 2000,
    );
    expect(dongPerKgAt(leftDay(24 * HOUR), [105.01, 20], 'medical')).toBeNull();
  });
});
