import { distance } from '@turf/turf';
import { unitFinder } from '../../domain/area-files/assign-units.ts';
import type { FacilityRow } from '../../domain/area-files/facilities-file.ts';
import type { PointRow } from '../../domain/area-files/points-file.ts';
import type { TruckRow } from '../../domain/area-files/trucks-file.ts';
import type { UnitRow } from '../../domain/area-files/units-file.ts';
import { itemAt } from '../../domain/item-at.ts';
import type { Amenity, StreetCorner } from './generate-places.ts';

export interface GeneratedTown {
  points: Omit<PointRow, 'line'>[];
  trucks: Omit<TruckRow, 'line'>[];
  facilities: Omit<FacilityRow, 'line'>[];
}

/** Within the 0.6–1.0 kg that are plausible for a Vietnamese town. */
const KG_PER_PERSON_AND_DAY = 0.8;
const FOOD_SHARE = 0.3;
const PEOPLE_PER_HOUSEHOLD = 3.6;
/** At most this share of the points are markets, schools and clinics of the map. */
const AMENITY_SHARE = 0.15;
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const FOOD_DAYS = [
  [1, 3, 5],
  [2, 4, 6],
];
const COOPERATIVES = ['HTX-1', 'HTX-2'];

const SIZES = [
  { capacityKg: 8000, capacityLitres: 16_000, heightMetres: 3.2, widthMetres: 2.5, weightTonnes: 16, share: 0.5 },
  { capacityKg: 5000, capacityLitres: 10_000, heightMetres: 2.8, widthMetres: 2.3, weightTonnes: 10, share: 0.3 },
  { capacityKg: 2500, capacityLitres: 5000, heightMetres: 2.4, widthMetres: 2, weightTonnes: 5, share: 0.2 },
];
/** What a truck of a shift can be expected to do: stops for its time, two fuller trips for its load. */
const STOPS_PER_SHIFT = 45;
const TRIPS_PER_SHIFT = 1.7;

/**
 * Invents collection points, a fleet and facilities for the streets and units of a real place: points spread along the streets
 * in proportion to each unit's people, a fleet that is just large enough. The same seed gives the same town.
 *
 * @throws RangeError if the units hold no street that a truck may use
 */
export function generateTown(
  units: readonly UnitRow[],
  places: { corners: readonly StreetCorner[]; amenities: readonly Amenity[] },
  options: { points: number; seed: number },
): GeneratedTown {
  const random = randomOf(options.seed);
  const unitOf = unitFinder(units, '9999-12-31');
  const inUnits = <T extends { position: [number, number] }>(all: readonly T[]) =>
    all.flatMap((place) => {
      const unit = unitOf(place.position);
      return unit === null ? [] : [{ ...place, unit }];
    });
  const corners = inUnits(places.corners);
  if (corners.length === 0) throw new RangeError('The units hold no street that a truck may use.');
  const amenities = inUnits(places.amenities);
  const points = generatePoints(units, corners, amenities, options.points, random);
  return { points, trucks: generateTrucks(points), facilities: generateFacilities(corners, amenities, random) };
}

type InUnit<T> = T & { unit: number };

function generatePoints(
  units: readonly UnitRow[],
  corners: readonly InUnit<StreetCorner>[],
  amenities: readonly InUnit<Amenity>[],
  wanted: number,
  random: () => number,
): GeneratedTown['points'] {
  const points: GeneratedTown['points'] = [];
  const special = shuffled(
    amenities.filter(({ kind }) => kind === 'market' || kind === 'school' || kind === 'clinic'),
    random,
  ).slice(0, Math.floor(wanted * AMENITY_SHARE));
  for (const amenity of special) points.push(amenityPoint(amenity, points.length, random));

  const weights = units.map((unit, i) =>
    corners.some((corner) => corner.unit === i) ? Math.max(1, unit.population) : 0,
  );
  const counts = apportion(weights, wanted - points.length);
  for (const [i, unit] of units.entries()) {
    const spots = spread(
      shuffled(
        corners.filter((corner) => corner.unit === i && corner.class !== 'secondary'),
        random,
      ),
      itemAt(counts, i),
    );
    const people = unit.population / Math.max(1, spots.length);
    for (const spot of spots) points.push(streetPoint(spot, people * (0.6 + 0.8 * random()), points.length, random));
  }
  return points;
}

function streetPoint(corner: StreetCorner, people: number, index: number, random: () => number) {
  const kg = people * KG_PER_PERSON_AND_DAY;
  const isContainer = random() < 0.4;
  return {
    ...pointBase(index, corner.street),
    kind: isContainer ? ('container' as const) : ('gathering-point' as const),
    position: corner.position,
    streams: [
      { stream: 'household-other' as const, expectedKgPerDay: Math.ceil(kg * (1 - FOOD_SHARE)), weekdays: EVERY_DAY },
      { stream: 'food' as const, expectedKgPerDay: Math.ceil(kg * FOOD_SHARE), weekdays: itemAt(FOOD_DAYS, index % 2) },
    ],
    containers: isContainer ? Math.max(1, Math.round(kg / 90)) : 0,
    householdsServed: Math.round(people / PEOPLE_PER_HOUSEHOLD),
    serviceSeconds: 90 + Math.round(kg / 2),
    windows: windowsOf(random),
  };
}

function amenityPoint({ kind, name, position }: Amenity, index: number, random: () => number) {
  const mass = { market: 180, school: 70, clinic: 60, landfill: 0, industrial: 0 }[kind] * (0.7 + 0.6 * random());
  const kg = Math.ceil(mass);
  return {
    ...pointBase(index, name),
    kind: kind as 'market' | 'school' | 'clinic',
    position,
    streams: [
      { stream: 'household-other' as const, expectedKgPerDay: kg, weekdays: EVERY_DAY },
      ...(kind === 'clinic' ? [{ stream: 'medical' as const, expectedKgPerDay: 8, weekdays: EVERY_DAY }] : []),
    ],
    containers: 2,
    householdsServed: 0,
    serviceSeconds: 240,
    windows: kind === 'school' ? ([[3 * 3600, 6.5 * 3600]] as [number, number][]) : [],
  };
}

function pointBase(index: number, place: string) {
  const code = `GP-${String(index + 1).padStart(4, '0')}`;
  return {
    code,
    name: `${place || code} (giả lập)`,
    maxWeightTonnes: null,
    maxWidthMetres: null,
    maxHeightMetres: null,
    cooperativeCode: itemAt(COOPERATIVES, index % COOPERATIVES.length),
  };
}

function windowsOf(random: () => number): [number, number][] {
  const dice = random();
  if (dice < 0.2) return [[2 * 3600, 6 * 3600]];
  return dice < 0.35 ? [[4 * 3600, 9 * 3600]] : [];
}

function generateTrucks(points: GeneratedTown['points']): GeneratedTown['trucks'] {
  const mass = points.flatMap((point) => point.streams).reduce((sum, held) => sum + held.expectedKgPerDay, 0);
  const shifts = points.length / STOPS_PER_SHIFT;
  const trucks: GeneratedTown['trucks'] = [];
  for (const { share, ...size } of SIZES) {
    const count = Math.max(
      1,
      Math.ceil(Math.max(shifts * share, (mass * share) / (size.capacityKg * TRIPS_PER_SHIFT))),
    );
    for (let i = 0; i < count; i++)
      trucks.push(truckOf(trucks.length, size, ['household-other', 'food', 'recyclable']));
  }
  if (points.some((point) => point.streams.some((held) => held.stream === 'medical'))) {
    const van = { capacityKg: 800, capacityLitres: 6000, heightMetres: 2.3, widthMetres: 1.9, weightTonnes: 3.5 };
    trucks.push(truckOf(trucks.length, van, ['medical', 'hazardous']));
  }
  return trucks;
}

function truckOf(
  index: number,
  size: Pick<TruckRow, 'capacityKg' | 'capacityLitres' | 'heightMetres' | 'widthMetres' | 'weightTonnes'>,
  streams: TruckRow['streams'],
): Omit<TruckRow, 'line'> {
  const number = String(index + 1).padStart(2, '0');
  const cooperative = index % COOPERATIVES.length;
  return {
    ...size,
    code: `GT-${number}`,
    streams,
    depotCode: 'DEPOT',
    cooperativeCode: itemAt(COOPERATIVES, cooperative),
    cooperativeName: `Hợp tác xã ${cooperative + 1} (giả lập)`,
    cooperativeKind: 'cooperative',
    shifts: [[2 * 3600, 10 * 3600]],
    weekdays: EVERY_DAY,
    maxOvertimeSeconds: 3600,
    breaks: [{ startSecond: 5 * 3600, endSecond: 7 * 3600, seconds: 1800 }],
    crewCode: `CREW-${number}`,
    costPerDay: Math.round(200_000 + size.capacityKg * 60),
    costPerHour: 120_000,
    costPerKm: Math.round(4000 + size.weightTonnes * 400),
    deviceId: `generated-${number}`,
  };
}

function generateFacilities(
  corners: readonly InUnit<StreetCorner>[],
  amenities: readonly InUnit<Amenity>[],
  random: () => number,
): GeneratedTown['facilities'] {
  const junctions = shuffled(
    corners.filter((corner) => corner.isJunction),
    random,
  );
  const streets = junctions.length > 0 ? junctions : shuffled(corners, random);
  const centre = middleOf(corners);
  const near = (place: [number, number]) => nearest(streets, place).position;
  const industrial = amenities.find(({ kind }) => kind === 'industrial')?.position;
  const landfill = amenities.find(({ kind }) => kind === 'landfill')?.position;
  const far = streets.reduce((a, b) => (distance(b.position, centre) > distance(a.position, centre) ? b : a));
  const base = { windows: [[3 * 3600, 19 * 3600]] as [number, number][], dailyIntakeKg: null };
  return [
    {
      ...base,
      code: 'DEPOT',
      name: 'Bãi xe (giả lập)',
      kind: 'depot',
      position: near(industrial ?? centre),
      windows: [],
      acceptedStreams: [],
      unloadSeconds: 0,
    },
    {
      ...base,
      code: 'LANDFILL',
      name: 'Bãi rác (giả lập)',
      kind: 'landfill',
      position: near(landfill ?? far.position),
      acceptedStreams: ['household-other', 'bulky', 'construction'],
      unloadSeconds: 720,
    },
    {
      ...base,
      code: 'PLANT',
      name: 'Nhà máy xử lý (giả lập)',
      kind: 'treatment-plant',
      position: near(itemAt(streets, 0).position),
      acceptedStreams: ['household-other', 'food', 'recyclable', 'medical', 'hazardous'],
      unloadSeconds: 900,
    },
  ];
}

/** Whole numbers in proportion to the weights that sum to `total` (largest remainders). */
function apportion(weights: readonly number[], total: number): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  const shares = weights.map((weight) => {
    const exact = (total * weight) / sum;
    return { count: Math.floor(exact), remainder: exact - Math.floor(exact) };
  });
  const left = total - shares.reduce((all, { count }) => all + count, 0);
  for (const share of shares.toSorted((a, b) => b.remainder - a.remainder).slice(0, left)) share.count++;
  return shares.map(({ count }) => count);
}

/** Up to `count` of the places, as far from each other as there is room for: the wanted gap shrinks until they fit. */
function spread<T extends { position: [number, number] }>(places: readonly T[], count: number): T[] {
  for (let gapMetres = 800; gapMetres >= 10; gapMetres *= 0.8) {
    const chosen: T[] = [];
    for (const place of places) {
      if (chosen.length === count) break;
      if (chosen.every((other) => distance(other.position, place.position, { units: 'meters' }) >= gapMetres)) {
        chosen.push(place);
      }
    }
    if (chosen.length === count) return chosen;
  }
  return places.slice(0, count);
}

function nearest<T extends { position: [number, number] }>(places: readonly T[], to: [number, number]): T {
  return places.reduce((a, b) => (distance(b.position, to) < distance(a.position, to) ? b : a));
}

function middleOf(places: readonly { position: [number, number] }[]): [number, number] {
  const middle = (axis: 0 | 1): number => {
    const inOrder = places.map((place) => place.position[axis]).sort((a, b) => a - b);
    return itemAt(inOrder, places.length >> 1);
  };
  return [middle(0), middle(1)];
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const result = [...items];
  for (let i = result.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [result[i], result[j]] = [itemAt(result, j), itemAt(result, i)];
  }
  return result;
}

/** Mulberry32: small, and the same everywhere. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
