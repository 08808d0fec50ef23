import { itemAt } from '../domain/item-at.ts';
import type { Lever, TargetExplanation } from '../domain/plans.ts';
import { STREAMS } from '../domain/stream-names.ts';
import { explainTargets, type Plan, type Lever as SolverLever } from '../optimizer/index.ts';
import type { Platform } from '../platform/platform.ts';
import { storeExplanation } from '../records/plans/store-revision.ts';
import type { DayProblem } from './problem.ts';
import { type Run, RunCancelled, StaleRun } from './run.ts';
import type { Search } from './solve.ts';

/** A plan that is kept, and what it was found with. */
export interface StoredPlan {
  readonly revisionId: string;
  readonly missesTargets: boolean;
  readonly day: DayProblem;
  readonly plan: Plan;
  readonly budget: Search;
}

/** Searching for levers takes as long as searching for the plan did, and at most this. */
const MOST_SECONDS = 30;

/**
 * Looks for what would close the targets a stored plan misses, keeps it with the revision, and ends the run. The plan is
 * kept already: whether the search is cancelled, its process stops or it fails, the run ends done, only without an
 * explanation.
 *
 * @param from percent at which this phase begins
 * @throws StaleRun when another attempt has the plan
 */
export async function explainMissed(
  { database, logger }: Platform,
  run: Run,
  { revisionId, day, plan, budget }: StoredPlan,
  from: number,
): Promise<void> {
  const seconds = Math.min(budget.seconds, MOST_SECONDS);
  const began = performance.now();
  const report = async (): Promise<void> => {
    const share = Math.min(1, (performance.now() - began) / 1000 / seconds);
    await run.progress('explaining', from + share * (100 - from));
  };
  // A failed report shows as the abort of the run's signal.
  const ticker = setInterval(() => void report().catch(() => undefined), 1000);
  try {
    await report();
    const found = await explainTargets(day.problem, plan, { ...budget, seconds, signal: run.signal });
    run.signal.throwIfAborted();
    await storeExplanation(database, revisionId, explanationOf(day, found));
  } catch (thrown) {
    const error = run.signal.aborted ? run.signal.reason : thrown;
    if (error instanceof StaleRun) throw error;
    if (error instanceof RunCancelled) logger.info({ planId: run.planId }, 'search for levers stopped');
    else logger.warn({ err: error, planId: run.planId }, 'missed targets stay unexplained');
  } finally {
    clearInterval(ticker);
  }
  await run.end('done');
}

/** What the optimizer found, in the town's words. Levers that bring nothing are left out. */
function explanationOf(
  day: DayProblem,
  { missed, levers, untried }: Awaited<ReturnType<typeof explainTargets>>,
): TargetExplanation {
  const placeOfGroup = new Map(missed.map(({ group }, place) => [group, place]));
  return {
    missed: missed.map(({ group, targetMass, shortfallMass }) => {
      const [unitId = '', streams = ''] = itemAt(day.problem.groups, group).id.split('/');
      const counted = new Set(streams.split('+'));
      return {
        unitId,
        unitName: day.town.units.get(unitId)?.name ?? unitId,
        streams: STREAMS.filter((stream) => counted.has(stream)),
        targetKg: Math.round(targetMass),
        shortfallKg: Math.round(shortfallMass),
      };
    }),
    levers: levers
      .filter(({ shortfallGain }) => shortfallGain > 0)
      .map(({ lever, shortfallGain, shortfallGains, servedGain, drivingCostChange, groupsReached }) => ({
        lever: leverOf(day, lever),
        shortfallGainKg: Math.round(shortfallGain),
        shortfallGainsKg: shortfallGains.map((gain) => Math.round(gain)),
        servedGainKg: Math.round(servedGain),
        costChangeDong: Math.round(drivingCostChange),
        reaches: groupsReached.flatMap((group) => placeOfGroup.get(group) ?? []),
      })),
    untriedLevers: untried.length,
  };
}

function leverOf({ problem, visits, shifts, sites }: DayProblem, lever: SolverLever): Lever {
  switch (lever.kind) {
    case 'one-more-truck': {
      const like = problem.vehicles.findIndex(({ type }) => type === lever.vehicleType);
      const { truck } = itemAt(shifts, like);
      return { kind: lever.kind, capacityKg: truck.capacityKg, streams: [...truck.streams] };
    }
    case 'shift-longer':
      return lever;
    case 'site-open-longer':
      return { kind: lever.kind, facilityName: itemAt(sites, lever.site).name, seconds: lever.seconds };
    case 'window-dropped': {
      // A point with several streams is visited once for each.
      const points = [...new Set(lever.points.map((index) => itemAt(visits, index).point))];
      return {
        kind: lever.kind,
        windows: [...itemAt(points, 0).windows],
        pointCodes: points.map(({ code }) => code),
        pointNames: points.map(({ name }) => name),
      };
    }
  }
}
