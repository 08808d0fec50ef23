import { describe, expect, it } from 'vitest';
import { Random } from '../random.ts';
import { metresBetween, PlannedMovement } from './movement.ts';
import { aStop } from './planned-stops.testing.ts';
import { type Fix, osmandQuery, Tracker } from './tracker.ts';

const start = Date.parse('2026-11-23T20:00:00.000Z');
const at = (seconds: number): string => new Date(start + seconds * 1000).toISOString();
const line: [number, number][] = [
  [105.84, 20.08],
  [105.94, 20.08],
];
const movement = new PlannedMovement({
  stops: [
    aStop({ kind: 'start', position: line[0], arrivesAt: at(0), departsAt: at(0) }),
    aStop({
      kind: 'point',
      position: line[1],
      arrivesAt: at(7200),
      departsAt: at(10_800),
      geometry: { type: 'LineString', coordinates: line },
    }),
  ],
});
const track = (seed: number, steps: number): Fix[] => {
  const tracker = new Tracker(movement, 10, new Random(seed));
  return Array.from({ length: steps }, (_, i) => tracker.fixesUntil(start + ((i + 1) * 10_800_000) / steps)).flat();
};

describe('a simulated tracker', () => {
  it('sends the same fixes for the same seed, however often it is asked', () => {
    expect(track(1, 1)).toEqual(track(1, 97));
    expect(track(1, 1)).not.toEqual(track(2, 1));
  });

  it('is some metres off the way, never far', () => {
    const off = track(1, 1).map((fix) => metresBetween(fix.position, movement.at(fix.instant)?.position ?? [0, 0]));
    expect(Math.max(...off)).toBeLessThan(40);
    expect(off.reduce((a, b) => a + b, 0) / off.length).toBeGreaterThan(2);
  });

  it('leaves gaps and sends some fixes twice', () => {
    const instants = track(1, 1)
      .filter(({ speed }) => speed > 0)
      .map(({ instant }) => instant);
    expect(new Set(instants).size).toBeLessThan(instants.length);
    const steps = instants.slice(1).map((instant, i) => instant - instants[i]);
    expect(Math.max(...steps)).toBeGreaterThanOrEqual(60_000);
    expect(steps.every((step) => step >= 0)).toBe(true);
  });

  it('sends less while it stands', () => {
    const fixes = track(1, 1);
    const standing = fixes.filter(({ speed }) => speed === 0).length / 3600;
    expect(standing).toBeLessThan(fixes.filter(({ speed }) => speed > 0).length / 7200 / 2);
  });
});

describe('osmandQuery', () => {
  it('speaks OsmAnd’s units: seconds since 1970, degrees, knots', () => {
    const query = new URLSearchParams(
      osmandQuery('demo-truck-01', {
        instant: start,
        position: [105.8633, 20.0892],
        speed: 10,
        course: null,
        accuracyMetres: 5,
      }),
    );
    expect(Object.fromEntries(query)).toEqual({
      id: 'demo-truck-01',
      timestamp: '1795464000',
      lat: '20.089200',
      lon: '105.863300',
      speed: '19.44',
      accuracy: '5',
      simulated: 'true',
    });
  });
});
