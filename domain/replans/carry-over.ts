import type { RevisionSummary } from '../plans.ts';
import type { ReplanRequest } from './replans.ts';

/** What somebody said of a day under way. */
export type SaidOfDay = Pick<ReplanRequest, 'without' | 'leaving' | 'closed' | 'urgent'>;

/**
 * What holds of a day under way: what is said now and what was said for the plans that the day is driven by. A truck that is out
 * stays out until it drives `again`, a crew that leaves early does, a facility stays closed, and who was promised an urgent visit gets it.
 *
 * @param earlier the newest first, as far as the published plan was made from them
 */
export function withEarlier(asked: ReplanRequest, earlier: readonly ReplanRequest[]): SaidOfDay {
  const trucks = new Set<string>();
  const leaving = new Map<string, ReplanRequest['leaving'][number]>();
  const closed = new Map<string, ReplanRequest['closed'][number]>();
  const urgent = new Map<string, ReplanRequest['urgent'][number]>();
  for (const said of [...earlier.toReversed(), asked]) {
    for (const truck of said.without.trucks) trucks.add(truck);
    for (const truck of said.again.trucks) trucks.delete(truck);
    for (const one of said.leaving) leaving.set(one.truck, one);
    for (const one of said.closed) closed.set(one.facilityId, one);
    for (const one of said.urgent) urgent.set(`${one.pointId} ${one.stream}`, one);
  }
  return {
    ...{ without: { trucks: [...trucks] }, leaving: [...leaving.values()] },
    ...{ closed: [...closed.values()], urgent: [...urgent.values()] },
  };
}

/**
 * The trucks that a revision of a day was planned without, because somebody said so of it or of those it was made from, and that do
 * not drive again since.
 */
export function trucksOutOf(
  revisions: readonly Pick<RevisionSummary, 'number' | 'parentNumber' | 'trucksOut' | 'trucksAgain'>[],
  number: number,
): ReadonlySet<string> {
  const revision = revisions.find((one) => one.number === number);
  if (!revision) return new Set();
  const out = new Set(revision.parentNumber === null ? [] : trucksOutOf(revisions, revision.parentNumber));
  for (const truck of revision.trucksOut) out.add(truck);
  for (const truck of revision.trucksAgain) out.delete(truck);
  return out;
}
