import type { z } from 'zod';
import type {
  EditEvaluation,
  EditRequest,
  placesRequestSchema,
  placesViewSchema,
  tidyRequestSchema,
} from '../../domain/plan-edits.ts';
import type { PlanView, RevisionSummary } from '../../domain/plans.ts';
import { changedPlaces } from '../../planning/edit/changed-places.ts';
import { asOfNow, type KeptBase, openBase, readHeldFast, withReopened } from '../../planning/edit/edited-base.ts';
import { keepEdit, RoadsChanged } from '../../planning/edit/keep-edit.ts';
import { placesFor } from '../../planning/edit/best-places.ts';
import {
  type HeldFast,
  priceMoves,
  type PricedEdit,
  pricePlan,
  UnknownInMove,
} from '../../planning/edit/price-edit.ts';
import { UnknownInChange } from '../../planning/edit/route-changes.ts';
import { tidy } from '../../planning/edit/tidy.ts';
import type { AreaRoads } from '../../planning/town-roads.ts';
import type { Platform } from '../../platform/platform.ts';
import { announcePlan } from '../../records/plans/announce-plan.ts';
import { moveHead, readHead } from '../../records/plans/read-made.ts';
import { presentOfDay } from '../../records/simulations/present-of-day.ts';
import type { ActiveTown } from '../../records/towns/active-town.ts';
import { editProblem } from './edit-problems.ts';
import { planProblem } from './problems.ts';
import { readPlan } from './read-plan.ts';

type Parts = Pick<Platform, 'database' | 'bus' | 'logger'>;

/**
 * Prices moves on the newest revision of a plan and, unless only that was asked, keeps them as the next one.
 *
 * @throws Problem `no-such-plan`, `no-such-revision`, `plan-changed` with what changed, `made-before`, `no-such-move`, `no-such-change`, `edit-breaks`
 *   with the evaluation, `roads-changed`
 */
export async function editPlan(
  platform: Parts,
  roads: AreaRoads,
  town: ActiveTown,
  planId: string,
  { base: number, moves, changes, dryRun, override }: EditRequest,
  by: string,
): Promise<EditEvaluation | RevisionSummary> {
  const base = await requireHead(platform, town.id, planId, number);
  const held = await readHeldFast(platform.database, planId, base);
  const present = await readPresent(platform, base, planId, held);
  const allowed = override ? { reason: override.reason, by } : null;
  const priced = named(() => priceMoves(present, moves, held, allowed, changes));
  if (dryRun) return priced.answer;
  const edits = { moves, tidied: [], ...(changes.length > 0 && { changes }) };
  return await keepPriced(platform, roads, town, planId, base, priced, edits, by);
}

/** Keeps what was priced. @throws Problem as {@link editPlan} */
async function keepPriced(
  platform: Parts,
  roads: AreaRoads,
  town: ActiveTown,
  planId: string,
  base: KeptBase,
  priced: PricedEdit,
  edits: Parameters<typeof keepEdit>[3]['edits'],
  by: string,
): Promise<RevisionSummary> {
  if (!priced.answer.isAllowed) throw refusal(priced.answer);
  const number = await roads
    .lend(town, (engine) => keepEdit(platform.database, engine, base, { planId, priced, edits, by }))
    .catch((error: unknown) => {
      throw error instanceof RoadsChanged ? editProblem('roads-changed') : error;
    });
  if (number === null) throw await changedProblem(platform, town.id, planId, base);
  await announcePlan(platform, planId, 'revisions');
  const { revisions } = await readPlan(platform.database.prisma, town.id, planId);
  const kept = revisions.find((revision) => revision.number === number);
  if (!kept) throw planProblem('no-such-revision');
  return kept;
}

/**
 * Puts the stops of trucks in a better order: with `dryRun` what that comes to, else the revision that it became. Where no better order
 * is found there is nothing to keep, and the answer is that.
 *
 * @throws Problem as {@link editPlan}
 */
export async function tidyPlan(
  platform: Parts,
  roads: AreaRoads,
  town: ActiveTown,
  planId: string,
  { base: number, trucks, dryRun }: z.output<typeof tidyRequestSchema>,
  by: string,
): Promise<EditEvaluation | RevisionSummary> {
  const base = await requireHead(platform, town.id, planId, number);
  const held = await readHeldFast(platform.database, planId, base);
  const vehicles = base.day.shifts.flatMap(({ truck }, vehicle) => (trucks.includes(truck.id) ? [vehicle] : []));
  const present = await readPresent(platform, base, planId, held);
  const priced = pricePlan(present, tidy(base, vehicles, held), held);
  if (dryRun || priced.answer.trucks.length === 0) return priced.answer;
  return await keepPriced(platform, roads, town, planId, base, priced, { moves: [], tidied: trucks }, by);
}

/** Where visits would go. @throws Problem as {@link editPlan} */
export async function findPlaces(
  platform: Parts,
  townId: string,
  planId: string,
  asked: z.input<typeof placesRequestSchema>,
): Promise<z.output<typeof placesViewSchema>> {
  const base = await requireHead(platform, townId, planId, asked.base);
  const held = await readHeldFast(platform.database, planId, base);
  const present = await readPresent(platform, base, planId, held);
  const places = placesFor(present, asked.visits, withReopened(held, asked.reopened ?? []), asked.most);
  return { base: base.number, places, pricedAt: present.now?.at.toISOString() ?? null };
}

/** A revision as of the present of its day. */
async function readPresent(
  { database }: Pick<Parts, 'database'>,
  base: KeptBase,
  planId: string,
  { done }: HeldFast,
): Promise<KeptBase> {
  const { area, day } = base.day.town;
  return await asOfNow(database, base, planId, done, await presentOfDay(database.prisma, area.id, day, new Date()));
}

/** Undoes, redoes, discards: editing goes on from another revision. @throws Problem `no-such-plan`, `no-such-revision`, `plan-changed` */
export async function pointHead(
  platform: Parts,
  townId: string,
  planId: string,
  asked: { readonly base: number; readonly to: number },
): Promise<PlanView> {
  const { prisma } = platform.database;
  await readPlan(prisma, townId, planId);
  const { head, isMoved } = await moveHead(prisma, townId, planId, asked);
  if (!isMoved) {
    if (!head || head.number === asked.base) throw planProblem('no-such-revision');
    throw editProblem('plan-changed', { number: head.number }, { newest: head.number, changes: [] });
  }
  await announcePlan(platform, planId, 'revisions');
  return await readPlan(prisma, townId, planId);
}

/** The revision that editing goes on from, if it is the one named. @throws Problem */
async function requireHead(platform: Parts, townId: string, planId: string, number: number): Promise<KeptBase> {
  const { database } = platform;
  const head = await readHead(database.prisma, townId, planId);
  const known = head?.number === number ? await openBase(database, head.revisionId) : null;
  if (known) return known;
  const { revisions } = await readPlan(database.prisma, townId, planId);
  const asked = revisions.find((revision) => revision.number === number);
  if (!asked) throw planProblem('no-such-revision');
  const base = await openBase(database, asked.id);
  if (base) throw await changedProblem(platform, townId, planId, base);
  throw editProblem('made-before', { number });
}

async function changedProblem({ database }: Parts, townId: string, planId: string, base: KeptBase) {
  const head = await readHead(database.prisma, townId, planId);
  const newest = head && (await openBase(database, head.revisionId));
  const by =
    head && (await readPlan(database.prisma, townId, planId)).revisions.find(({ id }) => id === head.revisionId);
  return editProblem(
    'plan-changed',
    { number: head?.number ?? base.number },
    {
      newest: head?.number ?? base.number,
      changedBy: by?.createdBy ?? null,
      changes: newest ? changedPlaces(base, newest) : [],
    },
  );
}

/** Why an edit is refused, by its worst fault; the rest stands in the evaluation. */
function refusal(evaluation: EditEvaluation) {
  const [worst] = evaluation.breaks;
  const code = worst?.rule === 'done' ? 'edit-of-done' : worst?.rule === 'locked' ? 'edit-of-locked' : null;
  if (code) return editProblem(code, { name: worst?.name ?? '', truck: worst?.truckNumber ?? '' }, { evaluation });
  return editProblem(evaluation.isHard ? 'edit-breaks' : 'edit-needs-reason', {}, { evaluation });
}

function named<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof UnknownInMove) throw editProblem('no-such-move', { number: error.move + 1 });
    throw error instanceof UnknownInChange ? editProblem('no-such-change', { number: error.change + 1 }) : error;
  }
}
