import { holdsForTown, may } from '../../domain/policy/may.ts';
import type { Viewer } from '../../domain/policy/roles.ts';
import {
  type Remedies,
  type Study,
  STUDY_FAILURES,
  STUDY_STATES,
  studySchema,
} from '../../domain/remedies/remedies.ts';
import type { Database } from '../../platform/database.ts';
import type { Prisma, PrismaClient } from '../../prisma/client/client.ts';
import { namesOf } from '../people/names.ts';

/** Done ones are kept for comparison, so many. */
const KEPT = 12;

/** The latest study of a town that is done, as far as the viewer may see it, and how far the one asked for last is. */
export async function readRemedies(prisma: PrismaClient, townId: string, viewer: Viewer): Promise<Remedies> {
  const orderBy = [{ requestedAt: 'desc' }, { id: 'desc' }] satisfies Prisma.RemedyStudyOrderByWithRelationInput[];
  const [done, latest] = await Promise.all([
    prisma.remedyStudy.findFirst({ where: { townId, state: 'done' }, orderBy }),
    prisma.remedyStudy.findFirst({ where: { townId }, orderBy, omit: { study: true } }),
  ]);
  const kept = done && studySchema.parse(done.study);
  const names = await namesOf(prisma, done ? [done.requestedBy] : []);
  return {
    study: kept && {
      ...kept,
      rows: kept.rows.filter(({ unitId }) => may(viewer, 'ledger.read', { townId, unitId, cooperativeId: null })),
      // What a remedy brings to all is the town's to know.
      all: holdsForTown(viewer, 'ledger.read') ? kept.all : [],
      computedAt: (done.finishedAt ?? done.requestedAt).toISOString(),
      requestedBy: done.requestedBy === null ? null : (names.get(done.requestedBy) ?? null),
    },
    latest: latest && {
      state: STUDY_STATES.find((known) => known === latest.state) ?? 'failed',
      progress: latest.progress,
      failure: STUDY_FAILURES.find((known) => known === latest.failure) ?? null,
      requestedAt: latest.requestedAt.toISOString(),
    },
  };
}

/**
 * Asks for a study of a town; where one is under way nothing changes.
 *
 * @param requestedBy `null`: the program itself
 */
export async function requestStudy(
  { prisma }: Pick<Database, 'prisma'>,
  townId: string,
  requestedBy: string | null,
): Promise<void> {
  // The index of open ones lets only one of two who ask at the same time through.
  await prisma.remedyStudy.createMany({ data: [{ townId, requestedBy }], skipDuplicates: true });
}

/** When the study of a town that was asked for last was, and whether it is still open; `null`: none was. */
export async function latestRequest(
  { prisma }: Pick<Database, 'prisma'>,
  townId: string,
): Promise<{ readonly requestedAt: Date; readonly isOpen: boolean } | null> {
  const row = await prisma.remedyStudy.findFirst({
    where: { townId },
    orderBy: [{ requestedAt: 'desc' }, { id: 'desc' }],
    select: { requestedAt: true, state: true },
  });
  return row && { requestedAt: row.requestedAt, isOpen: row.state === 'queued' || row.state === 'running' };
}

/** The study of a town that waits or is being made; `null`: none. */
export async function openStudy({ prisma }: Pick<Database, 'prisma'>, townId: string): Promise<string | null> {
  const row = await prisma.remedyStudy.findFirst({
    where: { townId, state: { in: ['queued', 'running'] } },
    select: { id: true },
  });
  return row?.id ?? null;
}

const OPEN = { in: ['queued', 'running'] };

/** Writes how far a study is. */
export async function noteStudyProgress(
  { prisma }: Pick<Database, 'prisma'>,
  id: string,
  state: 'queued' | 'running',
  progress: number,
): Promise<void> {
  await prisma.remedyStudy.updateMany({ where: { id, state: OPEN }, data: { state, progress: Math.round(progress) } });
}

/** Keeps what a study came to, and of those before it the latest few. */
export async function keepStudy({ prisma }: Pick<Database, 'prisma'>, id: string, study: Study): Promise<void> {
  await prisma.$transaction(async (transaction) => {
    const { townId } = await transaction.remedyStudy.update({
      where: { id, state: OPEN },
      data: { state: 'done', progress: 100, failure: null, finishedAt: new Date(), study },
      select: { townId: true },
    });
    const old = await transaction.remedyStudy.findMany({
      where: { townId, state: { in: ['done', 'failed'] } },
      orderBy: [{ requestedAt: 'desc' }, { id: 'desc' }],
      skip: KEPT,
      select: { id: true },
    });
    await transaction.remedyStudy.deleteMany({ where: { id: { in: old.map((one) => one.id) } } });
  });
}

/** Writes why a study was not made. */
export async function failStudy(
  { prisma }: Pick<Database, 'prisma'>,
  id: string,
  failure: (typeof STUDY_FAILURES)[number],
): Promise<void> {
  await prisma.remedyStudy.updateMany({
    where: { id, state: OPEN },
    data: { state: 'failed', failure, finishedAt: new Date() },
  });
}
