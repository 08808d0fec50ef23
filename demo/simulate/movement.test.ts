import { describe, expect, it } from 'vitest';
import type { StopView } from '../../domain/plans.ts';
import { metresBetween, moved, PlannedMovement } from './movement.ts';
import { aStop } from './planned-stops.testing.ts';

const minute = 60_000;
const start = Date.parse('2026-11-23T20:00:00.000Z');
const at = (minutes: number): string => new Date(start + minutes * minute).toISOString();

/** Ten minutes east along a line with a bend in its middle, five minutes there, and back in ten. */
const out: [number, number][] = [
  [105.86, 20.08],
  [105.87, 20.08],
  [105.87, 20.09],
];
const stops: StopView[] = [
  aStop({ kind: 'start', position: out[0], arrivesAt: at(0), departsAt: at(0) }),
  aStop({
    kind: 'point',
    position: out[2],
    arrivesAt: at(10),
    departsAt: at(15),
    geometry: { type: 'LineString', coordinates: out },
  }),
  aStop({
    kind: 'end',
    position: out[0],
    arrivesAt: at(25),
    departsAt: at(25),
    geometry: { type: 'LineString', coordinates: [...out].reverse() },
  }),
];
const movement = new PlannedMovement({ stops });

describe('a truck’s planned movement', () => {
  it('stands where its day begins before that, and where it ends afterwards', () => {
    expect(movement.at(start - minute)?.position).toEqual(out[0]);
    expect(movement.at(start + 60 * minute)?.position).toEqual(out[0]);
    expect(movement.span).toEqual({ from: start, to: start + 25 * minute });
  });

  it('drives along the line at an even pace, with the course of the piece it is on', () => {
    const length = metresBetween(out[0], out[1]) + metresBetween(out[1], out[2]);
    const early = movement.at(start + 2 * minute);
    expect(early?.speed).toBeCloseTo(length / 600, 3);
    expect(early?.course).toBeCloseTo(90, 1);
    expect(metresBetween(out[0], early?.position ?? out[0])).toBeCloseTo(length / 5, 0);
    const late = movement.at(start + 9 * minute);
    expect(late?.course).toBeCloseTo(0, 1);
    expect(late?.position[0]).toBeCloseTo(105.87, 6);
  });

  it('stands at a stop from arrival to departure', () => {
    expect(movement.at(start + 12 * minute)).toEqual({ position: out[2], speed: 0, course: null });
  });
});

describe('moved', () => {
  it('goes as many metres as it is told', () => {
    expect(metresBetween([105.86, 20.08], moved([105.86, 20.08], 30, -40))).toBeCloseTo(50, 2);
  });
});
