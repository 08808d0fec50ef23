/** A day as small as can be, without a database or roads: points on a line, every way open. */
import type { DueVisit } from '../domain/due.ts';
import { RESOLUTION_TARGETS } from '../domain/targets.ts';
import type { DayTown, TownPoint, TownShift, TownTruck } from './gather.ts';
import type { DayMatrix } from './matrix.ts';
import { type DayPlaces, placesOf } from './places.ts';
import { type DayProblem, dayProblem } from './problem.ts';

export const HOUR = 3600;

export function truck(
  code: string,
  capacityKg: number,
  weightTonnes: number,
  more: Partial<TownTruck> = {},
): TownTruck {
  return {
    id: code,
    code,
    number: Number(/\d+/.exec(code)?.[0] ?? 0),
    capacityKg,
    capacityLitres: capacityKg * 3,
    heightMetres: 2 + weightTonnes / 10,
    widthMetres: 2,
    weightTonnes,
    streams: ['household-other'],
    depot: { id: 'depot', name: 'Depot', roadPosition: [105, 20] },
    costPerDay: 600_000,
    costPerHour: 0,
    costPerKm: 0,
    ...more,
  };
}

export function shift(of: TownTruck, startHour = 5, endHour = 13): TownShift {
  const times = { startSeconds: startHour * HOUR, endSeconds: endHour * HOUR };
  return { id: `${of.code}@${startHour}`, ...times, maxOvertimeSeconds: HOUR, breaks: [], truck: of };
}

export function point(code: string, k: number, more: Partial<TownPoint> = {}): TownPoint {
  const limits = { maxHeightMetres: null, maxWidthMetres: null, maxWeightTonnes: null };
  const roadPosition: [number, number] = [105 + k / 100, 20];
  return {
    id: code,
    code,
    name: code,
    unitId: 'unit',
    roadPosition,
    serviceSeconds: 120,
    windows: [],
    ...limits,
    ...more,
  };
}

export const due = (pointId: string, massKg: number, stream: DueVisit['stream'] = 'household-other'): DueVisit => ({
  pointId,
  stream,
  massKg,
  litres: massKg * 2,
  days: 1,
  isCarriedOver: false,
});

export function townOf(
  points: TownPoint[],
  visits: DueVisit[],
  shifts: TownShift[],
  more: Partial<DayTown> = {},
): DayTown {
  return {
    area: { id: 'area', timeZone: 'Asia/Ho_Chi_Minh' },
    day: '2026-11-23',
    units: new Map([['unit', { name: 'Ba Đình', setting: 'urban' }]]),
    targets: RESOLUTION_TARGETS,
    points: new Map(points.map((entry) => [entry.id, entry])),
    due: visits,
    sites: [
      {
        id: 'landfill',
        code: 'LANDFILL',
        name: 'Landfill',
        roadPosition: [105.5, 20],
        windows: [],
        acceptedStreams: ['household-other', 'food', 'medical'],
        dailyIntakeKg: 50_000,
        unloadSeconds: 600,
      },
    ],
    shifts,
    familiar: new Map(),
    ...{ out: [], closedStreets: [], closedStreams: [], streamsOfTrucksOut: [], basis: null },
    ...more,
  };
}

export function problemOf(town: DayTown, matrixOf = everyWayOpen): DayProblem {
  const places = placesOf(town);
  return dayProblem(town, places, matrixOf(places));
}

/** As far apart as the points are on their line: 100 seconds and metres from one to the next. */
export function alongTheLine({ places }: DayPlaces): DayMatrix {
  const size = places.length;
  const lon = (place: number) => places[place].position[0];
  const cells = () =>
    Int32Array.from({ length: size * size }, (_, k) =>
      Math.round(10_000 * Math.abs(lon(k % size) - lon(Math.floor(k / size)))),
    );
  return { size, seconds: cells(), metres: cells(), classOfPlace: places.map((place) => place.signedClass) };
}

function everyWayOpen({ places }: DayPlaces): DayMatrix {
  const size = places.length;
  const cells = () => Int32Array.from({ length: size * size }, (_, k) => (k % (size + 1) === 0 ? 0 : 60));
  return { size, seconds: cells(), metres: cells(), classOfPlace: places.map((place) => place.signedClass) };
}
