import { alertFactsSchema } from './alerts.ts';
import type { Condition } from './situation.ts';

/** An alert as far as it tells what becomes of it. */
export interface KeptAlert {
  readonly id: string;
  readonly key: string;
  readonly endedAt: Date | null;
  readonly closedAt: Date | null;
  readonly kind: string;
  readonly facts: unknown;
}

/** What is to be written so that alerts are as the conditions are. */
export interface AlertChanges<Kept extends KeptAlert> {
  /** Told of for the first time on the day. */
  readonly raised: readonly Condition[];
  /** Over before and here again, or closed for less than it is now: the same alert, as if nobody had taken or closed it. */
  readonly returned: readonly { readonly kept: Kept; readonly condition: Condition }[];
  /** Still so: their figures may be others. */
  readonly goesOn: readonly { readonly kept: Kept; readonly condition: Condition }[];
  readonly ended: readonly Kept[];
}

/** Whether a condition was so when alerts were written last, whoever closed what was told of it. */
export function wasThereBy(kept: readonly KeptAlert[]): (key: string) => boolean {
  const there = new Set(kept.flatMap(({ key, endedAt }) => (endedAt === null ? [key] : [])));
  return (key) => there.has(key);
}

/**
 * What becomes of a day's alerts by what is so now: never two for one condition. One that somebody closed stays closed as long as its
 * condition lasts and nothing else comes of it; what comes again after it was over is told again.
 */
export function changesOfAlerts<Kept extends KeptAlert>(
  kept: readonly Kept[],
  conditions: readonly Condition[],
): AlertChanges<Kept> {
  const now = new Map(conditions.map((condition) => [condition.key, condition]));
  const known = new Map(kept.map((alert) => [alert.key, alert]));
  const pairs = [...now.values()].flatMap((condition) => {
    const alert = known.get(condition.key);
    return alert ? [{ kept: alert, condition }] : [];
  });
  return {
    raised: [...now.values()].filter(({ key }) => !known.has(key)),
    returned: pairs.filter((pair) => isTold(pair)),
    goesOn: pairs.filter((pair) => !isTold(pair)),
    ended: kept.filter(({ key, endedAt }) => endedAt === null && !now.has(key)),
  };
}

/** Whether an alert asks for somebody again: it was over, or was closed before this came of it. */
function isTold({
  kept: { endedAt, closedAt, kind, facts },
  condition,
}: {
  kept: KeptAlert;
  condition: Condition;
}): boolean {
  if (endedAt !== null) return true;
  if (closedAt === null) return false;
  if (kind !== condition.kind) return true;
  const known = new Set(alertFactsSchema.parse(facts).visitIds);
  return kind === 'skipped-endangers' && (condition.facts.visitIds ?? []).some((visit) => !known.has(visit));
}
