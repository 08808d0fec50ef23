import { basisChanges, type PlanBasisView } from '../../domain/plan-basis.ts';
import { dayOf } from '../../domain/day-of.ts';
import { basisOf } from '../../planning/basis.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';
import { readDayInputs } from '../../records/plans/day-inputs.ts';
import { readBasis, wasWrittenSince } from '../../records/plans/read-basis.ts';
import { planProblem } from './problems.ts';

/**
 * What a revision was made without, and what is otherwise in the town's books now. Of a day that is over nothing is out of date.
 *
 * @throws Problem `no-such-revision`
 */
export async function readPlanBasis(
  prisma: PrismaClient,
  town: { readonly id: string; readonly timeZone: string },
  planId: string,
  number: number,
  now = new Date(),
): Promise<PlanBasisView> {
  const kept = await readBasis(prisma, town.id, planId, number);
  if (!kept) throw planProblem('no-such-revision');
  const { basis, drivenShifts } = kept;
  if (!basis) return { without: [], changes: [] };
  const { without, day, at, points } = basis;
  const isOver = day < dayOf(now, town.timeZone);
  if (isOver || !(await wasWrittenSince(prisma, town.id, at))) return { without, changes: [] };
  const present = basisOf(await readDayInputs(prisma, town.id, day), day, new Set(Object.keys(points)));
  return { without, changes: basisChanges(basis, present, drivenShifts) };
}
