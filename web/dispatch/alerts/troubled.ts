import type { AlertView } from '../../../domain/alerts/alerts.ts';

/** What says nothing of how a truck itself gets on. */
const OF_OTHERS: readonly AlertView['kind'][] = ['facility-closes', 'skipped-endangers', 'unit-under-target'];

/** Trucks that are late, stand, are silent, off their way or full themselves: nothing is well given to them. */
export function troubled(calling: readonly Pick<AlertView, 'kind' | 'truckId' | 'facts'>[]): string[] {
  const trucks = calling
    .filter(({ kind }) => !OF_OTHERS.includes(kind))
    .flatMap(({ truckId, facts }) => [...(truckId === null ? [] : [truckId]), ...facts.truckIds]);
  return [...new Set(trucks)];
}
