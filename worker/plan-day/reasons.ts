import type { UnservedReason } from '../../domain/plans.ts';
import type { Solution } from '../../optimizer/index.ts';
import { NO_CLASS } from './access.ts';
import type { DayProblem } from './problem.ts';
import type { Unserved } from './store.ts';

/** Every visit that is in no route, with its load that stays behind and why. Parts of one visit count together. */
export function unservedOf(day: DayProblem, { evaluation }: Solution): Unserved[] {
  const byVisit = new Map<string, Unserved>();
  for (const index of evaluation.unserved) {
    const { due } = day.visits[index];
    const key = `${due.pointId}/${due.stream}`;
    byVisit.set(key, {
      pointId: due.pointId,
      stream: due.stream,
      loadKg: (byVisit.get(key)?.loadKg ?? 0) + day.problem.points[index].load[0],
      reason: byVisit.get(key)?.reason ?? reasonOf(day, index),
    });
  }
  return [...byVisit.values()];
}

function reasonOf({ problem, sites, visits, matrix }: DayProblem, index: number): UnservedReason {
  const { due, place } = visits[index];
  if (!sites.some((site) => site.acceptedStreams.includes(due.stream))) return 'stream-not-accepted-today';
  const { tags } = problem.points[index];
  const canCarry = problem.vehicles.some((vehicle) => tags.every((tag) => vehicle.tags.includes(tag)));
  if (!canCarry || matrix.classOfPlace[place] === NO_CLASS) return 'no-allowed-truck';
  return 'no-time-left';
}
