import type { PlanCost } from '../domain/plans.ts';
import type { CostComponents } from '../optimizer/index.ts';

/** The optimizer's cost components as a person reads them: kg, seconds, metres, đồng. */
export function planCostOf(cost: CostComponents, elapsedSeconds: number, servedKg: number, totalKg: number): PlanCost {
  return {
    elapsedSeconds: Math.round(elapsedSeconds * 10) / 10,
    targetShortfallKg: Math.round(cost.shortfallMass),
    unservedKg: Math.round(cost.unservedMass),
    overtimeSeconds: cost.overtimeSeconds,
    drivingSeconds: cost.drivingSeconds,
    lengthMetres: cost.drivingMetres,
    costDong: Math.round(cost.drivingCost),
    servedKg,
    totalKg,
  };
}
