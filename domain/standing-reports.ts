import type { RetractionInput } from './retractions.ts';

interface Report {
  readonly id: string;
  readonly truckId: string;
}

/** The reports that stand: each once, without those that were taken back. Reports and retractions may come in any order, and often. */
export function standingReports<E extends Report>(
  reports: readonly E[],
  retractions: readonly Pick<RetractionInput, 'fieldEventId' | 'truckId'>[],
): E[] {
  const takenBack = new Set(retractions.map(({ fieldEventId, truckId }) => `${fieldEventId} ${truckId}`));
  const known = new Set<string>();
  return reports.filter(({ id, truckId }) => {
    if (known.has(id) || takenBack.has(`${id} ${truckId}`)) return false;
    known.add(id);
    return true;
  });
}
