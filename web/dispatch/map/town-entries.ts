import type { Facility } from '../../../domain/facilities.ts';
import type { Truck } from '../../../domain/trucks.ts';
import type { CollectionPoint } from '../../../domain/points.ts';
import type { Unit } from '../../../domain/units.ts';
import { crewName } from '../crew-name.ts';

/** Something of the town that can be found by what people call it. */
export type TownEntry = { key: string; texts: string[] } & (
  | { kind: 'truck'; truck: Truck; crews: string[] }
  | { kind: 'point'; point: CollectionPoint; unitName: string }
  | { kind: 'facility'; facility: Facility }
  | { kind: 'unit'; unit: Unit }
);

interface Sources {
  trucks: readonly Truck[];
  facilities: readonly Facility[];
  points: readonly CollectionPoint[];
  units: readonly Unit[];
  unitOfPoint: ReadonlyMap<string, Unit>;
}

/**
 * All of the town that can be searched for: trucks by plate, number and crews, units, facilities and points by code and name,
 * points by their unit too. Of equally good matches the few stand before the many.
 *
 * @param words what a truck and a crew are called, such as `xe` and `tổ`, and each kind of facility
 */
export function townEntries(
  { trucks, facilities, points, units, unitOfPoint }: Sources,
  words: { truck: string; crew: string; facilityKind: (kind: Facility['kind']) => string },
): TownEntry[] {
  return [
    ...trucks.map((truck) => {
      const crews = [...new Set(truck.shifts.flatMap(({ crewCode }) => crewCode ?? []))];
      const called = crews.flatMap((code) => [code, `${words.crew} ${crewName(code)}`]);
      // A plate is typed with or without its signs.
      const plates = [truck.code, truck.code.replace(/[^\p{L}\p{N}]/gu, '')];
      const texts = [...plates, `${words.truck} ${truck.number}`, ...called];
      return { key: truck.id, kind: 'truck' as const, truck, crews, texts };
    }),
    ...facilities.map((facility) => {
      const texts = [facility.code, facility.name, words.facilityKind(facility.kind)];
      return { key: facility.id, kind: 'facility' as const, facility, texts };
    }),
    ...units.map((unit) => ({ key: unit.id, kind: 'unit' as const, unit, texts: [unit.name, unit.code] })),
    // Places of one day are found on the map of that day.
    ...points
      .filter(({ onceOn }) => !onceOn)
      .map((point) => {
        const unitName = unitOfPoint.get(point.id)?.name ?? '';
        return { key: point.id, kind: 'point' as const, point, unitName, texts: [point.code, point.name, unitName] };
      }),
  ];
}
