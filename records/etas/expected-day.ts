import { instantAt } from '../../domain/clock-times.ts';
import type { Day } from '../../domain/day.ts';
import { type ExpectedRoute, expectedRoutes } from '../../domain/etas/expect.ts';
import { type Learnt, learn } from '../../domain/etas/learn.ts';
import type { Database } from '../../platform/database.ts';
import { presentOfDay } from '../simulations/present-of-day.ts';
import type { ActiveTown } from '../towns/active-town.ts';
import { readPastGaps } from './past-gaps.ts';
import { type DayUnderWay, readUnderWay } from './under-way.ts';

/** A published day as it stands, and what is expected of the rest of it. */
export interface ExpectedDay extends DayUnderWay {
  /** The instant it was reckoned for. */
  readonly at: Date;
  /** In the order of `routes`. */
  readonly expected: readonly ExpectedRoute[];
}

/**
 * Reckons when the trucks of a day's published plan will be where; see {@link expectedRoutes}.
 *
 * @param now the real clock; a simulated day has its own
 * @returns only the instant where nothing is published
 */
export async function readExpectedDay(
  database: Database,
  town: ActiveTown,
  day: Day,
  now: Date,
): Promise<ExpectedDay | { readonly at: Date; readonly expected: null }> {
  const at = await presentOfDay(database.prisma, town.id, day, now);
  const underWay = await readUnderWay(database, town, day, at);
  if (!underWay) return { at, expected: null };
  const learnt = await learntBefore(database, town, day);
  const midnight = instantAt(day, 0, town.timeZone).getTime();
  const hourOf = (instant: number): number => Math.floor((instant - midnight) / 3_600_000 + 24) % 24;
  return { ...underWay, at, expected: expectedRoutes(underWay.routes, learnt, at.getTime(), hourOf) };
}

/** Of days that are over nothing more is learnt; what phones bring late may wait. */
const KEPT_MILLISECONDS = 30 * 60_000;
const MOST_KEPT = 4;
const kept = new Map<string, { readonly learnt: Promise<Learnt>; readonly until: number }>();

async function learntBefore(database: Database, town: ActiveTown, day: Day): Promise<Learnt> {
  const key = `${town.id} ${day}`;
  const known = kept.get(key);
  if (known && known.until > performance.now()) return await known.learnt;
  const learnt = readPastGaps(database, town, day).then(learn);
  kept.delete(key);
  kept.set(key, { learnt, until: performance.now() + KEPT_MILLISECONDS });
  for (const oldest of kept.keys()) {
    if (kept.size <= MOST_KEPT) break;
    kept.delete(oldest);
  }
  try {
    return await learnt;
  } catch (error) {
    kept.delete(key);
    throw error;
  }
}
