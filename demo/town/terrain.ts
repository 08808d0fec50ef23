import { isInside, nearestOnSegment, type Xy } from './plane.ts';
import { valueNoise } from './noise.ts';
import type { Random } from '../random.ts';

/** Where people live: a round neighbourhood, its reach in metres, how dense it is (1 = town centre), the lie of its streets. */
interface Neighbourhood {
  centre: Xy;
  reach: number;
  weight: number;
  /** Radians from east. */
  angle: number;
}

const NEIGHBOURHOODS: readonly Neighbourhood[] = (
  [
    // Ba Đình, Ngọc Trạo, Lam Sơn: the town itself.
    [3550, 5650, 640, 1, 0.08],
    [4650, 5950, 600, 0.8, 0.3],
    [3450, 6500, 430, 0.6, -0.1],
    [3150, 4350, 560, 1, 0.12],
    [2950, 3150, 430, 0.7, -0.05],
    [4350, 4400, 620, 0.9, 0.22],
    [4650, 3350, 520, 0.7, -0.2],
    // Phú Sơn.
    [1750, 4250, 480, 0.75, 0.35],
    [1500, 3250, 380, 0.6, -0.25],
    [2150, 3000, 250, 0.5, 0.1],
    // Bắc Sơn.
    [2650, 6700, 480, 0.7, 0.28],
    [2450, 7900, 400, 0.6, -0.3],
    [1250, 6350, 360, 0.55, 0.5],
    [950, 7700, 240, 0.5, -0.4],
    // Đông Sơn, town side and villages.
    [6250, 5450, 470, 0.7, -0.08],
    [7350, 5000, 420, 0.65, 0.2],
    [7000, 3750, 360, 0.55, -0.35],
    [6700, 6950, 300, 0.5, 0.6],
    [8800, 4650, 230, 0.5, 0.3],
    [9450, 6050, 220, 0.45, -0.2],
    // Thôn of Quang Trung.
    [1450, 1450, 270, 0.5, 0.2],
    [2250, 1050, 240, 0.48, -0.3],
    [3450, 1300, 280, 0.52, 0.05],
    [4350, 1750, 230, 0.48, 0.5],
    [2750, 1950, 230, 0.5, -0.1],
    [1100, 800, 170, 0.45, 0.7],
  ] as const
).map(([x, y, reach, weight, angle]) => ({ centre: [x, y], reach, weight, angle }));

/** Hills: centre, reach, height (1 = high). */
const HILLS: readonly (readonly [number, number, number, number])[] = [
  [6900, 8400, 1000, 1],
  [8300, 6700, 800, 0.9],
  [9600, 7300, 1000, 1.1],
  [12600, 5400, 1300, 1.2],
  [11300, 5900, 700, 1],
  [10300, 4000, 800, 1],
  [9000, 3100, 700, 0.8],
  [3600, 9300, 1000, 1],
  [5000, 8600, 800, 0.9],
  [700, 9200, 900, 1],
  [150, 6800, 600, 0.9],
  [13400, 8600, 2000, 1.2],
  [11500, 9300, 1800, 1.2],
  [12800, 2200, 1900, 1.1],
  [9800, 1000, 1300, 0.8],
  [5600, 400, 700, 0.7],
  [1500, 9900, 700, 0.8],
  // Beyond the town, where the map still shows the country.
  [5200, 12200, 1300, 1],
  [-1300, 11000, 1200, 1],
  [16000, 4400, 1500, 1],
  [-1900, 6300, 800, 0.9],
  [15800, -1400, 1400, 0.9],
];

export const PONDS: readonly { centre: Xy; radius: Xy; name?: string }[] = [
  { centre: [3640, 4800], radius: [190, 110], name: 'Hồ điều hòa số 1' },
  { centre: [6500, 6350], radius: [280, 180], name: 'Hồ điều hòa số 2' },
  { centre: [1900, 5650], radius: [170, 120], name: 'Hồ điều hòa số 3' },
  { centre: [8250, 5850], radius: [330, 170], name: 'Hồ số 4' },
  { centre: [3050, 720], radius: [220, 100], name: 'Hồ số 5' },
  { centre: [5850, 3350], radius: [140, 100] },
  { centre: [800, 2050], radius: [120, 80] },
  { centre: [4150, 1050], radius: [110, 90] },
  { centre: [7850, 3150], radius: [120, 160] },
];

export const STREAMS: readonly { name: string; kind: 'canal' | 'stream'; controls: readonly Xy[] }[] = [
  {
    name: 'Kênh tiêu chính',
    kind: 'canal',
    controls: [
      [6500, 7700],
      [5950, 7050],
      [5330, 6250],
      [5130, 5350],
      [5060, 4500],
      [4830, 3800],
      [4480, 2900],
      [3900, 2050],
      [3150, 1650],
      [2550, 700],
      [2150, -100],
      [1700, -2400],
    ],
  },
  {
    name: 'Suối số 1',
    kind: 'stream',
    controls: [
      [9900, 6750],
      [9100, 5850],
      [8350, 5500],
      [7950, 4500],
      [7750, 3500],
      [7550, 2600],
      [6800, 1700],
      [6500, 600],
      [6600, -200],
      [6900, -2400],
    ],
  },
  {
    name: 'Suối số 2',
    kind: 'stream',
    controls: [
      [-2400, 7900],
      [-800, 7300],
      [800, 6900],
      [1600, 6050],
      [1950, 5500],
      [1350, 5000],
      [600, 4900],
      [-300, 4500],
      [-2400, 4000],
    ],
  },
];

/** Grounds on which no street grows. */
export const GROUNDS = {
  industrialNorth: {
    name: 'Khu công nghiệp số 1',
    ring: [
      [3350, 7500],
      [4250, 7420],
      [4420, 8050],
      [3900, 8420],
      [3250, 8250],
    ],
  },
  industrialEast: {
    name: 'Khu công nghiệp số 2',
    ring: [
      [5780, 4620],
      [6560, 4700],
      [6640, 4180],
      [5820, 4080],
    ],
  },
  landfill: {
    name: 'Bãi rác Núi Voi',
    ring: [
      [11130, 4920],
      [11420, 4830],
      [11640, 5010],
      [11560, 5260],
      [11240, 5290],
    ],
  },
  treatment: {
    name: 'Nhà máy xử lý chất thải',
    ring: [
      [10420, 5560],
      [10700, 5600],
      [10760, 5830],
      [10470, 5860],
    ],
  },
  quarry: {
    name: 'Mỏ đá',
    ring: [
      [5000, 8150],
      [5500, 8100],
      [5650, 8500],
      [5200, 8700],
    ],
  },
  cemetery: {
    name: 'Nghĩa trang',
    ring: [
      [8150, 4050],
      [8480, 4000],
      [8560, 4300],
      [8230, 4380],
    ],
  },
  park: {
    name: 'Công viên trung tâm',
    ring: [
      [3400, 4640],
      [3900, 4660],
      [3900, 4950],
      [3600, 4985],
      [3390, 4930],
    ],
  },
  station: {
    name: 'Ga Bỉm Sơn',
    ring: [
      [2590, 3760],
      [2680, 3770],
      [2700, 4180],
      [2620, 4190],
    ],
  },
} satisfies Record<string, { name: string; ring: readonly Xy[] }>;

/** The lie of the land: where people live, where hills and water are. */
export interface Terrain {
  /** How densely people live here, 0 = nobody, 1 = town centre. */
  density(at: Xy): number;
  /** 0 = plain, above 0.45 = wooded slope where nobody builds. */
  hill(at: Xy): number;
  /** The direction streets like to take here (or square to it), radians from east. */
  grain(at: Xy): number;
  /** Whether streets and houses can be here: no slope, no water, no ground kept for something else. */
  isBuildable(at: Xy): boolean;
}

/** @param streamLines the streams' courses, which houses and streets keep away from */
export function shapeTerrain(random: Random, streamLines: readonly (readonly Xy[])[]): Terrain {
  const noise = valueNoise(random.fork('noise'));
  const grounds = Object.values(GROUNDS).map(({ ring }) => ring as readonly Xy[]);
  const hill = (at: Xy): number => {
    const height = HILLS.reduce((sum, [x, y, reach, weight]) => sum + weight * bell(at, [x, y], reach), 0);
    return height * (0.55 + 0.9 * noise(at, 520));
  };
  return {
    hill,
    density: (at) => {
      const people = NEIGHBOURHOODS.reduce(
        (sum, { centre, reach, weight }) => sum + weight * bell(at, centre, reach),
        0,
      );
      return Math.min(1, people) * (0.2 + 1.6 * noise(at, 300));
    },
    grain: (at) => {
      // Directions are the same after a quarter turn, so they are averaged as four times the angle.
      let [east, north] = [0, 0];
      for (const { centre, reach, angle } of NEIGHBOURHOODS) {
        const pull = bell(at, centre, reach * 1.6) + 1e-6;
        east += pull * Math.cos(4 * angle);
        north += pull * Math.sin(4 * angle);
      }
      return Math.atan2(north, east) / 4 + (noise(at, 900) - 0.5) * 0.5;
    },
    isBuildable: (at) =>
      hill(at) < 0.45 &&
      !grounds.some((ring) => isInside(at, ring)) &&
      !PONDS.some(
        ({ centre, radius }) =>
          Math.hypot((at[0] - centre[0]) / (radius[0] + 25), (at[1] - centre[1]) / (radius[1] + 25)) < 1,
      ) &&
      !streamLines.some((line) => isNear(at, line, 16)),
  };
}

function bell(at: Xy, centre: Xy, reach: number): number {
  const squared = ((at[0] - centre[0]) ** 2 + (at[1] - centre[1]) ** 2) / (reach * reach);
  return squared > 12 ? 0 : Math.exp(-squared);
}

function isNear(at: Xy, line: readonly Xy[], metres: number): boolean {
  let before: Xy | undefined;
  for (const place of line) {
    const from = before;
    before = place;
    if (!from || Math.abs(place[0] - at[0]) > 120 || Math.abs(place[1] - at[1]) > 120) continue;
    if (nearestOnSegment(at, from, place).metres < metres) return true;
  }
  return false;
}
