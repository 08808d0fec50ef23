import type { z } from 'zod';
import { dateToDay } from '../../domain/day.ts';
import {
  replanRequestSchema,
  type restPriceAskSchema,
  type restPriceViewSchema,
} from '../../domain/replans/replans.ts';
import { openBase, secondsInto } from '../../planning/edit/edited-base.ts';
import { priceRest } from '../../planning/replan/price-rest.ts';
import type { Database } from '../../platform/database.ts';
import { readHeld } from '../../records/plans/locks.ts';
import { findPlan, findPublished } from '../../records/plans/read-plans.ts';
import { readEarlierReplans } from '../../records/replans/read-earlier.ts';
import { readFieldSoFar } from '../../records/replans/read-field.ts';
import { presentOfDay } from '../../records/simulations/present-of-day.ts';
import { editProblem } from '../plans/edit-problems.ts';
import { planProblem } from '../plans/problems.ts';
import { replanProblem } from './problems.ts';

/** A board asks for the price of each alert in sight. */
const BUDGET = { seconds: 1, seed: 1, threads: 1 };

/** Searches of this process come one after another: whoever else asks the server waits for none of them. */
let turn: Promise<unknown> = Promise.resolve();

/**
 * What the rest of a plan's day planned anew would come to by now.
 *
 * @throws Problem `no-such-plan`, `nothing-to-replan`, `made-before`
 */
export async function readRestPrice(
  database: Database,
  townId: string,
  planId: string,
  asked: z.output<typeof restPriceAskSchema>,
  now: Date = new Date(),
): Promise<z.output<typeof restPriceViewSchema>> {
  const { prisma } = database;
  const plan = await findPlan(prisma, townId, planId);
  if (!plan) throw planProblem('no-such-plan', { id: planId });
  const day = dateToDay(plan.day);
  const present = await presentOfDay(prisma, townId, day, now);
  const field = await readFieldSoFar(database, townId, { planId, day }, present);
  if (!field) throw replanProblem('nothing-to-replan');
  const base = await openBase(database, field.revisionId);
  if (!base) throw editProblem('made-before', { number: (await findPublished(prisma, townId, day))?.number ?? 0 });
  const [earlier, held] = await Promise.all([readEarlierReplans(prisma, field.revisionId), readHeld(prisma, planId)]);
  const secondsOf = secondsInto(base.day.town);
  const whole = base.rest?.whole ?? base.day;
  const underWay = { whole, field, earlier, held, at: secondsOf(present), secondsOf };
  const mine = turn.then(() =>
    priceRest(underWay, replanRequestSchema.parse(asked), BUDGET, new AbortController().signal),
  );
  turn = mine.catch(() => undefined);
  return { price: await mine, pricedAt: present.toISOString() };
}
