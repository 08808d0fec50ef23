import type { PlanTotals } from '../domain/plans.ts';
import type { Evaluation, Plan } from '../optimizer/index.ts';
import type { DayProblem } from './problem.ts';
import { type Unserved, unservedOf } from './reasons.ts';
import { type Timetable, timetableOf } from './timetable.ts';
import { totalsOf } from './totals.ts';

/** A plan of a day in the town's words, whoever made it. */
export interface DayPlan {
  /** One a shift that goes out. */
  readonly timetables: readonly Timetable[];
  readonly unserved: readonly Unserved[];
  readonly totals: PlanTotals;
}

/**
 * Puts a plan and its evaluation into the town's words: when which truck is where, what is left and why, and the figures of
 * the whole.
 *
 * @param search how it was found
 */
export function dayPlanOf(day: DayProblem, plan: Plan, evaluation: Evaluation, search: PlanTotals['search']): DayPlan {
  return {
    timetables: evaluation.routes.map((schedule) => timetableOf(day, schedule)),
    unserved: unservedOf(day, plan),
    totals: totalsOf(day, evaluation, search),
  };
}
