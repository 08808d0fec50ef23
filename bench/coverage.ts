import { NO_HOLIDAYS } from '../domain/holidays.ts';
import type { LonLat, Surface } from '../domain/geo.ts';
import { type CoverageTown, coverageOf } from '../domain/coverage.ts';
import { foldServiceHistory, type ServiceEvent } from '../domain/service-history.ts';

/**
 * `npm run bench -- coverage [POINTS] [UNITS]`: how long coverage of an invented town takes, by default 5,000 points and
 * 50 units of 12 residential groups, each point with a walking reach of 60 corners and a day of evidence.
 */
export async function run(args: string[]): Promise<void> {
  const points = Number(args[0] ?? 5000);
  const units = Number(args[1] ?? 50);
  const day = '2026-11-23';
  const rows: Record<string, string | number>[] = [];
  for (const method of ['on-foot', 'straight-line'] as const) {
    const town = inventTown(points, units, method === 'on-foot');
    const events = town.points.flatMap((point, k): ServiceEvent[] =>
      k % 50 === 0
        ? []
        : [{ pointId: point.id, stream: null, kind: 'served', doneAt: new Date(`${day}T03:00:00Z`), planDay: day }],
    );
    const times: number[] = [];
    const processor: number[] = [];
    let share = 0;
    for (let round = 0; round < 5; round++) {
      const began = performance.now();
      const before = process.cpuUsage();
      const history = foldServiceHistory(events, [], 'Asia/Ho_Chi_Minh', { today: day, take: 'as-reported' });
      share = coverageOf(town, { day, metres: 300, history, holidays: NO_HOLIDAYS }).total.share;
      times.push(performance.now() - began);
      const { user, system } = process.cpuUsage(before);
      processor.push((user + system) / 1000);
    }
    rows.push({
      method,
      points,
      units,
      groups: town.groups.length,
      'first ms': Math.round(times[0]),
      'median ms': median(times),
      'of the processor': median(processor),
      'share covered': `${(share * 100).toFixed(1)} %`,
    });
  }
  console.table(rows);
}

function median(milliseconds: readonly number[]): number {
  return Math.round([...milliseconds].sort((a, b) => a - b)[Math.floor(milliseconds.length / 2)]);
}

const METRES_PER_DEGREE = 111_320;
const GROUPS_A_UNIT = 12;

/** Units side by side in a square, groups as strips in them, points on a lattice with a jitter that is always the same. */
function inventTown(pointCount: number, unitCount: number, withReaches: boolean): CoverageTown {
  const columns = Math.ceil(Math.sqrt(unitCount));
  const side = 0.03;
  const corner = (unit: number): LonLat => [105 + (unit % columns) * side, 20 + Math.floor(unit / columns) * side];
  const units = Array.from({ length: unitCount }, (_, k) => ({
    id: `unit-${k}`,
    name: `Unit ${k}`,
    setting: k % 3 === 0 ? ('rural' as const) : ('urban' as const),
    population: 10_000,
    geometry: rectangle(corner(k), side, side),
  }));
  const groups = units.flatMap((unit, k) =>
    Array.from({ length: GROUPS_A_UNIT }, (_, g) => {
      const [west, south] = corner(k);
      return {
        unitId: unit.id,
        dwellings: null,
        people: 10_000 / GROUPS_A_UNIT,
        geometry: rectangle([west, south + (g * side) / GROUPS_A_UNIT], side, side / GROUPS_A_UNIT),
      };
    }),
  );
  const points = Array.from({ length: pointCount }, (_, k) => {
    const unit = k % unitCount;
    const [west, south] = corner(unit);
    const position: LonLat = [west + side * fraction(k * 0.618_034), south + side * fraction(k * 0.754_877)];
    return {
      id: `point-${k}`,
      unitId: `unit-${unit}`,
      position,
      isActive: k % 40 !== 0,
      streams: [{ stream: 'household-other' as const, weekdays: [1, 2, 3, 4, 5, 6, 7] }],
      reach: withReaches ? star(position, k) : null,
    };
  });
  return { units, groups, points };
}

function rectangle([west, south]: LonLat, width: number, height: number): Surface {
  const [east, north] = [west + width, south + height];
  return {
    type: 'Polygon',
    coordinates: [
      [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ],
    ],
  };
}

/** A ragged ground of 60 corners, 180 to 300 m from its centre. */
function star([lon, lat]: LonLat, seed: number): Surface {
  const ring = Array.from({ length: 60 }, (_, corner): LonLat => {
    const angle = (corner / 60) * 2 * Math.PI;
    const radius = (180 + 120 * fraction((seed + corner) * 0.569_84)) / METRES_PER_DEGREE;
    return [lon + (Math.cos(angle) * radius) / Math.cos((lat * Math.PI) / 180), lat + Math.sin(angle) * radius];
  });
  return { type: 'Polygon', coordinates: [[...ring, ring[0]]] };
}

function fraction(number: number): number {
  return number - Math.floor(number);
}
