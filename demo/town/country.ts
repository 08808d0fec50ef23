/** The country around the town, for the map only: nobody lives or drives there. */
import { valueNoise } from './noise.ts';
import { type Xy, TOWN_SIZE } from './plane.ts';
import type { Random } from '../random.ts';

/** How far around the town's box the map shows something, so that a window of any shape is filled. */
const AROUND_METRES = 9000;

/** `[west, south, east, north]` of what the map shows, metres. */
export const SHOWN = [
  -AROUND_METRES,
  -AROUND_METRES,
  TOWN_SIZE[0] + AROUND_METRES,
  TOWN_SIZE[1] + AROUND_METRES,
] as const;

/** Roads, the railway and streams from where the town's own end, by the names they have there. */
export const RUNNING_ON: readonly { name: string; controls: readonly Xy[] }[] = [
  {
    name: 'Quốc lộ 1',
    controls: [
      [2250, -2400],
      [1900, -3900],
      [2050, -5600],
      [1700, -7600],
    ],
  },
  {
    name: 'Quốc lộ 1',
    controls: [
      [3400, 12700],
      [3650, 14000],
      [4500, 15800],
      [4700, 17900],
    ],
  },
  {
    name: 'Đường 217B',
    controls: [
      [-2400, 5150],
      [-3700, 5500],
      [-5300, 5250],
      [-7500, 5900],
    ],
  },
  {
    name: 'Đường sắt Bắc – Nam',
    controls: [
      [1700, -2400],
      [1500, -4000],
      [1600, -5700],
      [1200, -7600],
    ],
  },
  {
    name: 'Đường sắt Bắc – Nam',
    controls: [
      [2700, 12700],
      [3000, 14100],
      [3900, 16000],
      [4050, 17900],
    ],
  },
  {
    name: 'Kênh tiêu chính',
    controls: [
      [1700, -2400],
      [900, -4100],
      [700, -5900],
      [-300, -7400],
    ],
  },
  {
    name: 'Suối số 1',
    controls: [
      [6900, -2400],
      [6500, -3700],
      [5200, -4600],
      [4900, -7200],
    ],
  },
  {
    name: 'Suối số 2',
    controls: [
      [-2400, 7900],
      [-3500, 7700],
      [-4700, 8300],
      [-6200, 8000],
    ],
  },
  {
    name: 'Suối số 2',
    controls: [
      [-2400, 4000],
      [-3600, 3300],
      [-5000, 3500],
      [-6900, 2200],
    ],
  },
];

/** Hills: centre, reach, height (1 = high), as in terrain.ts. */
const HILLS: readonly (readonly [number, number, number, number])[] = [
  [-5600, 10300, 1500, 1],
  [-6600, 1000, 1200, 0.9],
  [-4300, -1700, 1100, 0.9],
  [-6900, 15200, 1800, 1.1],
  [-1700, 15400, 1500, 1],
  [800, 18000, 1400, 1.1],
  [8200, 15300, 1700, 1.1],
  [12500, 14200, 1500, 1],
  [17500, 11500, 1900, 1.2],
  [21300, 7500, 1500, 1],
  [20500, 1500, 1700, 1.1],
  [19500, 16500, 2000, 1.1],
  [17800, -5900, 1800, 1],
  [11500, -4600, 1300, 0.9],
  [7900, -7000, 1300, 1],
  [-3200, -6400, 1400, 0.9],
  [-7600, -4600, 1500, 1],
  [13800, 18300, 1600, 1],
  [22600, -3400, 1400, 1],
];

/** Above 0 where the map shows anything: it ends in bays of its own, not straight. */
export function shownCountry(random: Random): (at: Xy) => number {
  const noise = valueNoise(random);
  return (at) => {
    // The distance to the town's box, which rounds the corners.
    const beyond = (axis: 0 | 1) => Math.max(-at[axis], 0, at[axis] - TOWN_SIZE[axis]);
    return (AROUND_METRES - Math.hypot(beyond(0), beyond(1)) - 500 - 3500 * noise(at, 3000)) / 1000;
  };
}

/** How hilly it is out there: above 0.45 is a wooded slope. */
export function countryHills(random: Random): (at: Xy) => number {
  const noise = valueNoise(random);
  return (at) =>
    HILLS.reduce((sum, [x, y, reach, height]) => {
      const squared = ((at[0] - x) ** 2 + (at[1] - y) ** 2) / (reach * reach);
      return squared > 12 ? sum : sum + height * Math.exp(-squared);
    }, 0) *
    (0.55 + 0.9 * noise(at, 520));
}
