import type { PlanTotals } from '../../domain/plans.ts';
import type { Evaluation, Plan } from '../../optimizer/index.ts';
import type { DayPlan } from '../day-plan.ts';
import type { DayProblem } from '../problem.ts';
import { unservedOf } from '../reasons.ts';
import { type DoneBefore, totalsOf } from '../totals.ts';
import { type DoneByShift, wholeTimetables } from './so-far.ts';

/** What belongs to a problem that is only the rest of a day: the whole of it, and what was done before. */
export interface RestOfDay {
  readonly whole: DayProblem;
  /** By vehicle of the rest: the shift's index in the whole day. */
  readonly shiftIndex: readonly number[];
  readonly done: DoneByShift;
  /** What of the totals was decided before. */
  readonly before: DoneBefore;
}

/** A plan of the rest of a day in the town's words: its timetables and totals are of the whole day. */
export function dayPlanOfRest(
  { whole, shiftIndex, done, before }: RestOfDay,
  day: DayProblem,
  plan: Plan,
  evaluation: Evaluation,
  search: PlanTotals['search'],
): DayPlan {
  return {
    timetables: wholeTimetables(whole, { ...day, shiftIndex }, done, evaluation),
    unserved: unservedOf(day, plan),
    totals: totalsOf(day, evaluation, search, before),
  };
}
