import { z } from 'zod';
import { dayToDate } from '../../domain/day.ts';
import { revisionOriginSchema } from '../../domain/plans.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';
import type { LogEntry, LoggedDay } from './read-day-log.ts';

const revisionSchema = z.object({ revision: z.int() });

/** Revisions of a day's plan as they were made, and publications. */
export async function planEntries(prisma: PrismaClient, { townId, day }: LoggedDay): Promise<LogEntry[]> {
  const plan = await prisma.plan.findUnique({
    where: { townId_day: { townId, day: dayToDate(day) } },
    select: {
      ...{ id: true, publishedAt: true, publishedBy: true, publishedRevision: { select: { number: true } } },
      revisions: { select: { id: true, number: true, origin: true, createdAt: true, createdBy: true } },
    },
  });
  if (!plan) return [];
  const changes = await prisma.change.findMany({
    where: { townId, subject: 'plans', subjectId: plan.id, kind: { in: ['published', 'unpublished'] } },
  });
  const published = changes.map(({ id, kind, at, actorUserId, after, before }): LogEntry => {
    const told = revisionSchema.safeParse(kind === 'published' ? after : before);
    return {
      ...{ id, at, by: actorUserId, kind: kind === 'published' ? 'published' : 'unpublished' },
      revision: told.success ? told.data.revision : null,
    };
  });
  const { publishedAt, publishedBy, publishedRevision } = plan;
  // Publications of before they were kept in the audit: the last one is known.
  if (publishedAt && published.length === 0) {
    const known = { kind: 'published', at: publishedAt, by: publishedBy } as const;
    published.push({ id: plan.id, ...known, revision: publishedRevision?.number ?? null });
  }
  return [
    ...published,
    ...plan.revisions.map(
      ({ id, number, origin, createdAt, createdBy }): LogEntry => ({
        ...{ id, at: createdAt, by: createdBy, revision: number, kind: revisionOriginSchema.parse(origin) },
      }),
    ),
  ];
}
