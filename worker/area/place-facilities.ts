import type { FacilityRow } from '../../domain/area-files/facilities-file.ts';
import { faultOf, type ReadRows, type SourceFile } from '../../domain/area-files/source-file.ts';
import type { TruckRow } from '../../domain/area-files/trucks-file.ts';
import type { ImportFault } from '../../domain/areas.ts';
import type { LonLat } from '../../domain/geo.ts';
import { itemAt } from '../../domain/item-at.ts';
import { type RoadEngine, type Snapped, UNREACHABLE } from '../../roads/engine.ts';
import { ASSUMED_TRUCK, carriesAny, isSameSize, profileOf, sizesOf, type TruckSize } from './truck-sizes.ts';

/** Where a thing meets the road. */
export interface OnRoad {
  roadPosition: LonLat;
  roadDistanceMetres: number;
}

export type PlacedFacility = FacilityRow & OnRoad;

/** Landfills and plants lie far off the road on ground of their own. */
const FACILITY_RADIUS_METRES = 500;

/**
 * Lays facilities onto roads that the largest truck with business there may use, and sees to it that disposal sites can
 * be reached from a depot and left again by at least one such truck.
 */
export async function placeFacilities(
  file: Pick<SourceFile, 'kind' | 'name'>,
  facilities: readonly FacilityRow[],
  trucks: readonly TruckRow[],
  engine: RoadEngine,
  signal: AbortSignal,
): Promise<ReadRows<PlacedFacility>> {
  const placed = new Map<FacilityRow, { spot: Snapped; size: TruckSize }>();
  const sizes = sizesOf(trucks.length > 0 ? trucks : [ASSUMED_TRUCK]);
  for (const size of sizes) {
    const open = facilities.filter((facility) => !placed.has(facility) && hasBusiness(size, facility, trucks));
    const spots = await engine.snap(positionsOf(open), profileOf(size), {
      radiusMetres: FACILITY_RADIUS_METRES,
      signal,
    });
    for (const [i, spot] of spots.entries()) if (spot) placed.set(itemAt(open, i), { spot, size });
  }

  const depots = facilities.flatMap((facility) => {
    const place = facility.kind === 'depot' ? placed.get(facility) : undefined;
    return place ? [place.spot.position] : [];
  });
  const rows: PlacedFacility[] = [];
  const faults: ImportFault[] = [];
  for (const facility of facilities) {
    const place = placed.get(facility);
    if (!place) {
      const params = { metres: FACILITY_RADIUS_METRES };
      faults.push(faultOf(file, facility.line, 'lon', 'no-road-near', facility.code, params));
    } else if (
      facility.kind !== 'depot' &&
      !(await isConnected(engine, depots, place.spot.position, place.size, signal))
    ) {
      faults.push(faultOf(file, facility.line, 'lon', 'not-connected', facility.code));
    } else {
      rows.push({ ...facility, roadPosition: place.spot.position, roadDistanceMetres: place.spot.distanceMetres });
    }
  }
  return { rows, faults };
}

function hasBusiness(size: TruckSize, facility: FacilityRow, trucks: readonly TruckRow[]): boolean {
  const own = trucks.filter((truck) =>
    facility.kind === 'depot' ? truck.depotCode === facility.code : carriesAny(truck, facility.acceptedStreams),
  );
  // A place that no truck of the fleet needs is laid for whichever truck may come.
  return own.length === 0 || sizesOf(own).some((other) => isSameSize(other, size));
}

async function isConnected(
  engine: RoadEngine,
  depots: LonLat[],
  place: LonLat,
  size: TruckSize,
  signal: AbortSignal,
): Promise<boolean> {
  if (depots.length === 0) return true;
  const [there, back] = await Promise.all([
    engine.block(depots, [place], profileOf(size), { signal }),
    engine.block([place], depots, profileOf(size), { signal }),
  ]);
  return depots.some((_, i) => there.seconds[i] !== UNREACHABLE && back.seconds[i] !== UNREACHABLE);
}

function positionsOf(facilities: readonly FacilityRow[]): LonLat[] {
  return facilities.map((facility) => facility.position);
}
