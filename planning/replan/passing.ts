import { itemAt } from '../../domain/item-at.ts';
import { evaluatePlan, type Plan, type Problem } from '../../optimizer/index.ts';
import type { Database } from '../../platform/database.ts';
import { angleBetween } from '../../roads/turning.ts';
import { openBase } from '../edit/edited-base.ts';
import type { DayMatrix } from '../matrix.ts';
import type { DayProblem } from '../problem.ts';
import { bestPassing, type Passing, passedSo, withOpenPassed } from '../turning.ts';
import type { FrozenDay } from './freeze.ts';

/** Streets of two graphs are the same where their directions differ by no more. */
const SAME_DEGREES = 45;

/** How a revision has each place of a day passed, and what was closed to it. */
interface PassedBefore {
  readonly passings: readonly (Passing | null)[];
  readonly closed: DayMatrix['closed'];
}

/**
 * A day whose places are passed as the published revision has it. One of before that was looked at is driven on as it was begun, in either
 * direction.
 *
 * @returns with how that revision has each place passed, and what was closed to it
 */
export async function passedAsBefore(
  database: Pick<Database, 'prisma'>,
  day: DayProblem,
  revisionId: string,
): Promise<{ readonly day: DayProblem; readonly before: PassedBefore }> {
  const { turning } = day.matrix;
  const base = await openBase(database, revisionId);
  const passed = base?.day.matrix.passing;
  const at = new Map<string, Passing>();
  base?.day.places.places.forEach(({ position }, place) => {
    const passing = passed?.[place];
    if (passing) at.set(String(position), passing);
  });
  const passings = day.places.places.map(({ position }) => at.get(String(position)) ?? null);
  const before = { passings, closed: base?.day.matrix.closed ?? null };
  if (!turning || !passed) return { day: { ...day, matrix: { ...day.matrix, turning: null } }, before };
  const passing = passings.map((known, place) => {
    const headings = turning.headings[place] ?? [];
    if (!known || headings.length < 2) return null;
    const near = (asked: number) => headings.find((heading) => angleBetween(heading, asked) < SAME_DEGREES);
    const [arrives, leaves] = [near(known.arrives), near(known.leaves)];
    return arrives === undefined || leaves === undefined ? null : { arrives, leaves };
  });
  return { day: passedSo(day, turning, withOpenPassed(turning, passing)), before };
}

/** A day under way, what is left of it, and the problem that was searched of that. */
interface UnderWay {
  readonly day: DayProblem;
  readonly frozen: FrozenDay;
  readonly problem: Problem;
}

/** The same with the places still to come passed as is best for the plan; where that would break a rule, as they were. */
export function passedAnew({ day, frozen, problem }: UnderWay, plan: Plan): UnderWay {
  const { turning, passing } = day.matrix;
  if (!turning || !passing) return { day, frozen, problem };
  // What was driven stays as it was driven.
  const isDone = new Set(frozen.decided.map(({ index }) => itemAt(day.visits, index).place));
  const toCome = new Set(
    plan.routes.flatMap(({ stops }) =>
      stops.flatMap((stop) => (stop.kind === 'point' ? [itemAt(problem.points, stop.point).location] : [])),
    ),
  );
  const given = passing.map((each, place) => (toCome.has(place) && !isDone.has(place) ? null : each));
  const best = bestPassing(turning, problem, plan.routes, given);
  const anew = passedSo({ matrix: day.matrix, problem }, turning, best).problem;
  const [before, after] = [evaluatePlan(problem, plan), evaluatePlan(anew, plan)];
  if (!after.feasible || after.cost.drivingCost >= before.cost.drivingCost) return { day, frozen, problem };
  return { day: passedSo(day, turning, best), frozen: passedSo(frozen, turning, best), problem: anew };
}

/**
 * Of ways by `from>to` those that are driven as before. Where other streets are closed than were, that is none but what was driven already:
 * any other may lead through one.
 *
 * @param done the ways that were driven, by `from>to`
 */
export function drivenAsBefore(
  known: ReadonlyMap<string, string>,
  { passings, closed: closedBefore }: PassedBefore,
  { matrix: { passing, closed } }: { readonly matrix: Pick<DayMatrix, 'passing' | 'closed'> },
  done: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const isSame = (place: number): boolean => {
    const [one, other] = [passings[place], passing?.[place]];
    return one?.arrives === other?.arrives && one?.leaves === other?.leaves;
  };
  const isOpenAsBefore = JSON.stringify(closedBefore ?? null) === JSON.stringify(closed ?? null);
  return new Map(
    [...known].filter(
      ([pair]) => (isOpenAsBefore || done.has(pair)) && pair.split('>').every((place) => isSame(Number(place))),
    ),
  );
}
