import type { LonLat } from '../domain/geo.ts';
import { classOfTruck, classWithin, type Size, sizeClasses } from './access.ts';
import type { DayTown } from './gather.ts';

/** A spot on a road where trucks start, stop or unload: one row and column of the matrix. */
interface Place {
  readonly position: LonLat;
  /** Largest size class its approach is signed for. */
  readonly signedClass: number;
}

/** The places of a day, and which of them belongs to what. */
export interface DayPlaces {
  /** Size classes of the trucks on shift, see access.ts. */
  readonly classes: readonly Size[];
  readonly places: readonly Place[];
  /** Place by point, disposal site and depot id. */
  readonly ofPoint: ReadonlyMap<string, number>;
  readonly ofSite: ReadonlyMap<string, number>;
  readonly ofDepot: ReadonlyMap<string, number>;
  /** Where trucks that are out already were seen, by shift; empty for a day that has not begun. */
  readonly ofTruck: ReadonlyMap<string, number>;
  /** Size class of each shift's truck. */
  readonly classOfShift: readonly number[];
}

/**
 * Gathers the distinct places of the day's depots, sites and points. Two things at one spot with equal access share one.
 *
 * @param seen where trucks that are out already are, by shift: places of the day, too
 */
export function placesOf(town: DayTown, seen: ReadonlyMap<string, LonLat> = new Map()): DayPlaces {
  const classes = sizeClasses(town.shifts.map((shift) => shift.truck));
  const widest = classes.length - 1;
  const places: Place[] = [];
  const known = new Map<string, number>();
  const placeAt = (position: LonLat, signedClass: number): number => {
    const key = `${position[0]},${position[1]},${signedClass}`;
    const index = known.get(key) ?? places.push({ position, signedClass }) - 1;
    known.set(key, index);
    return index;
  };
  const ofTruck = town.shifts.flatMap(({ id, truck }): [string, number][] => {
    const position = seen.get(id);
    return position ? [[id, placeAt(position, classOfTruck(classes, truck))]] : [];
  });
  return {
    classes,
    places,
    ofTruck: new Map(ofTruck),
    ofDepot: new Map(town.shifts.map(({ truck }) => [truck.depot.id, placeAt(truck.depot.roadPosition, widest)])),
    ofSite: new Map(town.sites.map((site) => [site.id, placeAt(site.roadPosition, widest)])),
    ofPoint: new Map(
      [...town.points.values()].map((point) => [point.id, placeAt(point.roadPosition, classWithin(classes, point))]),
    ),
    classOfShift: town.shifts.map((shift) => classOfTruck(classes, shift.truck)),
  };
}
