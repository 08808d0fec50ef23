import { faultOf, type ReadRows, type SourceFile } from '../../domain/area-files/source-file.ts';
import type { TruckRow } from '../../domain/area-files/trucks-file.ts';
import type { ImportFault } from '../../domain/areas.ts';
import type { LonLat } from '../../domain/geo.ts';
import { itemAt } from '../../domain/item-at.ts';
import { type RoadEngine, type Snapped, UNREACHABLE } from '../../roads/engine.ts';
import type { OnRoad, PlacedFacility } from './place-facilities.ts';
import type { LocatedPoint } from './read-files.ts';
import { ASSUMED_TRUCK, carriesAny, fits, isSameSize, profileOf, sizesOf, type TruckSize } from './truck-sizes.ts';

export type PlacedPoint = LocatedPoint & OnRoad;

/** How far from a point a road may lie. */
const POINT_RADIUS_METRES = 150;
/** A larger truck may stop this much farther away before the point counts as one for smaller trucks only. */
const WORTH_A_LARGER_TRUCK_METRES = 30;

interface Candidate {
  size: TruckSize;
  spot: Snapped;
  isConnected: boolean;
}

/**
 * Lays points onto roads that trucks which may serve them can use, reach from their depot and leave again. The largest
 * such truck decides; where only smaller ones come near, their measures become the limits of the point's approach.
 */
export async function placePoints(
  file: Pick<SourceFile, 'kind' | 'name'>,
  points: readonly LocatedPoint[],
  fleet: { trucks: readonly TruckRow[]; facilities: readonly PlacedFacility[] },
  engine: RoadEngine,
  options: { signal: AbortSignal; onProgress: (share: number) => void },
): Promise<ReadRows<PlacedPoint>> {
  const sizes = sizesOf(fleet.trucks.length > 0 ? fleet.trucks : [ASSUMED_TRUCK]);
  const candidates = new Map<LocatedPoint, Candidate[]>(points.map((point) => [point, []]));
  const possible = points.map((point) => sizesFor(point, fleet.trucks, sizes));
  for (const [done, size] of sizes.entries()) {
    const meant = points.filter((_, i) => itemAt(possible, i).includes(size));
    const spots = await engine.snap(positionsOf(meant), profileOf(size), {
      radiusMetres: POINT_RADIUS_METRES,
      signal: options.signal,
    });
    const found = meant.flatMap((point, i) => {
      const spot = spots[i];
      return spot ? [{ point, spot }] : [];
    });
    const connected = await connectedToDepot(
      engine,
      depotsOf(size, fleet),
      found.map(({ spot }) => spot.position),
      size,
      { signal: options.signal, onProgress: (share) => options.onProgress((done + share) / sizes.length) },
    );
    for (const [i, { point, spot }] of found.entries()) {
      candidates.get(point)?.push({ size, spot, isConnected: itemAt(connected, i) });
    }
  }

  const rows: PlacedPoint[] = [];
  const faults: ImportFault[] = [];
  for (const [i, point] of points.entries()) {
    const found = candidates.get(point) ?? [];
    const chosen = choose(found);
    if (chosen) rows.push(placed(point, chosen, itemAt(possible, i)));
    else if (found.length > 0) faults.push(faultOf(file, point.line, 'lon', 'not-connected', point.code));
    else {
      const params = { metres: POINT_RADIUS_METRES };
      faults.push(faultOf(file, point.line, 'lon', 'no-truck-can-reach', point.code, params));
    }
  }
  return { rows, faults };
}

/** The sizes of the trucks that carry what is there and fit its approach, the heaviest first. */
function sizesFor(point: LocatedPoint, trucks: readonly TruckRow[], sizes: readonly TruckSize[]): TruckSize[] {
  const streams = point.streams.map((held) => held.stream);
  const carriers = trucks.filter((truck) => carriesAny(truck, streams));
  // Waste that nobody carries is for the plan to report; where it lies can be said all the same.
  const own = carriers.length > 0 ? sizesOf(carriers) : sizes;
  return sizes.filter((size) => fits(size, point) && own.some((other) => isSameSize(other, size)));
}

function choose(candidates: readonly Candidate[]): Candidate | undefined {
  const usable = candidates.filter((candidate) => candidate.isConnected);
  const nearest = Math.min(...usable.map((candidate) => candidate.spot.distanceMetres));
  return usable.find((candidate) => candidate.spot.distanceMetres <= nearest + WORTH_A_LARGER_TRUCK_METRES);
}

function placed(point: LocatedPoint, { size, spot }: Candidate, possible: readonly TruckSize[]): PlacedPoint {
  const larger = possible.slice(
    0,
    possible.findIndex((other) => isSameSize(other, size)),
  );
  const limit = (given: number | null, key: keyof TruckSize): number | null =>
    larger.some((other) => other[key] > size[key]) ? Math.min(given ?? Number.POSITIVE_INFINITY, size[key]) : given;
  return {
    ...point,
    maxWeightTonnes: limit(point.maxWeightTonnes, 'weightTonnes'),
    maxWidthMetres: limit(point.maxWidthMetres, 'widthMetres'),
    maxHeightMetres: limit(point.maxHeightMetres, 'heightMetres'),
    roadPosition: spot.position,
    roadDistanceMetres: spot.distanceMetres,
  };
}

function depotsOf(
  size: TruckSize,
  fleet: { trucks: readonly TruckRow[]; facilities: readonly PlacedFacility[] },
): LonLat[] {
  const codes = new Set(fleet.trucks.filter((truck) => isSameSize(truck, size)).map((truck) => truck.depotCode));
  return fleet.facilities.filter((facility) => codes.has(facility.code)).map((facility) => facility.roadPosition);
}

/** For each place whether a way leads to it from one of the depots and back to the same; without depots yes. */
async function connectedToDepot(
  engine: RoadEngine,
  depots: LonLat[],
  places: LonLat[],
  size: TruckSize,
  options: { signal: AbortSignal; onProgress: (share: number) => void },
): Promise<boolean[]> {
  if (depots.length === 0 || places.length === 0) return places.map(() => true);
  const there = await engine.block(depots, places, profileOf(size), { signal: options.signal });
  const back = await engine.block(places, depots, profileOf(size), options);
  return places.map((_, place) =>
    depots.some(
      (_, depot) =>
        there.seconds[depot * places.length + place] !== UNREACHABLE &&
        back.seconds[place * depots.length + depot] !== UNREACHABLE,
    ),
  );
}

function positionsOf(points: readonly LocatedPoint[]): LonLat[] {
  return points.map((point) => point.position);
}
