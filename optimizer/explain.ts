/** Says which lever would bring missed targets nearer, found by planning again with it pulled. */
import { type CostComponents, type Evaluation, evaluatePlan } from './evaluate.ts';
import { type Lever, leversOf, pull } from './levers.ts';
import type { Plan, Problem } from './problem.ts';
import { solve } from './solve.ts';

/** What planning again brought. */
export interface Gain {
  /** Mass by which the shortfall to all missed targets shrinks. */
  readonly shortfallGain: number;
  /** The same for each of the missed targets by itself, in their order; less than nothing where one misses more. */
  readonly shortfallGains: readonly number[];
  /** Mass served in addition. */
  readonly servedGain: number;
  /** Groups whose target is missed before and reached after. */
  readonly groupsReached: readonly number[];
  /** Change of the driving cost, cost units. */
  readonly drivingCostChange: number;
  readonly cost: CostComponents;
}

/** What a lever brings beyond what planning on for as long without it brings. */
export interface LeverResult extends Gain {
  readonly lever: Lever;
}

export interface ExplainOptions {
  /** Seconds for all levers together. */
  readonly seconds: number;
  /** Longest search with each lever, in iterations; with one thread and time enough the same seed then gives the same gains. */
  readonly iterations?: number;
  readonly seed?: number;
  readonly threads?: number;
  readonly signal?: AbortSignal;
}

export interface TargetExplanation {
  /** Groups that miss their target. */
  readonly missed: readonly { readonly group: number; readonly targetMass: number; readonly shortfallMass: number }[];
  /** What planning on without any lever brings; `null` when there was no time to find out. */
  readonly withoutLever: Gain | null;
  /** Every lever for which the time sufficed, the most helpful first. */
  readonly levers: readonly LeverResult[];
  /** Levers for which the time did not suffice, and windows left aside so that it suffices for more promising ones. */
  readonly untried: readonly Lever[];
}

/** Share of its time that a search may spend searching; the rest is for the final check. */
const SEARCHING = 0.9;

/**
 * For a plan that misses targets: plans on from `plan` without a lever, then with each pulled alone, each time for an equal part
 * of `options.seconds`, or for as long as it takes to get to a first step, and ranks what each brought beyond what planning on brings anyway. Ends when that time is over, be the
 * problem so large that some levers were not tried. Without a missed target there is nothing to try, and the lists are empty.
 */
export async function explainTargets(
  problem: Problem,
  plan: Plan,
  options: ExplainOptions,
): Promise<TargetExplanation> {
  const deadline = performance.now() + 1000 * options.seconds;
  const before = evaluatePlan(problem, plan);
  const missed = before.groups
    .filter((group) => group.shortfallMass > 0)
    .map(({ group, targetMass: target, shortfallMass }) => ({ group, targetMass: target, shortfallMass }));
  if (missed.length === 0) return { missed, withoutLever: null, levers: [], untried: [] };
  const { levers, leftAside } = leversOf(problem, plan, new Set(missed.map(({ group }) => group)));
  const over = AbortSignal.timeout(Math.max(0, Math.ceil(deadline - performance.now())));
  const signal = options.signal === undefined ? over : AbortSignal.any([over, options.signal]);
  /** A search of fewer seconds than these is over before its first step, as far as is known. */
  let fewestSeconds = 0;
  /** Plans `changed` for its part of what is left; `null` when the search was cut short, as nothing is known from that. */
  const search = async (changed: Problem, searchesLeft: number): Promise<Evaluation | null> => {
    const { iterations, seed = 1, threads = 1 } = options;
    for (;;) {
      const left = (SEARCHING * (deadline - performance.now())) / 1000;
      if (left <= 0 || signal.aborted) return null;
      const seconds = Math.min(left, Math.max(left / searchesLeft, fewestSeconds));
      const found = await solve(changed, { seconds, iterations, seed, threads, initial: plan, signal });
      if (found.iterations > 0 || changed.points.length === 0) {
        const isWhole = !found.aborted || found.elapsedSeconds >= seconds;
        return isWhole && options.signal?.aborted !== true ? found.evaluation : null;
      }
      if (seconds === left) return null;
      // Rather a few levers of which something is known than all of them without a step.
      fewestSeconds = 2 * seconds;
    }
  };
  const gainOf = (from: Evaluation, to: Evaluation): Gain => {
    const shortfallGains = missed.map(({ group }) => from.groups[group].shortfallMass - to.groups[group].shortfallMass);
    return {
      shortfallGain: from.cost.shortfallMass - to.cost.shortfallMass,
      shortfallGains,
      servedGain: to.servedMass - from.servedMass,
      groupsReached: missed
        .map(({ group }) => group)
        .filter((g) => from.groups[g].shortfallMass > 0 && to.groups[g].shortfallMass <= 0),
      drivingCostChange: to.cost.drivingCost - from.cost.drivingCost,
      cost: to.cost,
    };
  };
  const without = await search(problem, levers.length + 1);
  if (without === null) return { missed, withoutLever: null, levers: [], untried: [...levers, ...leftAside] };
  const results: LeverResult[] = [];
  const untried: Lever[] = [];
  for (const [k, lever] of levers.entries()) {
    const evaluation = await search(pull(problem, lever), levers.length - k);
    if (evaluation === null) untried.push(lever);
    else results.push({ lever, ...gainOf(without, evaluation) });
  }
  results.sort((a, b) => b.shortfallGain - a.shortfallGain || b.servedGain - a.servedGain);
  return { missed, withoutLever: gainOf(before, without), levers: results, untried: [...untried, ...leftAside] };
}
