import { instantAt } from '../../domain/clock-times.ts';
import { itemAt } from '../../domain/item-at.ts';
import { evaluatePlan } from '../../optimizer/index.ts';
import type { Database } from '../../platform/database.ts';
import { readDoneToday } from '../../records/plans/done-today.ts';
import { readLocks } from '../../records/plans/locks.ts';
import { type MadeRevision, readMade } from '../../records/plans/read-made.ts';
import { readFieldSoFar } from '../../records/replans/read-field.ts';
import type { DayTown } from '../gather.ts';
import { unpackMade } from '../made.ts';
import type { RestOfDay } from '../replan/rest-of-day.ts';
import type { Done } from './fixed.ts';
import { type FromNow, fromNow } from './from-now.ts';
import type { EditedBase, HeldFast, StartedTrip } from './price-edit.ts';

/** A revision that is edited, with what its children take over. */
export interface KeptBase extends EditedBase {
  readonly revision: Omit<MadeRevision, 'made' | 'visits'>;
  /** Where its day is only the rest of one. */
  readonly rest: RestOfDay | null;
}

/** The last ones asked for: a board prices many edits of one revision. */
const opened = new Map<string, Promise<KeptBase | null>>();
const MOST_OPENED = 4;

/**
 * The day and plan of a revision, from memory where somebody asked for them lately: a revision never changes.
 *
 * @returns `null` for a revision of a version that did not keep what it was made for
 */
export async function openBase({ prisma }: Pick<Database, 'prisma'>, revisionId: string): Promise<KeptBase | null> {
  const known = opened.get(revisionId) ?? readBase(prisma, revisionId);
  keepOpen(revisionId, known);
  try {
    return await known;
  } catch (error) {
    opened.delete(revisionId);
    throw error;
  }
}

function keepOpen(revisionId: string, base: Promise<KeptBase | null>): void {
  opened.delete(revisionId);
  opened.set(revisionId, base);
  for (const oldest of opened.keys()) {
    if (opened.size <= MOST_OPENED) break;
    opened.delete(oldest);
  }
}

/**
 * Has a revision at hand that was just made from `base`: whoever edited goes on from it, and reading a large day anew takes seconds.
 */
export function openChild(
  base: KeptBase,
  child: Pick<KeptBase, 'revision' | 'day' | 'plan' | 'evaluation' | 'rest'>,
): void {
  // Ids of visits are found by their places in the day.
  if (child.day.visits !== base.day.visits) return;
  keepOpen(child.revision.id, Promise.resolve({ ...base, ...child, number: child.revision.number }));
}

/** As {@link openBase}, from the database. */
export async function readBase(prisma: Database['prisma'], revisionId: string): Promise<KeptBase | null> {
  const { revision: found, instance } = await readMade(prisma, revisionId);
  const { made, visits, ...revision } = found;
  if (!made) return null;
  const { day, plan, rest } = await unpackMade(made, instance);
  const idOf = ({ pointId, stream }: { readonly pointId: string; readonly stream: string }): string => {
    const visit = visits.get(`${pointId}/${stream}`);
    if (visit === undefined) throw new Error(`revision ${revisionId} has no visit ${pointId}/${stream}`);
    return visit;
  };
  return {
    ...{ revision, number: revision.number, day, plan, rest },
    evaluation: evaluatePlan(day.problem, plan),
    visitOf: (point) => idOf(itemAt(day.visits, point).due),
    ...(rest && { startedTrips: startedTrips(rest, idOf) }),
  };
}

/** By vehicle of the rest: what its truck has loaded of the trip that it is on. */
function startedTrips(
  { shiftIndex, done }: RestOfDay,
  idOf: (visit: { readonly pointId: string; readonly stream: string }) => string,
): StartedTrip[] {
  return shiftIndex.map((index) => {
    const stops = done.get(index)?.stops ?? [];
    const ofTrip = stops.slice(stops.findLastIndex(({ kind }) => kind === 'unload') + 1);
    const visits = ofTrip.flatMap(({ visit }) => visit ?? []);
    const last = visits.at(-1);
    return { visits: visits.length, lastVisitId: last ? idOf(last) : null };
  });
}

/** What of a plan's day can no longer be moved, and what somebody holds fast. */
export async function readHeldFast(
  { prisma }: Pick<Database, 'prisma'>,
  planId: string,
  { day: { town } }: Pick<EditedBase, 'day'>,
): Promise<HeldFast> {
  const [locks, { visits, unloaded }] = await Promise.all([
    readLocks(prisma, planId),
    readDoneToday(prisma, town.area.id, town.day),
  ]);
  const byTruck = new Map<string, Set<string>>();
  for (const { visitId, truckId } of visits) byTruck.set(truckId, (byTruck.get(truckId) ?? new Set()).add(visitId));
  return { locks, done: { visits: new Set(visits.map(({ visitId }) => visitId)), byTruck, unloaded } };
}

/** How long a day under way stays as it was read, in milliseconds: a board asks for the price of every place that it is dragged over. */
const STAYS_MILLISECONDS = 15_000;
/** So long after the last shift and its overtime a day may still be under way. */
const LATEST_SECONDS = 6 * 3600;

interface ReadNow {
  readonly reported: string;
  /** By the process's clock: a simulated day's own may run a hundred times as fast. */
  readonly read: number;
  readonly now: Promise<FromNow | null>;
}

const presents = new Map<string, ReadNow>();

/**
 * A revision with what is left of its day by now, where crews have reported something of it and it is not over; else as it was.
 *
 * @param reported what they have, as {@link readHeldFast} gave it
 * @param at the day's present
 */
export async function asOfNow(
  database: Database,
  base: KeptBase,
  planId: string,
  { visits, unloaded }: Done,
  at: Date,
): Promise<KeptBase> {
  const reported = [...visits, ...[...unloaded].flat()].join();
  if (reported === '' || isOver(base, at)) return base;
  const known = presents.get(base.revision.id);
  const isFresh = known?.reported === reported && performance.now() - known.read < STAYS_MILLISECONDS;
  const present = isFresh ? known : { reported, read: performance.now(), now: readNow(database, base, planId, at) };
  presents.delete(base.revision.id);
  presents.set(base.revision.id, present);
  for (const oldest of presents.keys()) {
    if (presents.size <= MOST_OPENED) break;
    presents.delete(oldest);
  }
  try {
    const now = await present.now;
    return now ? { ...base, now } : base;
  } catch (error) {
    presents.delete(base.revision.id);
    throw error;
  }
}

function isOver({ day }: KeptBase, at: Date): boolean {
  const latest = Math.max(
    ...day.problem.vehicles.map(({ shift, maxOvertimeSeconds }) => shift[1] + maxOvertimeSeconds),
  );
  return secondsInto(day.town)(at) > latest + LATEST_SECONDS;
}

async function readNow(
  database: Database,
  { day, plan, rest }: KeptBase,
  planId: string,
  at: Date,
): Promise<FromNow | null> {
  const field = await readFieldSoFar(database, day.town.area.id, { planId, day: day.town.day }, at);
  return field && fromNow({ day, plan, whole: rest?.whole ?? day }, field, at, secondsInto(day.town));
}

/** Gives an instant as seconds after a day's local midnight. */
export function secondsInto({ area, day }: DayTown): (instant: Date) => number {
  const midnight = instantAt(day, 0, area.timeZone).getTime();
  return (instant) => Math.round((instant.getTime() - midnight) / 1000);
}

/** As {@link readHeldFast} would tell once what was reported of some visits is taken back. */
export function withReopened({ locks, done }: HeldFast, reopened: readonly string[]): HeldFast {
  if (reopened.length === 0) return { locks, done };
  const open = new Set(reopened);
  const still = (visits: ReadonlySet<string>): Set<string> => new Set([...visits].filter((visit) => !open.has(visit)));
  const byTruck = new Map([...done.byTruck].map(([truck, visits]) => [truck, still(visits)]));
  return { locks, done: { ...done, visits: still(done.visits), byTruck } };
}
