import type { Day } from '../../domain/day.ts';
import type { Unit } from '../../domain/units.ts';
import { holdsOn, unitOfPointFinder } from '../../domain/units-in-force.ts';
import type { Town } from '../ui/api/town-queries.ts';

/** The town as its units divide it on one day. */
export interface TownOfDay {
  town: Town;
  unitsInForce: readonly Unit[];
  /** By point: the unit in force it counts to; a point in none is not there. */
  unitOfPoint: ReadonlyMap<string, Unit>;
}

/** Finds the units that hold on `day` and which of them each point counts to. */
export function townOfDay(town: Town, day: Day): TownOfDay {
  const unitsInForce = town.units.filter((unit) => holdsOn(unit, day));
  const unitOf = unitOfPointFinder(unitsInForce);
  return {
    town,
    unitsInForce,
    unitOfPoint: new Map(
      town.points.flatMap((point) => {
        const unit = unitOf(point);
        return unit ? [[point.id, unit]] : [];
      }),
    ),
  };
}
