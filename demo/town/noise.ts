import type { Xy } from './plane.ts';
import type { Random } from '../random.ts';

/** Smooth noise in 0…1 whose hills are about `scale` metres across. */
export function valueNoise(random: Random): (at: Xy, scale: number) => number {
  const values = Float64Array.from({ length: 256 }, () => random.next());
  const corner = (x: number, y: number): number => values[(Math.imul(x, 73) ^ Math.imul(y, 151)) & 255] ?? 0;
  const layer = (x: number, y: number): number => {
    const [column, row] = [Math.floor(x), Math.floor(y)];
    const [u, v] = [ease(x - column), ease(y - row)];
    const south = corner(column, row) * (1 - u) + corner(column + 1, row) * u;
    const north = corner(column, row + 1) * (1 - u) + corner(column + 1, row + 1) * u;
    return south * (1 - v) + north * v;
  };
  return ([x, y], scale) =>
    0.65 * layer(x / scale, y / scale) + 0.35 * layer((x / scale) * 2.3 + 17, (y / scale) * 2.3 + 5);
}

function ease(t: number): number {
  return t * t * (3 - 2 * t);
}
