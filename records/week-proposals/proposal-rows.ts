import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { type Day, dateToDay, dayToDate } from '../../domain/day.ts';
import {
  acceptanceSchema,
  type ProposalInputs,
  proposalInputsSchema,
  WEEK_PROPOSAL_FAILURES,
  WEEK_PROPOSAL_STATES,
  type WeekProposal,
  type WeekResult,
  weekResultSchema,
} from '../../domain/week/proposals.ts';
import type { Prisma, PrismaClient } from '../../prisma/client/client.ts';
import { namesOf } from '../people/names.ts';

const OPEN = { in: ['queued', 'running'] };
/** So many of a week are shown, the latest first. */
const SHOWN = 5;
const acceptancesSchema = z.array(acceptanceSchema);
const stateSchema = z.enum(WEEK_PROPOSAL_STATES);
const failureSchema = z.enum(WEEK_PROPOSAL_FAILURES).catch('unexpected');

type Row = Prisma.WeekProposalGetPayload<object>;

/** Writes down that other days are wanted for a week. @returns its id; `null` where one is open in the town */
export async function askForProposal(
  prisma: PrismaClient,
  asked: {
    readonly townId: string;
    readonly monday: Day;
    readonly inputs: ProposalInputs;
    readonly requestedBy: string;
  },
): Promise<string | null> {
  const { monday, ...row } = asked;
  const id = uuidv7();
  // The index of open ones lets only one of two who ask at the same time through.
  const { count } = await prisma.weekProposal.createMany({
    data: [{ ...row, id, monday: dayToDate(monday) }],
    skipDuplicates: true,
  });
  return count === 1 ? id : null;
}

/** The latest proposals for a week, the newest first. */
export async function readProposals(prisma: PrismaClient, townId: string, monday: Day): Promise<WeekProposal[]> {
  const rows = await prisma.weekProposal.findMany({
    where: { townId, monday: dayToDate(monday) },
    orderBy: [{ requestedAt: 'desc' }, { id: 'desc' }],
    take: SHOWN,
  });
  return await viewsOf(prisma, rows);
}

/** One proposal for a week of a town; `null` where there is none of this id. */
export async function readProposal(
  prisma: PrismaClient,
  townId: string,
  monday: Day,
  id: string,
): Promise<WeekProposal | null> {
  const row = await prisma.weekProposal.findFirst({ where: { id, townId, monday: dayToDate(monday) } });
  const [view] = row ? await viewsOf(prisma, [row]) : [];
  return view ?? null;
}

async function viewsOf(prisma: PrismaClient, rows: readonly Row[]): Promise<WeekProposal[]> {
  const each = rows.map((row) => ({ row, accepted: acceptancesSchema.parse(row.acceptances) }));
  const names = await namesOf(prisma, [
    ...rows.map(({ requestedBy }) => requestedBy),
    ...each.flatMap(({ accepted }) => accepted.map(({ by }) => by)),
  ]);
  const named = (id: string | null): string | null => (id === null ? null : (names.get(id) ?? null));
  return each.map(({ row, accepted }) => ({
    id: row.id,
    monday: dateToDay(row.monday),
    state: stateSchema.parse(row.state),
    progress: row.progress,
    failure: row.failure === null ? null : failureSchema.parse(row.failure),
    inputs: proposalInputsSchema.parse(row.inputs),
    result: row.result === null ? null : weekResultSchema.parse(row.result),
    requestedBy: named(row.requestedBy),
    requestedAt: row.requestedAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    acceptances: accepted.map((one) => ({ ...one, by: named(one.by) })),
  }));
}

/** Takes up a proposal that waits, or one whose worker was lost; `null` where there is nothing to do. */
export async function takeUpProposal(
  prisma: PrismaClient,
  id: string,
): Promise<{ readonly townId: string; readonly monday: Day; readonly inputs: ProposalInputs } | null> {
  const { count } = await prisma.weekProposal.updateMany({
    where: { id, state: OPEN },
    data: { state: 'running', progress: 0 },
  });
  const row = count === 0 ? null : await prisma.weekProposal.findUnique({ where: { id } });
  return row && { townId: row.townId, monday: dateToDay(row.monday), inputs: proposalInputsSchema.parse(row.inputs) };
}

/** Writes how far a proposal is. @returns whether it is still wanted */
export async function noteProposalProgress(prisma: PrismaClient, id: string, progress: number): Promise<boolean> {
  const { count } = await prisma.weekProposal.updateMany({ where: { id, state: 'running' }, data: { progress } });
  return count === 1;
}

/** Keeps what was found; one that was cancelled in between stays so. */
export async function keepProposal(prisma: PrismaClient, id: string, result: WeekResult): Promise<void> {
  await prisma.weekProposal.updateMany({
    where: { id, state: 'running' },
    data: { state: 'done', progress: 100, result, finishedAt: new Date() },
  });
}

/** Writes why there is none. */
export async function failProposal(
  prisma: PrismaClient,
  id: string,
  failure: (typeof WEEK_PROPOSAL_FAILURES)[number],
): Promise<void> {
  await prisma.weekProposal.updateMany({
    where: { id, state: OPEN },
    data: { state: 'failed', failure, finishedAt: new Date() },
  });
}

/** Nobody wants it any more; its worker finds out when it next writes. @returns whether it was open */
export async function cancelProposal(prisma: PrismaClient, id: string): Promise<boolean> {
  const { count } = await prisma.weekProposal.updateMany({
    where: { id, state: OPEN },
    data: { state: 'cancelled', finishedAt: new Date() },
  });
  return count === 1;
}
