import type { RouteView } from '../../../domain/plans.ts';
import type { DayModel } from '../day-model.ts';
import type { WholeTrip } from './board-store.ts';
import { pickedOf } from './picked.ts';

/** A trip as what may be moved: its visits that nobody has reported yet, in order; `null` where there are none. */
export function wholeTrip(
  model: Pick<DayModel, 'outcomes'>,
  route: RouteView,
  number: number | null,
): WholeTrip | null {
  if (number === null) return null;
  const visits = route.stops.flatMap((stop) =>
    stop.tripNumber === number ? (pickedOf(model, { stop, route }) ?? []) : [],
  );
  return visits.length > 0 ? { truckNumber: route.truckNumber, number, visits } : null;
}
