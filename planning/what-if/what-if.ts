import type { PlanTotals } from '../../domain/plans.ts';
import type { WhatIfAnswer, WhatIfCase } from '../../domain/what-ifs/what-ifs.ts';
import { evaluatePlan, type Plan } from '../../optimizer/index.ts';
import type { EditedBase } from '../edit/price-edit.ts';
import type { DayProblem } from '../problem.ts';
import type { RestOfDay } from '../replan/rest-of-day.ts';
import { type Search, search } from '../solve.ts';
import { totalsOf } from '../totals.ts';
import { otherwise } from './otherwise.ts';

/** A revision as far as what-ifs look at it. */
type LookedAt = Pick<EditedBase, 'day' | 'plan' | 'evaluation'> & { readonly rest: RestOfDay | null };

/**
 * What a revision would come to if one thing were otherwise, case by case. Nothing of it is kept as a plan. Each case is searched for
 * anew within the same budget, from what of the plan can still be driven, and so is the
 * day as it is: what a search brings by itself is nobody's merit.
 *
 * @throws the signal's reason when it is aborted
 */
export async function whatIf(
  { day, plan, evaluation, rest }: LookedAt,
  cases: readonly WhatIfCase[],
  budget: Search,
  signal: AbortSignal,
): Promise<WhatIfAnswer> {
  const asSearched = { ...budget, iterations: 0 };
  const before = totalsOf(day, evaluation, asSearched, rest?.before);
  const answered = async (changed: { readonly day: DayProblem; readonly plan: Plan } | null) => {
    if (!changed) return { after: null, units: [] };
    const { problem } = changed.day;
    const initial = drivable(problem, changed.plan);
    const found = await search({ problem }, budget, {
      ...{ signal, onProgress: () => undefined },
      ...(initial && { initial }),
    });
    const after = totalsOf(changed.day, found.evaluation, asSearched, rest?.before);
    return { after: figuresOf(after), units: unitsOf(before, after) };
  };
  const same = await answered({ day, plan });
  const answers: WhatIfAnswer['cases'] = [];
  for (const one of cases) answers.push(await answered(otherwise(day, plan, one)));
  return { dueKg: before.dueKg, before: figuresOf(before), same, cases: answers, searchedSeconds: budget.seconds };
}

/** The plan there was, where it breaks nothing: a search starts from no other. */
function drivable(problem: DayProblem['problem'], plan: Plan): Plan | null {
  return evaluatePlan(problem, plan).feasible ? plan : null;
}

const figuresOf = ({ servedKg, servedVisits, lengthMetres, overtimeSeconds, costDong }: PlanTotals) => ({
  ...{ servedKg, servedVisits, lengthMetres, overtimeSeconds, costDong },
});

function unitsOf(before: PlanTotals, after: PlanTotals): WhatIfAnswer['cases'][number]['units'] {
  const then = new Map(after.units.map(({ unitId, share }) => [unitId, share]));
  return before.units
    .filter(({ dueKg }) => dueKg > 0)
    .map(({ unitId, unitName, targetShare, share }) => ({
      ...{ unitId, unitName, targetShare, shareBefore: share, shareAfter: then.get(unitId) ?? share },
    }));
}
