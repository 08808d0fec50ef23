import type { DueVisit } from '../../domain/due.ts';
import type { DayChange, DayFigures, ProposalInputs, WeekResult, WeekRun } from '../../domain/week/proposals.ts';
import { weekdaysOf } from '../../domain/collection-days.ts';
import { itemAt } from '../../domain/item-at.ts';
import { type Evaluation, solve } from '../../optimizer/index.ts';
import { closedRoadsOf } from '../../roads/closed-roads.ts';
import type { RoadEngine } from '../../roads/engine.ts';
import type { DayTown } from '../gather.ts';
import { type DayMatrix, dayMatrix, profileOf } from '../matrix.ts';
import { type DayPlaces, placesOf } from '../places.ts';
import { type DayProblem, dayProblem } from '../problem.ts';
import { totalsOf } from '../totals.ts';
import { assignDays } from './assign.ts';
import { weekModel, wholeWeek } from './week-model.ts';
import { weekDue, type WeekStream, weekStreams, type WeekTown } from './week-town.ts';

/** Why no proposal can be made; trying again would end the same. */
export class WeekFailure extends Error {
  override readonly name = 'WeekFailure';
  readonly code: 'no-choice' | 'nothing-to-plan' | 'too-many-places';
  constructor(code: WeekFailure['code']) {
    super(code);
    this.code = code;
  }
}

/** A matrix of more has cells for gigabytes. */
const MOST_PLACES = 5500;
/** Every day is planned so often, before and after, each time with another seed: the difference is what chance does. */
const RUNS = 2;
/** Shares of the whole at which the matrix and the days begin. */
const CHOOSING = 0.1;
const PLANNING = 0.2;

interface Means {
  readonly engine: RoadEngine;
  readonly signal: AbortSignal;
  /** Told the share that is done; waits where somebody else needs the machine, and throws where nobody wants to know any more. */
  readonly onProgress: (share: number) => Promise<void>;
}

/**
 * Chooses other collection days for the points of a week that have a choice, and finds out what that brings: every day is planned as it is
 * now and as proposed, by the same optimizer with the same seeds and steps, of which the figures are.
 *
 * @throws WeekFailure, RoadError, PlanningFailure; the signal's reason when it is aborted
 */
export async function proposeWeek(week: WeekTown, { seed, steps }: ProposalInputs, means: Means): Promise<WeekResult> {
  const { engine, signal, onProgress } = means;
  const whole = wholeWeek(week);
  const streams = weekStreams(week);
  if (!whole || streams.length === 0) throw new WeekFailure('nothing-to-plan');
  if (!streams.some(({ choices }) => choices.length > 1)) throw new WeekFailure('no-choice');
  const places = placesOf(whole);
  if (places.places.length > MOST_PLACES) throw new WeekFailure('too-many-places');
  const matrix = await matrixOf(whole, places, means);
  await onProgress(CHOOSING);
  const { model, streamOf } = weekModel(week, whole, streams, places, matrix);
  const assigned = await assignDays(model, seed, async (share) => {
    signal.throwIfAborted();
    await new Promise((resolve) => setImmediate(resolve));
    await onProgress(CHOOSING + share * (PLANNING - CHOOSING));
  });
  const choice = streams.map(() => 0);
  streamOf.forEach((stream, task) => {
    choice[stream] = itemAt(assigned.choice, task);
  });
  const none = streams.map(() => 0);
  const runs = await planBoth(
    week,
    { before: weekDue(week, streams, none), after: weekDue(week, streams, choice) },
    {
      ...means,
      ...{ seed, steps },
      onProgress: (share) => onProgress(PLANNING + share * (1 - PLANNING)),
    },
  );
  return {
    runs,
    changes: changesOf(streams, choice),
    counts: {
      streams: streams.length,
      choices: streams.filter(({ choices }) => choices.length > 1).length,
      fixed: streams.filter(({ point }) => point.daysFixed).length,
    },
    estimate: { beforeDong: Math.round(assigned.beforeDong), afterDong: Math.round(assigned.afterDong) },
    daysOff: week.days.filter((day) => week.holidays.isOff(day)),
    graphId: engine.graphId,
  };
}

type Both<T> = { readonly before: T; readonly after: T };

/** Plans every day of both weeks with each seed. A day on which the same is due is the same day, and planned once. */
async function planBoth(
  week: WeekTown,
  due: Both<readonly (readonly DueVisit[])[]>,
  means: Means & ProposalInputs,
): Promise<WeekRun[]> {
  const { seed, signal, onProgress } = means;
  const seeds = Array.from({ length: RUNS }, (_, k) => seed + k);
  const runs = seeds.map((own) => ({ seed: own, before: [] as DayFigures[], after: [] as DayFigures[] }));
  for (const [d, day] of week.days.entries()) {
    const town = week.towns[d];
    const both = { before: itemAt(due.before, d), after: itemAt(due.after, d) };
    const isSame = JSON.stringify(both.before) === JSON.stringify(both.after);
    const plan = town && (await dayPlanner(town, [...both.before, ...both.after], means));
    for (const [r, run] of runs.entries()) {
      const figures = async (visits: readonly DueVisit[]): Promise<DayFigures> => {
        signal.throwIfAborted();
        return plan && visits.length > 0 ? await plan(visits, run.seed) : nothingOn(day);
      };
      const before = await figures(both.before);
      run.before.push(before);
      await onProgress((d + (r + 0.5) / RUNS) / week.days.length);
      run.after.push(isSame ? before : await figures(both.after));
      await onProgress((d + (r + 1) / RUNS) / week.days.length);
    }
  }
  return runs;
}

const nothingOn = (day: string): DayFigures => ({
  ...{ day, visits: 0, dueKg: 0, servedKg: 0, trucks: 0, trips: 0, workSeconds: 0, overtimeSeconds: 0 },
  ...{ lengthMetres: 0, costDong: 0 },
});

/** Plans a day with whatever is due of some visits. The matrix is of all of them, and asked for once. */
async function dayPlanner(town: DayTown, all: readonly DueVisit[], means: Means & ProposalInputs) {
  const ids = new Set(all.map(({ pointId }) => pointId));
  // Crews know the points of today's days: that would speak for today's days.
  const own: DayTown = {
    ...town,
    points: new Map([...town.points].filter(([id]) => ids.has(id))),
    familiar: new Map(),
    debts: [],
  };
  const { isUsual: _, ...unbiased } = own;
  const places = placesOf(unbiased);
  const matrix = await matrixOf(unbiased, places, means);
  const isMinded = means.engine.mindsClosedRoads;
  return async (due: readonly DueVisit[], seed: number): Promise<DayFigures> => {
    const day = dayProblem({ ...unbiased, due, ...(isMinded && { closedStreets: [] }) }, places, matrix);
    const { signal, steps } = means;
    const { evaluation, aborted } = await solve(day.problem, { iterations: steps, seed, threads: 1, signal });
    if (aborted) signal.throwIfAborted();
    return figuresOf(day, evaluation, { seed, steps });
  };
}

function figuresOf(day: DayProblem, evaluation: Evaluation, { seed, steps }: ProposalInputs): DayFigures {
  const totals = totalsOf(day, evaluation, { seconds: 0, iterations: steps, seed, threads: 1 });
  const { dueVisits, dueKg, servedKg, trucks, trips, workSeconds, overtimeSeconds, lengthMetres, costDong } = totals;
  return {
    ...{ day: day.town.day, visits: dueVisits, dueKg, servedKg, trucks, trips },
    ...{ workSeconds, overtimeSeconds, lengthMetres, costDong },
  };
}

async function matrixOf(town: DayTown, places: DayPlaces, { engine, signal }: Means): Promise<DayMatrix> {
  const depots = new Map(town.shifts.map(({ truck }) => [truck.depot.id, truck.depot.name]));
  const closed = await closedRoadsOf(engine, town.closedStreets, profileOf(itemAt(places.classes, 0)), { signal });
  return await dayMatrix(places, depots, engine, { signal, onProgress: () => undefined, closed });
}

function changesOf(streams: readonly WeekStream[], choice: readonly number[]): DayChange[] {
  return streams.flatMap(({ point, stream, schedule, kgPerDay, choices }, k) => {
    const chosen = itemAt(choice, k);
    if (chosen === 0) return [];
    return [
      {
        ...{ pointId: point.id, code: point.code, name: point.name, unitName: point.unitName, stream },
        kgPerWeek: Math.round(7 * kgPerDay),
        from: [...weekdaysOf(schedule)],
        to: [...itemAt(choices, chosen)],
      },
    ];
  });
}
