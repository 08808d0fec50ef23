import { describe, expect, it } from 'vitest';
import type { ArrivalsView } from '../../domain/arrivals.ts';
import { openArrivalsCache } from './arrivals-cache.ts';

const answer = (day: string): ArrivalsView => ({ day, isPublished: false, arrivals: [] });

describe('the answers kept of arrivals', () => {
  it('are given for ten seconds, also to those who ask while the first is being read', async () => {
    let now = 0;
    const cache = openArrivalsCache(() => now);
    let finish: (view: ArrivalsView) => void = () => {};
    const first = cache.read('a', () => new Promise((resolve) => (finish = resolve)));
    const second = cache.find('a');
    finish(answer('2026-11-29'));
    expect(await second).toBe(await first);
    now = 9_999;
    expect(await cache.find('a')).toBe(await first);
    now = 10_000;
    expect(cache.find('a')).toBeNull();
  });

  it('do not hold a failure', async () => {
    const cache = openArrivalsCache(() => 0);
    await expect(cache.read('a', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect(cache.find('a')).toBeNull();
  });

  it('are of a few days only, the latest read', async () => {
    const cache = openArrivalsCache(() => 0);
    for (let day = 0; day < 40; day++) await cache.read(`${day}`, async () => answer('2026-11-29'));
    expect(cache.find('0')).toBeNull();
    expect(cache.find('39')).not.toBeNull();
  });
});
