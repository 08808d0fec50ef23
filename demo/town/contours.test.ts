import { describe, expect, it } from 'vitest';
import { contours } from './contours.ts';
import { signedArea } from './plane.ts';

describe('contours', () => {
  it('surrounds a disc by one ring of about its area, counter-clockwise', () => {
    const disc = ([x, y]: readonly [number, number]): number => 200 - Math.hypot(x - 500, y - 500);
    const patches = contours(disc, 0, [0, 0, 1000, 1000], 20, 100);
    expect(patches).toHaveLength(1);
    expect(patches[0].holes).toHaveLength(0);
    expect(signedArea(patches[0].outer)).toBeGreaterThan(0.98 * Math.PI * 200 ** 2);
    expect(signedArea(patches[0].outer)).toBeLessThan(1.01 * Math.PI * 200 ** 2);
  });

  it('cuts the hole out of a ring', () => {
    const ring = ([x, y]: readonly [number, number]): number => 80 - Math.abs(Math.hypot(x - 500, y - 500) - 300);
    const [patch, ...others] = contours(ring, 0, [0, 0, 1000, 1000], 20, 100);
    expect(others).toHaveLength(0);
    expect(patch.holes).toHaveLength(1);
    expect(signedArea(patch.holes[0])).toBeLessThan(0);
  });

  it('closes a surface that reaches beyond the map at its rim', () => {
    const patches = contours(() => 1, 0, [-100, -50, 300, 250], 50, 100);
    expect(patches).toHaveLength(1);
  });
});
