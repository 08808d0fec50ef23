import { useQuery } from '@tanstack/react-query';
import type { Place } from '../../../domain/plan-edits.ts';
import { type DayModel, heardUntil } from '../day-model.ts';
import { findPlaces } from './board-api.ts';
import type { Editing } from './editing.ts';
import { isWhereItWas } from './moves.ts';

const NONE: readonly string[] = [];

/**
 * Where visits that stay together may go, priced: all places, the best first, and the best but where they lie already. Of a day under
 * way those are none that would be over by now.
 *
 * @param off trucks that have enough to do, such as the one that is to be rid of them: none of the best places is theirs
 * @param isAsked false: they are not priced yet
 * @param reopened those of them that were reported, and would be open again
 */
export function useBestPlaces(
  { planId, base }: Pick<Editing, 'planId' | 'base'>,
  model: DayModel,
  visits: readonly string[],
  {
    off = NONE,
    isAsked = true,
    reopened = NONE,
  }: { readonly off?: readonly string[]; readonly isAsked?: boolean; readonly reopened?: readonly string[] } = {},
): { all: readonly Place[]; best: readonly Place[]; isPending: boolean; error: Error | null } {
  const { data, isPending, error } = useQuery({
    queryKey: ['places', planId, base, visits, reopened],
    queryFn: ({ signal }) => findPlaces({ planId, base }, { visits, reopened }, signal),
    enabled: isAsked && visits.length > 0,
  });
  const until = heardUntil(model);
  const all = (data ?? []).filter(({ endsAt }) => Date.parse(endsAt) > until);
  const moved = new Set(visits);
  const isPresent = (place: Place): boolean => {
    const route = model.revision?.routes.find(({ shiftId }) => shiftId === place.shiftId);
    return route !== undefined && isWhereItWas(place, route, moved);
  };
  return { all, best: all.filter((place) => !off.includes(place.truckId) && !isPresent(place)), isPending, error };
}
