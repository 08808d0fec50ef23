import type { RevisionView } from '../../domain/plans.ts';
import type { TownBooks } from '../../domain/town-view.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';
import { presentRevision, readKeptBooks, readKeptJson, readRevisionView } from '../../records/plans/read-revision.ts';
import type { ActiveTown } from '../../records/towns/active-town.ts';
import { planProblem } from './problems.ts';

/** Everything of one revision. @throws Problem `no-such-revision` */
export async function readRevision(
  prisma: PrismaClient,
  area: ActiveTown,
  planId: string,
  number: number,
): Promise<RevisionView> {
  const view = await readRevisionView(prisma, area, planId, number);
  if (!view) throw planProblem('no-such-revision');
  return view;
}

/** The town's books as a revision was kept with them. @throws Problem `no-such-revision` */
export async function readBooksOfRevision(
  prisma: PrismaClient,
  townId: string,
  planId: string,
  number: number,
): Promise<TownBooks> {
  const books = await readKeptBooks(prisma, townId, planId, number);
  if (!books) throw planProblem('no-such-revision');
  return books;
}

/**
 * The number of the revision that is meant.
 *
 * @param asked without it the published one, or the latest where none is published
 * @throws Problem `no-such-plan`, and `no-such-revision` where the plan has none yet
 */
export async function numberOfRevision(
  prisma: PrismaClient,
  townId: string,
  planId: string,
  asked: number | undefined,
): Promise<number> {
  const present = await presentRevision(prisma, townId, planId);
  if (!present) throw planProblem('no-such-plan', { id: planId });
  const number = asked ?? present.number;
  if (number === null) throw planProblem('no-such-revision');
  return number;
}

/**
 * Exactly what was solved, or the answer, as JSON text.
 *
 * @param asked the revision; without it the published one, or the latest where none is published
 * @throws Problem `no-such-plan`, `no-such-revision`
 */
export async function exportRevision(
  prisma: PrismaClient,
  townId: string,
  planId: string,
  asked: number | undefined,
  what: 'instance' | 'answer',
): Promise<string> {
  const number = await numberOfRevision(prisma, townId, planId, asked);
  const text = await readKeptJson(prisma, townId, planId, number, what);
  if (text === null) throw planProblem('no-such-revision');
  return text;
}
