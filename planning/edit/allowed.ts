import { itemAt } from '../../domain/item-at.ts';
import { type Evaluation, evaluatePlan, type Plan, type Problem } from '../../optimizer/index.ts';

/** Overtime and a missed window change nothing of when things are done: once or twice is enough. */
const MOST_ROUNDS = 4;

/** The problem in which the windows that a plan misses and the overtime that it needs are allowed. */
export function allowed(
  of: Problem,
  plan: Plan,
  first: Evaluation,
): { readonly problem: Problem; readonly evaluation: Evaluation } {
  let problem = of;
  let evaluation = first;
  for (let round = 0; round < MOST_ROUNDS && evaluation.violations.some(isAllowable); round++) {
    problem = widened(problem, evaluation);
    evaluation = evaluatePlan(problem, plan);
  }
  return { problem, evaluation };
}

const isAllowable = ({ rule }: Evaluation['violations'][number]): boolean => rule === 'window' || rule === 'shift';

/** A problem in which the windows that some plan misses, and the overtime that it needs, are allowed. */
export function widened(problem: Problem, { violations, routes }: Pick<Evaluation, 'violations' | 'routes'>): Problem {
  const vehicles = [...problem.vehicles];
  const points = [...problem.points];
  for (const { rule, vehicle, stop, amount } of violations) {
    if (rule === 'shift') {
      const own = itemAt(vehicles, vehicle);
      vehicles[vehicle] = { ...own, maxOvertimeSeconds: own.maxOvertimeSeconds + amount };
    }
    const at = rule === 'window' ? routes.find((route) => route.vehicle === vehicle)?.stops[stop] : undefined;
    if (at?.stop.kind !== 'point') continue;
    const point = itemAt(points, at.stop.point);
    const [opens] = itemAt(point.windows, point.windows.length - 1);
    const windows = [...point.windows.slice(0, -1), [opens, at.arrivalSeconds] as const];
    points[at.stop.point] = { ...point, windows };
  }
  return { ...problem, vehicles, points };
}
