/** What the evaluation of a plan says: schedules, cost components, broken rules. */
import type { Stop } from './problem.ts';

/** Cost components in the order in which they count; less is better in each. */
export interface CostComponents {
  /** Σ over groups of the price of the mass missing to the target (quadratic, in mass units). */
  readonly targetShortfall: number;
  /** Σ over groups of the mass missing to the target. */
  readonly shortfallMass: number;
  /** Prizes of the unserved points (their masses where no prize is set). */
  readonly unservedPrize: number;
  /** Mass of the unserved points. */
  readonly unservedMass: number;
  /** Seconds beyond the shifts' ends, all vehicles. */
  readonly overtimeSeconds: number;
  /** Fixed, time and distance costs of the used vehicles, cost units. */
  readonly drivingCost: number;
  readonly drivingSeconds: number;
  readonly drivingMetres: number;
  /** Σ over used vehicles of work² ÷ shift, seconds; least when work is even. */
  readonly balance: number;
  /**
   * Points served by a crew that does not know them while another crew does, and a quarter of those it knows but serves behind
   * another point than usual. The first of a trip is behind none.
   */
  readonly unfamiliarity: number;
  /** Pairs of near points that different vehicles serve; 0 where `SoftWeights.compactness` has no price. */
  readonly partedPairs: number;
  /** All components weighed into one number, for comparing two plans of the same problem. */
  readonly total: number;
}

export type Rule =
  | 'unknown-index'
  | 'vehicle-twice'
  | 'point-twice'
  | 'unreachable'
  | 'capacity'
  | 'window'
  | 'site-window'
  | 'shift'
  | 'tags'
  | 'site-not-allowed'
  | 'load-not-accepted'
  | 'intake'
  | 'ends-loaded'
  | 'trips'
  | 'most-points'
  | 'most-driving-seconds'
  | 'most-driving-metres'
  | 'most-load'
  | 'break-window'
  | 'break-twice'
  | 'break-missing';

export interface Violation {
  /** Index into `problem.vehicles`. */
  readonly vehicle: number;
  /**
   * Index into the route's stops; −1 where no single stop is to blame (the way home, a missing break). For an intake it is the
   * unloading, in the plan's order, with which the site had been brought too much.
   */
  readonly stop: number;
  readonly rule: Rule;
  /** By how much, in the rule's own unit: seconds late, load too much, trips too many; 1 where there is no measure. */
  readonly amount: number;
  /** Index into `problem.dimensions` where `amount` is a load; each dimension of which there is too much has a violation of its own. */
  readonly dimension?: number;
}

export interface StopSchedule {
  readonly stop: Stop;
  readonly arrivalSeconds: number;
  readonly waitSeconds: number;
  readonly serviceStartSeconds: number;
  readonly departureSeconds: number;
  /** Load aboard when leaving, one amount per dimension. */
  readonly loadAfter: readonly number[];
  /** Number of the trip, from 1, trips of a frozen start included. */
  readonly trip: number;
  /** Driving from the stop before (or the start). */
  readonly legSeconds: number;
  readonly legMetres: number;
}

export interface RouteSchedule {
  readonly vehicle: number;
  readonly stops: readonly StopSchedule[];
  readonly startSeconds: number;
  /** Back at the end location. */
  readonly endSeconds: number;
  /** The last leg, to the end location. */
  readonly returnSeconds: number;
  readonly returnMetres: number;
  readonly drivingSeconds: number;
  readonly drivingMetres: number;
  readonly waitSeconds: number;
  readonly serviceSeconds: number;
  readonly unloadSeconds: number;
  readonly breakSeconds: number;
  readonly overtimeSeconds: number;
  /** Unloading stops of this plan. */
  readonly trips: number;
  /** Collected in this plan, one amount per dimension. */
  readonly collected: readonly number[];
  /** Fixed, time and distance cost. */
  readonly drivingCost: number;
}

export interface GroupResult {
  readonly group: number;
  readonly targetMass: number;
  /** Collected before and in this plan. */
  readonly servedMass: number;
  readonly shortfallMass: number;
}

export interface Evaluation {
  /** Whether no hard rule is broken. */
  readonly feasible: boolean;
  readonly cost: CostComponents;
  readonly violations: readonly Violation[];
  /** One per route of the plan that does anything, in the plan's order, then frozen vehicles the plan leaves out. */
  readonly routes: readonly RouteSchedule[];
  readonly groups: readonly GroupResult[];
  /** Indices of points in no route. */
  readonly unserved: readonly number[];
  readonly servedMass: number;
  readonly totalMass: number;
}
