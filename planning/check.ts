import { checkPlan, type Plan, type Problem } from '../optimizer/index.ts';
import { PlanningFailure } from './failure.ts';

/**
 * Has the independent checker look at a plan before anybody sees it.
 * @throws PlanningFailure `plan-breaks-a-rule` with the first broken rule
 */
export function requireSound(problem: Problem, plan: Plan): void {
  const { feasible, errors } = checkPlan(problem, plan);
  if (!feasible) throw new PlanningFailure('plan-breaks-a-rule', { rule: errors[0] ?? '?', faults: errors.length });
}
