import type { Day } from './day.ts';
import type { LonLat, Surface } from './geo.ts';
import { groundTest } from './ground-test.ts';

/** Whether a unit holds on `day`: from its first day until the day before `validTo`. */
export function holdsOn(unit: { readonly validFrom: Day; readonly validTo: Day | null }, day: Day): boolean {
  return unit.validFrom <= day && (unit.validTo === null || day < unit.validTo);
}

/** Makes a function that gives the first of `places` whose ground a position lies on, or `null`. */
export function groundFinder<P extends { readonly geometry: Surface }>(
  places: readonly P[],
): (position: LonLat) => P | null {
  const grounds = places.map((place) => groundTest(place.geometry));
  return (position) => places[grounds.findIndex((isOn) => isOn(position))] ?? null;
}

/**
 * Makes a function that gives the unit a collection point counts to while `inForce` hold: the one it was assigned to when
 * that is among them, else the one it lies in. One code can mean two units at two times, and points were assigned to those
 * that held when the area was imported. `null` where no unit in force holds the place.
 */
export function unitOfPointFinder<U extends { readonly id: string; readonly geometry: Surface }>(
  inForce: readonly U[],
): (point: { readonly unitId: string; readonly position: LonLat }) => U | null {
  const byId = new Map(inForce.map((unit) => [unit.id, unit]));
  const around = groundFinder(inForce);
  return ({ unitId, position }) => byId.get(unitId) ?? around(position);
}
