import { v7 as uuidv7 } from 'uuid';
import { itemAt } from '../../domain/item-at.ts';
import type { RevisionEdits } from '../../domain/plan-edits.ts';
import { toWasteInstance, toWastePlan } from '../../optimizer/index.ts';
import { packText } from '../../platform/packed-text.ts';
import type { Database } from '../../platform/database.ts';
import { lockPlan } from '../../records/plans/lock-plan.ts';
import { readHead, readTakenOut } from '../../records/plans/read-made.ts';
import { PATIENCE, writeRevision } from '../../records/plans/store-revision.ts';
import { readLegIds } from '../../records/plans/road-legs.ts';
import type { RoadEngine } from '../../roads/engine.ts';
import { requireSound } from '../check.ts';
import { type DayPlan, dayPlanOf } from '../day-plan.ts';
import { rowsOf } from '../keep.ts';
import { packMade } from '../made.ts';
import { dayPlanOfRest, type RestOfDay } from '../replan/rest-of-day.ts';
import { drawWays } from '../ways.ts';
import { type KeptBase, openChild } from './edited-base.ts';
import type { PricedEdit } from './price-edit.ts';
import { restWithShifts } from './route-changes.ts';

/** An edit to be kept. */
export interface EditToKeep {
  readonly planId: string;
  readonly priced: PricedEdit;
  /** What was asked for. */
  readonly edits: Pick<RevisionEdits, 'moves' | 'tidied'>;
  readonly by: string;
}

/** Roads are not those any more that the revision was planned on. */
export class RoadsChanged extends Error {
  override readonly name = 'RoadsChanged';
}

const BY_HAND = { seconds: 0, iterations: 0, seed: 0, threads: 0 };

/**
 * Keeps an edit as the next revision of its plan, a child of the one it was counted on. Ways of legs that stay are taken over, only new
 * ones are asked for.
 *
 * @returns its number; `null` where somebody else was faster and the base is not the head any more
 * @throws RoadsChanged; RoadError; PlanningFailure where the independent checker refuses it
 */
export async function keepEdit(
  { prisma }: Pick<Database, 'prisma'>,
  engine: RoadEngine,
  base: KeptBase,
  { planId, priced, edits, by }: EditToKeep,
  signal: AbortSignal = new AbortController().signal,
): Promise<number | null> {
  const { revision } = base;
  const { rest, ...kept } = keptOf(base, priced);
  const { day, plan } = kept;
  if (engine.isGraphKnown && engine.graphId !== revision.graphId) throw new RoadsChanged();
  requireSound(day.problem, plan);
  const found = foundPlan(rest, kept);
  const known = await knownWays(prisma, base);
  const ways = await drawWays({ prisma }, day, found.timetables, engine, {
    signal,
    onProgress: () => undefined,
    known,
  });
  const isSameProblem = day.problem === base.day.problem;
  const instance = isSameProblem
    ? null
    : await packText(JSON.stringify(toWasteInstance(day.problem, `${day.town.area.id} ${day.town.day}`)));
  const instanceOfId = isSameProblem ? (revision.instanceOfId ?? revision.id) : null;
  const { town } = day;
  const notes = new Map(
    edits.moves.flatMap(({ visit, to, reason }) => (to === null ? [[visit, reason ?? null] as const] : [])),
  );
  const before = await readTakenOut(prisma, revision.id);
  const visitOf = visitsOf(base);
  const row = {
    ...{ id: uuidv7(), origin: 'edited' as const, parentId: revision.id, snapshotId: revision.snapshotId },
    ...{
      graphId: revision.graphId,
      totals: found.totals,
      instance,
      instanceOfId,
      answer: toWastePlan(day.problem, plan),
    },
    made: await packMade(day, plan, rest),
    basis: town.basis && (await packText(JSON.stringify(town.basis))),
    edits: { ...edits, overrides: [...(revision.edits?.overrides ?? []), ...priced.overrides] },
    unserved: found.unserved.map((unserved) => {
      const visit = visitOf(unserved);
      const note = visit === undefined ? undefined : (notes.get(visit) ?? before.get(visit));
      const isTakenOut = visit !== undefined && (notes.has(visit) || before.has(visit));
      return isTakenOut ? { ...unserved, reason: 'taken-out', note: note ?? null } : unserved;
    }),
    ...rowsOf({ day, timetables: found.timetables, ways, ...(rest && { rest }) }),
  };
  const number = await prisma.$transaction(async (transaction) => {
    await lockPlan(transaction, planId);
    const head = await readHead(transaction, town.area.id, planId);
    if (head?.revisionId !== revision.id) return null;
    const plan = { id: planId, townId: town.area.id, day: town.day };
    return await writeRevision(transaction, plan, row, { runId: null, createdBy: by });
  }, PATIENCE);
  if (number === null) return null;
  const child = { ...revision, id: row.id, number, instanceOfId, edits: row.edits };
  openChild(base, { revision: child, ...kept, rest });
  return number;
}

/** What is kept of an edit: all of its day, or the rest of it. */
function keptOf(base: KeptBase, { day, plan, evaluation, asRest }: PricedEdit) {
  const rest = base.rest && restWithShifts(base.rest, day);
  return asRest ? asRest(rest?.whole ?? day) : { day, plan, evaluation, rest };
}

/** In the town's words: of a day under way, with what was done before. */
function foundPlan(
  rest: RestOfDay | null,
  { day, plan, evaluation }: Pick<PricedEdit, 'day' | 'plan' | 'evaluation'>,
): DayPlan {
  return rest ? dayPlanOfRest(rest, day, plan, evaluation, BY_HAND) : dayPlanOf(day, plan, evaluation, BY_HAND);
}

function visitsOf({ day, visitOf }: KeptBase) {
  const ids = new Map(day.visits.map(({ due }, point) => [`${due.pointId}/${due.stream}`, point]));
  return ({ pointId, stream }: { pointId: string; stream: string }): string | undefined => {
    const point = ids.get(`${pointId}/${stream}`);
    return point === undefined ? undefined : visitOf(point);
  };
}

/** Ids of the ways of a revision's legs, by the places of the day they lead from and to. */
async function knownWays(prisma: Database['prisma'], base: KeptBase): Promise<ReadonlyMap<string, string>> {
  const { timetables } = foundPlan(base.rest, base);
  const { shifts } = base.rest?.whole ?? base.day;
  const kept = await readLegIds(prisma, base.revision.id);
  const ways = new Map<string, string>();
  for (const { shiftIndex, stops } of timetables) {
    const ofShift = kept.get(itemAt(shifts, shiftIndex).id);
    stops.slice(1).forEach((stop, index) => {
      const way = ofShift?.get(index + 1);
      if (way) ways.set(`${itemAt(stops, index).place}>${stop.place}`, way);
    });
  }
  return ways;
}
