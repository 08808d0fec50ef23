import type { Facility } from '../../../domain/facilities.ts';
import { type LonLat, positionSchema } from '../../../domain/geo.ts';
import type { Unit } from '../../../domain/units.ts';
import { groundFinder, holdsOn } from '../../../domain/units-in-force.ts';

export type FacilityKindName = Facility['kind'];

/** A place of a record, if it has one. */
export function positionOf(value: unknown): LonLat | null {
  return positionSchema.safeParse(value).data ?? null;
}

/** The unit in force on `day` that a place lies in; `null` outside all. */
export function unitAt(units: readonly Unit[], position: LonLat, day: string): Unit | null {
  return groundFinder(units.filter((unit) => holdsOn(unit, day)))(position);
}
