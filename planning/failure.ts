import type { PlanFailureCode } from '../domain/plan-failures.ts';
import type { PlanFailure } from '../domain/plans.ts';
import { RoadError } from '../roads/engine.ts';

/** The day cannot be planned as things stand; trying again would end the same. */
export class PlanningFailure extends Error implements PlanFailure {
  override readonly name = 'PlanningFailure';
  readonly code: PlanFailureCode;
  readonly params: Record<string, string | number>;

  constructor(code: PlanFailureCode, params: Record<string, string | number>, options?: { cause?: unknown }) {
    super(`${code} ${JSON.stringify(params)}`, options);
    this.code = code;
    this.params = params;
  }
}

/** What the row says of an error that ended a run. */
export function failureOf(error: unknown): PlanFailure {
  if (error instanceof PlanningFailure) return { code: error.code, params: error.params };
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof RoadError && error.code === 'graph-changed') return { code: 'roads-changed', params: {} };
  const code: PlanFailureCode = error instanceof RoadError ? 'roads-unavailable' : 'unexpected';
  return { code, params: { message: message.slice(0, 300) } };
}
